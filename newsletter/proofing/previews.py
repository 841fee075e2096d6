"""What editors are shown of a number before it leaves: each form by its own renderer, on the words being typed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from content.pdf import PdfError
from newsletter.bulletin import pictures
from newsletter.bulletin.edition import Edition
from newsletter.bulletin.showing import MAIL_POLICY, mail_response, publicly, show_bulletin
from newsletter.compose import edition_of
from newsletter.press.flatplan import plan
from newsletter.proofing import page_by_page, page_pictures
from newsletter.proofing.page_pictures import PagePicture
from newsletter.proofing.spreads import Folio, folios, spreads
from newsletter.renderers import email

if TYPE_CHECKING:
    from newsletter.models.bulletin import BulletinPage
    from newsletter.models.issue import Issue, PrintedForm

PHONE = 375
PATIENCE = 6.0
"""Seconds an editor waits for the pages of a whole number, the first time: those still missing come at the next look."""


def preview_response(page: BulletinPage, request: HttpRequest, mode: str, now: dt.datetime) -> HttpResponse:
    """What an editor sees before approving: the very renderers, on the words being typed."""
    if mode in {"email", "phone"}:
        try:
            html = publicly(email.render(edition_of(page, now)), page)
        except email.EmailError as error:
            return refusal(request, str(error))
        return mail_response(on_a_phone(html) if mode == "phone" else html)
    if mode == "pdf":
        try:
            return printed_pages(request, page, edition_of(page, now))
        except PdfError as error:
            return refusal(request, str(error))
    return show_bulletin(page, request)


def printed_pages(request: HttpRequest, page: BulletinPage, edition: Edition) -> HttpResponse:
    """The printed number page by page, as it will be folded: only the pages that changed are drawn again.

    Pictures, because a frame cannot hold a PDF in every browser. Raises content.pdf.PdfUnavailable.
    """
    flat = plan(edition)
    alone = page_by_page.pages(edition, flat, pictures.load(edition))
    drawn = page_pictures.drawn_in_time(alone, page.site, PATIENCE)
    turned = spreads(folios(edition, flat))
    context = {
        "spreads": [[ShownPage.of(folio, drawn[folio.number - 1], page) for folio in turn.folios] for turn in turned],
        "count": len(drawn),
        "waiting": any(not picture.drawn and not picture.failure for picture in drawn),
    }
    response = render(request, "newsletter/desk/pages.html", context)
    response["Content-Security-Policy"] = MAIL_POLICY
    return response


@dataclass(frozen=True, slots=True)
class ShownPage:
    """A page in the frame: its picture once drawn, or why there is none, or nothing yet."""

    folio: Folio
    url: str
    failure: str

    @classmethod
    def of(cls, folio: Folio, picture: PagePicture, page: BulletinPage) -> ShownPage:
        return cls(folio, picture_url(page, folio.number, picture.key) if picture.drawn else "", picture.failure)


def picture_url(page: BulletinPage, number: int, key: str) -> str:
    """Where the desk serves it: below the number, or below the shelf that a new number will stand on."""
    return reverse("bulletin_page", args=[page.pk or page.get_parent().pk, number, key])


def frozen_key(issue: Issue, printed: PrintedForm, number: int) -> str:
    """Where the picture of a page of the approved number stands on the shelf."""
    return f"{issue.site_id}-{printed.fingerprint}-{number}"


def on_a_phone(html: str) -> str:
    """The mail in a frame as wide as a phone, so that its own rules for narrow screens apply."""
    return (
        '<!doctype html><html lang="fr"><head><title>Courriel, sur téléphone</title>'
        "<style>body{margin:0;background:#53615c}"
        f"iframe{{display:block;margin:0 auto;border:0;width:{PHONE}px;height:100vh}}</style>"
        f'</head><body><iframe title="Courriel" srcdoc="{escape(html)}"></iframe></body></html>'
    )


def refusal(request: HttpRequest, reason: str) -> HttpResponse:
    return render(request, "newsletter/desk/refusal.html", {"reason": reason})
