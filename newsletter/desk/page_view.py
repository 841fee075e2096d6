"""One page of a number as a picture, for the flat plan and for the preview: kept, or drawn when somebody asks."""

from __future__ import annotations

from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail.models import Page

from content.pdf import PdfError
from newsletter.bulletin import pictures
from newsletter.bulletin.edition import Edition
from newsletter.compose import edition_by_block
from newsletter.models import BulletinPage
from newsletter.press.flatplan import plan
from newsletter.proofing import page_by_page, page_pictures, thumbnails
from newsletter.proofing.page_pictures import SHELF
from newsletter.proofing.previews import frozen_key

FOR_EVER = "private, max-age=31536000, immutable"
"""A key changes with what it shows."""

COMPOSED_KEPT = 60
"""Seconds; what is published meanwhile outdates it sooner (content.generation)."""


@require_safe
def page_picture(request: HttpRequest, page_id: int, number: int, key: str) -> HttpResponse:
    """The picture of that page; an empty 404 where there is none. Raises PermissionDenied for whoever may not change the number."""
    found = Page.objects.filter(pk=page_id).first()
    owner = found.specific if found else None
    site = owner.get_site() if owner else None
    if owner is None or site is None or not key.startswith(f"{site.pk}-"):
        return HttpResponseNotFound()
    permissions = owner.permissions_for_user(request.user)
    if not (permissions.can_edit() or permissions.can_add_subpage()):
        raise PermissionDenied
    known = SHELF.find(key)
    if known is not None:
        return picture_response(known, FOR_EVER)
    return drawn_response(owner, number, key) if isinstance(owner, BulletinPage) else HttpResponseNotFound()


def drawn_response(owner: BulletinPage, number: int, key: str) -> HttpResponse:
    """That page drawn as the number is now, to be kept if it is what was asked for."""
    try:
        fresh, picture = drawn_now(owner, number)
    except LookupError:
        return HttpResponseNotFound()
    except PdfError as error:
        return failure_response(number, str(error))
    return picture_response(picture, FOR_EVER if fresh == key else "no-store")


def drawn_now(number: BulletinPage, page: int) -> tuple[str, bytes]:
    """That page as the number is now, and its key. Raises LookupError, content.pdf.PdfError."""
    issue = number.frozen
    if issue:
        printed = issue.printed
        if printed is None:
            raise LookupError(page)
        key = frozen_key(issue, printed, page)
        return key, SHELF.kept(key, lambda: thumbnails.page_of(bytes(printed.content), page))
    edition, _anchors = latest_edition(number)
    alone = page_by_page.one_page(edition, plan(edition), pictures.load(edition), page)
    key = page_pictures.key_of(alone, number.site)
    return key, page_pictures.draw(alone, key)


def latest_edition(page: BulletinPage) -> tuple[Edition, dict[str, str]]:
    """The number as last saved, with its sections by block: composed once for the plan and for each of its pictures."""
    key = f"edition-{page.pk}-{page.latest_revision_id}"
    known: tuple[Edition, dict[str, str]] | None = cache.get(key)
    if known is None:
        known = edition_by_block(page.get_latest_revision_as_object(), timezone.now())
        cache.set(key, known, COMPOSED_KEPT)
    return known


def picture_response(picture: bytes, keeping: str) -> HttpResponse:
    response = HttpResponse(picture, content_type="image/jpeg")
    response["Cache-Control"] = keeping
    return response


def failure_response(number: int, reason: str) -> HttpResponse:
    """A page on which is written that it could not be drawn."""
    drawing = render_to_string("newsletter/desk/page_failure.svg", {"number": number, "reason": reason})
    response = HttpResponse(drawing, content_type="image/svg+xml", status=503)
    response["Cache-Control"] = "no-store"
    return response
