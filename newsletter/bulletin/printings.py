"""The other papers of a number, all drawn from what was frozen, when somebody asks, and kept on the shelf."""

from __future__ import annotations

import logging
from enum import StrEnum
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response

from content.pdf import PdfError
from content.pdf.serving import kept, sheet_response
from newsletter.bulletin import pictures
from newsletter.compose import edition_of
from newsletter.models.issue import Issue, PressSheets, PrintedForm
from newsletter.press.booklet import imposed
from newsletter.renderers import large_print, papers, web
from newsletter.renderers.large_print import LargePrint

if TYPE_CHECKING:
    from newsletter.models.bulletin import BulletinPage

_LOGGER = logging.getLogger(__name__)
UNAVAILABLE = "Ce papier ne peut pas être imprimé pour l’instant. Le bulletin ordinaire dit la même chose."


class Paper(StrEnum):
    """Those drawn from the frozen sheets, as their address calls them."""

    ECONOMICAL = "economique"
    PRINTERS = "imprimeur"


_PRESS = {Paper.ECONOMICAL: papers.economical, Paper.PRINTERS: papers.printers}


def paper_response(request: HttpRequest, page: BulletinPage, paper: Paper) -> HttpResponse:
    """The number on that paper. Raises Http404 while nothing is frozen; 503 in words where it cannot be drawn."""
    printed = _printed(page)
    etag = f'"{paper}-{printed.fingerprint[:32]}"'
    if (unchanged := get_conditional_response(request, etag=etag)) is not None and unchanged.status_code == 304:
        return unchanged
    try:
        content = kept(f"{paper}-{printed.fingerprint}", lambda: _draw(printed, paper))
    except PdfError as error:
        _LOGGER.warning("%s: %s", request.path, error)
        return HttpResponse(UNAVAILABLE, status=503, content_type="text/plain; charset=utf-8")
    response = _shown(content, f"{page.slug}-{paper}")
    response["ETag"] = etag
    return response


def _draw(printed: PrintedForm, paper: Paper) -> bytes:
    frozen = PressSheets.objects.filter(issue=printed.issue_id).first()
    if frozen is None:  # a number approved before sheets were kept
        raise Http404
    sheets = papers.Sheets.unpacked(bytes(frozen.content))
    return _PRESS[paper](sheets, pictures.named(sheets.photos))


def booklet_response(page: BulletinPage) -> HttpResponse:
    """The frozen PDF laid out for the town hall's copier. Raises Http404 while there is nothing frozen to lay out."""
    printed = _printed(page)
    booklet = kept(f"livret-{printed.fingerprint}", lambda: imposed(bytes(printed.content)))
    return _shown(booklet, f"{page.slug}-livret-A3")


def _printed(page: BulletinPage) -> PrintedForm:
    standard = PrintedForm.objects.filter(issue__page=page.pk, edition=PrintedForm.Edition.STANDARD)
    printed = standard.defer("content").first()
    if printed is None:
        raise Http404
    return printed


def _shown(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    response["X-Robots-Tag"] = "noindex"
    return response


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
