"""What residents are answered: the shelf, a number, its files (what editors are shown of them: newsletter.proofing.previews)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from content.dates import long_date
from content.pdf import PdfError, obstacle
from newsletter.bulletin import pictures
from newsletter.bulletin.edition import CHOICES, LEAVE, Edition
from newsletter.bulletin.late import late_changes
from newsletter.bulletin.shelf import Shown, megabytes
from newsletter.bulletin.wording import grouped
from newsletter.compose import edition_of
from newsletter.models.issue import Issue, PressSheets, PrintedForm
from newsletter.renderers import email, pdf, text, web

if TYPE_CHECKING:
    from newsletter.models.bulletin import BulletinIndexPage, BulletinPage

PREVIOUS_SHOWN = 3
MAIL_POLICY = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
"""The policy of a mail shown as a page: its own styles, no script at all, no request to anybody."""
ECONOMICAL_WEIGHT = 0.5
"""Of the ordinary paper's, as measured on the demonstration's numbers."""


# ---- the shelf ------------------------------------------------------------------------------------------------


def show_shelf(page: BulletinIndexPage, request: HttpRequest, year: int | None) -> HttpResponse:
    """The numbers of a year, the latest one by default. Raises Http404 for a year without any."""
    published = page.bulletins(timezone.now())
    years = sorted({month.year for month in published.order_by().values_list("month", flat=True)}, reverse=True)
    if year is not None and year not in years:
        raise Http404
    current = year or (years[0] if years else None)
    bulletins = [one.shown() for one in published.in_year(current).for_cards()] if current else []
    base = page.path_on_site(page.site) if page.site else page.url
    context = {
        "bulletins": bulletins,
        "year": current,
        "years": [{"label": one, "url": f"{base}{one}/", "is_current": one == current} for one in years],
    }
    return page.render(request, context_overrides=context)


# ---- a number -------------------------------------------------------------------------------------------------


def show_bulletin(page: BulletinPage, request: HttpRequest) -> HttpResponse:
    """The frozen issue's page, or the sections as they are now while it is not approved."""
    issue = page.frozen
    if issue and issue.web and not getattr(request, "is_preview", False):
        return page.render(request, context_overrides=page_context(page, issue.web, list(issue.contents), issue))
    edition = edition_of(page, timezone.now())
    return page.render(request, context_overrides=page_context(page, web.render(edition), web.contents(edition), None))


def page_context(
    page: BulletinPage, sections: str, contents: list[dict[str, Any]], issue: Issue | None
) -> dict[str, Any]:
    shown = Shown.of(page, contents)
    return {
        "bulletin": shown,
        "actions": actions(shown),
        "papers": other_papers(shown, issue),
        "sections": sections,
        "corrections": list(page.corrections.all()),
        "late_changes": late_changes(issue) if issue else [],
        "facts": facts(page, issue),
        "pdf_obstacle": (issue.pdf_obstacle if issue else obstacle()) if not shown.pdf_url else "",
        "previous": [one.shown() for one in previous_numbers(page)],
    }


def actions(shown: Shown) -> list[dict[str, Any]]:
    """What a reader can do with the number, each a button."""
    printing = {"url": shown.pdf_url, "label": f"Imprimer ({shown.pdf_details or 'PDF'})", "light": False}
    others = [
        *(
            [{"url": f"{shown.url}gros-caracteres.pdf", "label": "Gros caractères (PDF, 1 Mo environ)", "light": True}]
            if shown.pdf_url
            else []
        ),
        {"url": f"{shown.url}courriel.html", "label": "Version courriel", "light": True},
        {"url": "/recevoir/", "label": "Le recevoir", "light": True},
    ]
    return [printing, *others] if shown.pdf_url else others


def other_papers(shown: Shown, issue: Issue | None) -> list[dict[str, str]]:
    """The papers drawn from what was frozen, each with about what it weighs beside the ordinary one."""
    printed = issue.printed if issue else None
    if printed is None:
        return []
    booklet = {"url": f"{shown.url}livret.pdf", "label": "livret A3 à plier", "details": about(printed.weight)}
    if not PressSheets.objects.filter(issue=printed.issue_id).exists():
        return [booklet]
    saving = {"label": "économe en encre", "details": about(printed.weight * ECONOMICAL_WEIGHT)}
    return [{"url": f"{shown.url}economique.pdf", **saving}, booklet]


def about(octets: float) -> str:
    return f"PDF, {megabytes(max(octets, 100_000))} environ"


def facts(page: BulletinPage, issue: Issue | None) -> list[dict[str, str]]:
    """The margin of a number: when it came out, on how many copies, who answers for it."""
    commune = page.commune
    day = timezone.localdate(issue.issued_at if issue and issue.issued_at else page.published_at)
    found = [{"label": "Paru le", "value": f"{long_date(day)} {day.year}", "strong": "1", "datetime": day.isoformat()}]
    if commune.print_run:
        credit = f", {commune.bulletin_credit}" if commune.bulletin_credit else ""
        found.append({"label": "Tirage papier", "value": f"{grouped(commune.print_run)} exemplaires{credit}"})
    if commune.director:
        found.append({"label": "Direction de la publication", "value": commune.director})
    if any(block.block_type == "groups" for block in page.sections):
        found.append({"label": "Tribunes", "value": "Expression des groupes", "url": "#expression"})
    return found


def previous_numbers(page: BulletinPage) -> list[BulletinPage]:
    queryset = type(page).objects.sibling_of(page, inclusive=False).published(timezone.now()).before(page.number)
    return list(queryset.by_number().for_cards()[:PREVIOUS_SHOWN])


# ---- its files ------------------------------------------------------------------------------------------------


def file_response(page: BulletinPage, form: str) -> HttpResponse:
    """The frozen bytes of that form; composed on the spot while the number is not approved."""
    issue = page.frozen
    if form == "pdf":
        return pdf_response(page, issue)
    if form == "email":
        html = issue.html if issue else email.render(edition_of(page, timezone.now()))
        return mail_response(publicly(html, page))
    words = issue.text if issue else text.render(edition_of(page, timezone.now()))
    return HttpResponse(publicly(words, page), content_type="text/plain; charset=utf-8")


def pdf_response(page: BulletinPage, issue: Issue | None) -> HttpResponse:
    """The PDF, or 503 and the reason in words where there is none."""
    if issue:
        printed = PrintedForm.objects.filter(issue=issue, edition=PrintedForm.Edition.STANDARD).first()
        if printed is None:
            return HttpResponse(issue.pdf_obstacle, status=503, content_type="text/plain; charset=utf-8")
        return printable(bytes(printed.content), page)
    try:
        return printable(printed_bytes(edition_of(page, timezone.now())), page)
    except PdfError as error:
        return HttpResponse(str(error), status=503, content_type="text/plain; charset=utf-8")


def printed_bytes(edition: Edition) -> bytes:
    return pdf.render(edition, pictures.load(edition))


def printable(content: bytes, page: BulletinPage) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{page.slug or "bulletin"}.pdf"'
    return response


def mail_response(html: str) -> HttpResponse:
    response = HttpResponse(html)
    response["Content-Security-Policy"] = MAIL_POLICY
    return response


def publicly(words: str, page: BulletinPage) -> str:
    """The personal links of a mail, for whoever reads it on the site: the page where one subscribes and changes one's mind."""
    return without_personal_links(words, page.site.root_url if page.site else "")


def without_personal_links(words: str, root_url: str) -> str:
    subscribe = f"{root_url}/recevoir/courriel/"
    return words.replace(LEAVE, subscribe).replace(CHOICES, subscribe)
