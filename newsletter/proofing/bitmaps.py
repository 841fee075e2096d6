"""Engravings as bitmaps, for pages looked at on a screen: six hundred paths cost more than all the words of a page."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from collections.abc import Mapping

from content import pdf
from content.pdf.shelf import Shelf
from newsletter.proofing import thumbnails

SHELF = Shelf("apercus", ".gravure", most=100)
HEAVY = 20_000
"""Bytes of an engraving worth drawing once for all."""
WIDTH = 560
"""Points of the sheet an engraving is drawn on, at two pixels a point: more than a page of the desk has."""
_OPENING = re.compile(rb'\s*<svg [^>]*viewBox="(\S+) (\S+) (\S+) (\S+)"[^>]*>')


def lightened(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The same files, heavy engravings having become pictures of themselves in the same frame.

    Raises content.pdf.PdfUnavailable, content.pdf.PdfError.
    """
    return {name: _light(file) if name.endswith(".svg") and len(file) > HEAVY else file for name, file in files.items()}


def _light(svg: bytes) -> bytes:
    opening = _OPENING.match(svg)
    if opening is None:
        return svg
    left, top, width, height = (part.decode() for part in opening.groups())
    picture = SHELF.kept(hashlib.sha256(svg).hexdigest(), lambda: _drawn(svg, float(width), float(height)))
    address = f"data:image/jpeg;base64,{b64encode(picture).decode()}"
    image = f'<image x="{left}" y="{top}" width="{width}" height="{height}" href="{address}"/></svg>'
    return opening.group() + image.encode()


def _drawn(svg: bytes, width: float, height: float) -> bytes:
    tall = WIDTH * height / width
    sheet = f"@page {{ size: {WIDTH}pt {tall:.2f}pt; margin: 0 }} body {{ margin: 0 }} img {{ display: block; width: 100% }}"
    html = f'<!doctype html><style>{sheet}</style><img src="engraving.svg" alt="">'
    produced = pdf.produce(
        html, base="https://bulletin.invalid/", assets={"engraving.svg": svg}, variant=None, timeout=10, folders={}
    )
    return thumbnails.page_of(produced.pdf, 1, scale=2, quality=88)
