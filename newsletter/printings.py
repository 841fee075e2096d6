"""The other papers of a number: large print and booklet, both drawn from what was frozen, when somebody asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from content.pdf.serving import kept, sheet_response
from newsletter import pictures
from newsletter.compose import edition_of
from newsletter.models.issue import Issue, PrintedForm
from newsletter.press.booklet import imposed
from newsletter.renderers import large_print, web
from newsletter.renderers.large_print import LargePrint

if TYPE_CHECKING:
    from newsletter.models.bulletin import BulletinPage


def large_print_response(request: HttpRequest, page: BulletinPage) -> HttpResponse:
    """The number in 18 points. 503 in words where this machine cannot make one."""
    number = large_print_of(page, page.frozen)
    assets = large_print.assets(pictures.at(number.pictures, page.commune.theme))
    name = f"{page.slug}-gros-caracteres"
    return sheet_response(request, large_print.html(number), assets, base=number.base, name=name)


def large_print_of(page: BulletinPage, issue: Issue | None) -> LargePrint:
    """What it prints: the frozen sections, or those of now while the number is not approved."""
    now = timezone.now()
    edition = None if issue and issue.web else edition_of(page, now)
    commune = page.commune
    return LargePrint(
        reference=issue.subject if issue else edition.reference if edition else "",
        masthead=commune.bulletin_title,
        headline=page.title.replace("|", " "),
        detail=page.standfirst,
        town=commune.name,
        author=f"Mairie {commune.de_name}",
        issued_on=timezone.localdate(issue.issued_at if issue and issue.issued_at else now),
        root=page.site.root_url if page.site else "",
        sections=web.render(edition) if edition else issue.web if issue else "",
        contents=web.contents(edition) if edition else list(issue.contents) if issue else [],
    )


def booklet_response(page: BulletinPage) -> HttpResponse:
    """The frozen PDF laid out for the town hall's copier. Raises Http404 while there is nothing frozen to lay out."""
    printed = PrintedForm.objects.filter(issue__page=page.pk, edition=PrintedForm.Edition.STANDARD).first()
    if printed is None:
        raise Http404
    booklet = kept(f"livret-{printed.fingerprint}", lambda: imposed(bytes(printed.content)))
    response = HttpResponse(booklet, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{page.slug}-livret-A3.pdf"'
    response["X-Robots-Tag"] = "noindex"
    return response
