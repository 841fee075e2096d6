"""Pages of a PDF as pictures, to look at in the desk before anything is printed."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pypdfium2

SCALE = 1.25
"""Pixels for each point: an A4 page is 744 pixels wide."""
QUALITY = 72


def pages_of(pdf: bytes, scale: float = SCALE) -> Iterator[bytes]:
    """Each page as a JPEG, in order."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            yield _picture(page, scale, QUALITY)
    finally:
        document.close()


def page_of(pdf: bytes, number: int, scale: float = SCALE, quality: int = QUALITY) -> bytes:
    """That page as a JPEG, the first one being number 1. Raises LookupError for a page the document does not have."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        if not 1 <= number <= len(document):
            raise LookupError(number)
        return _picture(document[number - 1], scale, quality)
    finally:
        document.close()


def _picture(page: pypdfium2.PdfPage, scale: float, quality: int) -> bytes:
    out = BytesIO()
    page.render(scale=scale).to_pil().convert("RGB").save(out, "JPEG", quality=quality)
    return out.getvalue()
