"""The drawn parts of a printed bulletin, as SVG text: wolf's teeth, votes, progress, rules, QR codes, words as outlines.

Pure: two colours and numbers in, SVG out. They are used as backgrounds, hence artifacts for assistive technology; whatever
they say is written beside them in words.
"""

import io
import random
from functools import lru_cache

import segno
from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

from newsletter.bulletin.edition import Votes
from newsletter.press.pictographs import Sign, split
from newsletter.press.typesetting import FONTS, Face

BAND = 216
"""Millimetres of a band that crosses the page and its 3 mm of bleed on both sides."""
TEETH = 32
SEATS_A_ROW = 10


def _svg(width: float, height: float, body: str, stretch: bool = True) -> str:
    ratio = ' preserveAspectRatio="none"' if stretch else ""
    size = f'width="{width:g}mm" height="{height:g}mm" viewBox="0 0 {width:g} {height:g}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}{ratio}>{body}</svg>'


def teeth_down(ink: str, behind: str) -> str:
    """A band of teeth pointing down, painted in ``ink`` over ``behind``: 216 x 7 mm."""
    unit = BAND / TEETH
    # Drawn the same way round as the band: where the two overlap, opposite ways would cancel out and leave a hairline.
    teeth = "".join(f"M{i * unit:.3f} 1.6H{(i + 1) * unit:.3f}L{(i + 0.5) * unit:.3f} 7Z" for i in range(TEETH))
    back = f'<rect y="1.2" width="{BAND}" height="5.78" fill="{behind}"/>'
    return _svg(BAND, 7, f'{back}<path fill="{ink}" d="M0 0H{BAND}V1.62H0Z{teeth}"/>')


def teeth_up(ink: str) -> str:
    """The upper edge of a flat of ``ink``: teeth pointing up, 216 x 7 mm, see-through between them."""
    unit = BAND / TEETH
    teeth = "".join(f"L{(i + 0.5) * unit:.3f} 0L{(i + 1) * unit:.3f} 5.4" for i in range(TEETH))
    return _svg(BAND, 7, f'<path fill="{ink}" d="M0 7V5.4{teeth}V7Z"/>')


def double_rule(ink: str) -> str:
    """The thick and thin rule under running heads, 182 x 2.2 mm."""
    return _svg(182, 2.2, f'<path fill="{ink}" d="M0 0h182v1.4H0zM0 1.85h182v.35H0z"/>')


def tiles(ink: str, height: float = 61) -> str:
    """Gouge strokes on a dark band, 216 mm wide, clear in the middle where a title is set. Always the same strokes."""
    strokes = random.Random(4)  # noqa: S311 - a drawing, not a secret
    path = ""
    y = 4.0
    while y < height:
        x = strokes.uniform(-4, 2)
        while not 9 < y < height - 6 and x < BAND:
            length = strokes.uniform(2.4, 6)
            half = length / 2
            path += f"M{x:.1f} {y:.1f}q{half:.1f} -.5 {length:.1f} 0q-{half:.1f} .5 -{length:.1f} 0z"
            x += length + strokes.uniform(1.6, 3.4)
        y += 2.9
    return _svg(BAND, height, f'<path fill="{ink}" d="{path}"/>')


def votes(result: Votes, ink: str, light: str, absent: str) -> str:
    """One tooth per seat, ten in a row, 31 mm wide: full for, hollow against, light abstention, a dash for the absent."""
    kinds = "f" * result.in_favour + "a" * result.against + "n" * result.abstentions + "x" * result.absent
    body = "".join(
        _seat(kind, number % SEATS_A_ROW * 3.1, number // SEATS_A_ROW * 4.3, ink, light, absent)
        for number, kind in enumerate(kinds)
    )
    return _svg(31, votes_height(result), body, stretch=False)


def votes_height(result: Votes) -> float:
    """Millimetres of the drawing of a vote."""
    seats = result.in_favour + result.against + result.abstentions + result.absent
    return max(1, -(-seats // SEATS_A_ROW)) * 4.3 - 0.6


def _seat(kind: str, x: float, y: float, ink: str, light: str, absent: str) -> str:
    if kind == "x":
        return f'<path fill="{absent}" d="M{x + 0.3:.2f} {y + 0.1:.2f}h2.2v.5h-2.2z"/>'
    if kind == "a":
        return (
            f'<path fill="#fff" stroke="{ink}" stroke-width=".45" '
            f'd="M{x + 0.3:.2f} {y + 0.35:.2f}H{x + 2.5:.2f}L{x + 1.4:.2f} {y + 3.1:.2f}Z"/>'
        )
    fill = ink if kind == "f" else light
    return f'<path fill="{fill}" d="M{x:.2f} {y + 0.1:.2f}H{x + 2.8:.2f}L{x + 1.4:.2f} {y + 3.6:.2f}Z"/>'


def steps(done: int, ink: str) -> str:
    """Five teeth, those done filled, 19 x 4.4 mm."""
    full, hollow = f'fill="{ink}"', f'fill="#fff" stroke="{ink}" stroke-width=".35"'
    teeth = "".join(
        f'<path d="M{i * 3.7 + 0.3:.1f} .3h3.1l-1.55 3.9Z" {full if i < done else hollow}/>' for i in range(5)
    )
    return _svg(19, 4.4, teeth, stretch=False)


def marker(ink: str) -> str:
    """The triangle before an item of a list, 2.4 x 2.4 mm."""
    return _svg(2.4, 2.4, f'<path fill="{ink}" d="M0 0v2.4l2-1.2z"/>', stretch=False)


def qr(address: str, ink: str) -> str:
    """A QR code of an address, with its quiet zone of four modules."""
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        out,
        kind="svg",
        dark=ink,
        light="#ffffff",
        border=4,
        xmldecl=False,
        svgclass=None,
        lineclass=None,
        omitsize=True,
    )
    return out.getvalue().decode().strip()


@lru_cache(maxsize=64)
def word(text: str, ink: str) -> str:
    """Words of a title as outlines of the poster face; one em is 1000 units, the box is 780 high from cap to descender."""
    with TTFont(FONTS / f"{Face.POSTER}.ttf") as font:
        glyphs, names, widths = font.getGlyphSet(), font.getBestCmap(), font["hmtx"].metrics
        x, path, drawn = 0, "", ""
        for part in split(text):
            if isinstance(part, Sign):
                drawn += f'<path fill="{ink}" transform="translate({x} 760)" d="{part.outline}"/>'
                x += part.width
                continue
            for character in part:
                name = names.get(ord(character), ".notdef")
                pen = SVGPathPen(glyphs, lambda value: f"{round(value)}")
                glyphs[name].draw(TransformPen(pen, (1, 0, 0, -1, x, 760)))
                path += pen.getCommands()
                x += widths[name][0]
    box = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 -60 {x} 1060">'
    return f'{box}<path fill="{ink}" d="{path}"/>{drawn}</svg>'


def ruled_line(ink: str) -> str:
    """One line of a page for notes, 182 x 11 mm."""
    return _svg(182, 11, f'<path fill="{ink}" d="M0 10.75h182v.25H0z"/>')
