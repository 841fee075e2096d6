"""An Edition on paper: A4, tagged (PDF/UA-1), one sheet folded in four pages at least.

Everything is decided by the flat plan; this module writes it as HTML with the drawings and fonts it needs, and hands
the whole to the PDF process. Same Edition and same pictures: same bytes.
"""

import re
from collections.abc import Mapping
from pathlib import Path

from django.template.loader import render_to_string

from content import pdf
from content.dates import WEEKDAYS
from newsletter.bulletin.edition import Back, Council, Edition
from newsletter.press import ornaments, pictographs
from newsletter.press.engravings import file_of, needed
from newsletter.press.flatplan import FlatPlan, plan
from newsletter.press.leaves import CoverLeaf, OpeningLeaf
from newsletter.press.typesetting import FONTS, Face
from newsletter.templatetags.press import engraving_asset, qr_asset, vote_asset

STEPS = 6
_WORDLESS = re.compile(r"(<title>.*?</title>|<style>.*?</style>|<[^>]*>)", re.DOTALL)
"""Where a document can hold no image."""
BASE = "https://bulletin.invalid/"
"""Where relative addresses of the sheet point; nothing is ever fetched from it."""


def render(edition: Edition, photos: Mapping[str, bytes], *, complete: bool = True) -> bytes:
    """The PDF of an issue. ``photos`` holds the bytes of every picture, by ``Picture.asset``.

    Raises content.pdf.PdfUnavailable where this machine cannot make one, content.pdf.PdfError when it failed.
    """
    flat = plan(edition, complete=complete)
    files = assets(edition, flat, photos)
    return pdf.render(html(edition, flat), base=BASE, assets=files, timeout=time_for(flat.pages), once=True)


def time_for(pages: int) -> float:
    """Seconds given to that many pages: fifty times what they take on a machine at rest."""
    return max(60.0, 6.0 * pages)


def html(edition: Edition, flat: FlatPlan) -> str:
    """The issue as the one HTML document that is printed."""
    context = {
        "edition": edition,
        "plan": flat,
        "theme": edition.theme,
        "author": f"Mairie {edition.town.of_name}",
        "weekdays": WEEKDAYS,
    }
    return printable(render_to_string("newsletter/pdf/document.html", context))


def printable(document: str) -> str:
    """The document with what our faces lack: drawn in its text, said in words in its titles and attributes."""
    if pictographs.printable(document):
        return document
    parts = _WORDLESS.split(document)
    return "".join(
        pictographs.said(part) if number % 2 else pictographs.drawn(part) for number, part in enumerate(parts)
    )


def assets(edition: Edition, flat: FlatPlan, photos: Mapping[str, bytes]) -> dict[str, bytes]:
    """Fonts, drawings and pictures of the document, by their address in it."""
    cover = next(leaf for leaf in flat.leaves if isinstance(leaf, CoverLeaf))
    files = fonts()
    files |= {name: svg.encode() for name, svg in drawings(edition, flat).items()}
    files |= {engraving_asset(name): file_of(name, edition.theme) for name in needed(edition, cover.layout)}
    files |= photos
    return files


def fonts() -> dict[str, bytes]:
    """The faces of the press, by their address in a document."""
    return {f"fonts/{face}.ttf": Path(FONTS / f"{face}.ttf").read_bytes() for face in Face}


def drawings(edition: Edition, flat: FlatPlan) -> dict[str, str]:
    """The ornaments of the document, as SVG, by their address in it."""
    theme = edition.theme
    found = {
        "ornaments/rule.svg": ornaments.double_rule(theme.ink),
        "ornaments/marker.svg": ornaments.marker(theme.link),
        "ornaments/lines.svg": ornaments.ruled_line(theme.line),
        "ornaments/tiles.svg": ornaments.tiles(theme.flat),
        "ornaments/teeth-up.svg": ornaments.teeth_up(theme.ground),
        "ornaments/teeth-cover.svg": ornaments.teeth_down(theme.tooth_dark, theme.tooth_light),
        "ornaments/teeth-foot.svg": ornaments.teeth_down(theme.ground, "#ffffff"),
        "ornaments/teeth-fridge.svg": ornaments.teeth_down(theme.ground, theme.flat),
    }
    found |= {f"ornaments/steps-{done}.svg": ornaments.steps(done, theme.ground) for done in range(STEPS)}
    for section in edition.sections:
        if isinstance(section, Council):
            for decision in section.decisions:
                votes = ornaments.votes(decision.votes, theme.ground, theme.flat, theme.outline)
                found[vote_asset(decision.votes)] = votes
        elif isinstance(section, Back):
            found |= {qr_asset(way.url): ornaments.qr(way.url, theme.ground) for way in section.ways}
    for leaf in flat.leaves:
        if isinstance(leaf, OpeningLeaf) and leaf.spread:
            found |= {
                f"ornaments/title-{i}.svg": ornaments.word(line, "#ffffff") for i, line in enumerate(leaf.spread.right)
            }
    return found
