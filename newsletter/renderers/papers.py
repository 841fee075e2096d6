"""The other papers of a number drawn from its own sheets: less ink, or the printer's bleed. Same pages, same words, same places.

`Sheets` is what the press drew the ordinary paper from, frozen with it: the document with its styles, its ornaments, the names
of its engravings and photos, the town's colours. Another paper is another style over the same document.
"""

import json
import zlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from io import BytesIO
from typing import Any, Self

from django.template.loader import render_to_string
from PIL import Image, UnidentifiedImageError

from content import pdf
from content.theme import Tokens
from newsletter.bulletin.edition import Edition
from newsletter.press.engravings import file_of, needed
from newsletter.press.flatplan import plan
from newsletter.press.leaves import CoverLeaf
from newsletter.renderers.pdf import BASE, drawings, fonts, html, time_for

BLEED = "@page { bleed: 3mm }"
"""Three millimetres on every side, no mark: TrimBox and BleedBox say where to cut."""

INK, SHADE, LINE = "#000000", "#c4ccc9", "#a2aca8"
"""Words; what was dark in an engraving; its finest strokes."""
NIGHT = "night"
"""The engraving whose ground is the dark ink: there it is the ground that becomes paper."""
LARGEST, QUALITY, FADED = 1000, 72, 0.38
"""A photo's longest side in pixels, its JPEG quality, how much of its ink is kept."""


@dataclass(frozen=True, slots=True)
class Sheets:
    """What an issue is printed from. `drawings` are SVG by their address in the document; `photos` are names of the storage."""

    html: str = field(repr=False)
    drawings: Mapping[str, str] = field(repr=False)
    engravings: tuple[str, ...]
    photos: tuple[str, ...]
    theme: Tokens

    @classmethod
    def of(cls, edition: Edition) -> Self:
        """Those the ordinary paper of that edition is drawn from."""
        flat = plan(edition)
        cover = next(leaf for leaf in flat.leaves if isinstance(leaf, CoverLeaf))
        return cls(
            html=html(edition, flat),
            drawings=drawings(edition, flat),
            engravings=tuple(sorted(needed(edition, cover.layout))),
            photos=tuple(dict.fromkeys(picture.asset for picture in edition.pictures if picture.asset)),
            theme=edition.theme,
        )

    def packed(self) -> bytes:
        """As bytes to keep: same sheets, same bytes."""
        return zlib.compress(json.dumps(asdict(self), ensure_ascii=False, sort_keys=True).encode(), level=9)

    @classmethod
    def unpacked(cls, content: bytes) -> Self:
        known: dict[str, Any] = json.loads(zlib.decompress(content))
        names = {name: tuple(known[name]) for name in ("engravings", "photos")}
        return cls(html=known["html"], drawings=known["drawings"], theme=Tokens(**known["theme"]), **names)


def printers(sheets: Sheets, photos: Mapping[str, bytes]) -> bytes:
    """The PDF a printer asks for: 3 mm of bleed, RGB. ``photos`` by their name; raises as `newsletter.renderers.pdf.render`."""
    engravings = {_address(name): file_of(name, sheets.theme) for name in sheets.engravings}
    return _drawn(sheets, BLEED, "à fond perdu", sheets.drawings, engravings | dict(photos))


def economical(sheets: Sheets, photos: Mapping[str, bytes]) -> bytes:
    """The PDF to print at home: frames instead of flats, black titles, grey light pictures. Raises as `printers`."""
    styles = render_to_string("newsletter/pdf/css/economical.css", {"ink": INK, "theme": sheets.theme})
    engravings = {_address(name): file_of(name, _light(name, sheets.theme)) for name in sheets.engravings}
    greys = {name: faded(photo) for name, photo in photos.items()}
    inked = {name: _in_black(name, drawing, sheets.theme) for name, drawing in sheets.drawings.items()}
    return _drawn(sheets, styles, "économe en encre", inked, engravings | greys)


def _drawn(sheets: Sheets, styles: str, paper: str, drawings: Mapping[str, str], files: dict[str, bytes]) -> bytes:
    document = sheets.html.replace("</title>", f", {paper}</title>", 1)
    document = document.replace("</head>", f"<style>{styles}</style></head>", 1)
    assets = fonts() | {name: drawing.encode() for name, drawing in drawings.items()} | dict(files)
    return pdf.render(document, base=BASE, assets=assets, timeout=time_for(document.count('<section class="leaf')))


def _address(engraving: str) -> str:
    return f"engravings/{engraving}.svg"


def _light(name: str, theme: Tokens) -> Tokens:
    """Inks of an engraving that leaves most of its paper white."""
    if name == NIGHT:
        return replace(theme, ground="#ffffff", flat="#ffffff", ink=SHADE)
    return replace(theme, ground=SHADE, flat="#ffffff", ink=LINE)


def _in_black(name: str, drawing: str, theme: Tokens) -> str:
    """An ornament, its dark ink black and its light one grey; the drawn words of a title, white on their band, become black."""
    if name.startswith("ornaments/title-"):
        return drawing.replace("#ffffff", INK)
    return drawing.replace(theme.ground, INK).replace(theme.flat, SHADE)


def faded(photo: bytes) -> bytes:
    """A photo in light grey, smaller; the very bytes of what is not one."""
    try:
        with Image.open(BytesIO(photo)) as image:
            grey = image.convert("L")
    except (UnidentifiedImageError, OSError):
        return photo
    grey.thumbnail((LARGEST, LARGEST))
    out = BytesIO()
    grey.point(lambda level: 255 - (255 - level) * FADED).save(out, "JPEG", quality=QUALITY)
    return out.getvalue()
