"""The pages of a number as pictures for the desk: drawn one by one, kept on a shelf under what they show."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.cache import cache
from wagtail.models import Site

from content.pdf import PdfError, PdfUnavailable
from content.pdf.shelf import Shelf
from newsletter.proofing import page_by_page, thumbnails
from newsletter.proofing.page_by_page import LonePages

SHELF = Shelf("apercus", ".jpg", most=600)
"""Fifty numbers of twelve pages, sixty megabytes."""

FAILURE_KEPT = 60
"""Seconds before a page that could not be drawn is tried again."""


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page as the desk shows it: on the shelf, not drawn yet, or the reason why it cannot be."""

    number: int
    key: str
    drawn: bool = False
    failure: str = ""


def key_of(page: LonePages, site: Site) -> str:
    """Where the picture of that page stands on the shelf: pages of two towns never share a key."""
    return f"{site.pk}-{page.fingerprint}"


def drawn_in_time(pages: Sequence[LonePages], site: Site, seconds: float) -> list[PagePicture]:
    """Every page, those missing on the shelf drawn as long as there is time; the others will be the next time.

    Raises PdfUnavailable where this machine can draw none.
    """
    end = time.monotonic() + seconds
    found = []
    for page in pages:
        key = key_of(page, site)
        if SHELF.find(key) is None and time.monotonic() >= end:
            found.append(PagePicture(page.number, key, failure=known_failure(key)))
            continue
        try:
            draw(page, key)
        except PdfUnavailable:
            raise
        except PdfError as error:
            found.append(PagePicture(page.number, key, failure=str(error)))
        else:
            found.append(PagePicture(page.number, key, drawn=True))
    return found


def draw(page: LonePages, key: str) -> bytes:
    """The picture (JPEG) of that page, from the shelf when it is there.

    Raises PdfUnavailable, or PdfError; a page that failed is not tried again for a minute.
    """
    return SHELF.kept(key, lambda: _drawn(page, key))


def known_failure(key: str) -> str:
    """Why that page could not be drawn a moment ago; empty when nothing is known against it."""
    reason: str = cache.get(f"page-{key}", "")
    return reason


def _drawn(page: LonePages, key: str) -> bytes:
    if reason := known_failure(key):
        raise PdfError(reason)
    try:
        return thumbnails.page_of(page_by_page.draw(page), 1)
    except PdfUnavailable:
        raise
    except PdfError as error:
        cache.set(f"page-{key}", str(error), FAILURE_KEPT)
        raise
