"""Pages of a PDF as pictures, to look at in the desk before anything is printed."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pypdfium2

SCALE = 1.25
"""Pixels for each point: an A4 page is 744 pixels wide."""


def pages_of(pdf: bytes, scale: float = SCALE) -> Iterator[bytes]:
    """Each page as a JPEG, in order."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            out = BytesIO()
            page.render(scale=scale).to_pil().convert("RGB").save(out, "JPEG", quality=72)
            yield out.getvalue()
    finally:
        document.close()
