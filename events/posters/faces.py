"""The two faces of a poster, measured in ems from the very files it is drawn with."""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont

from content import kerning, lettering

FONTS = lettering.FONT.parent / "print"
FALLBACK = 0.6
NEAREST = {"→": "›", "←": "‹", "✓": "•", "★": "•"}


class Face(StrEnum):
    """Named as their files."""

    POSTER = "affiche"
    TEXT = "texte-400"


@dataclass(frozen=True, slots=True)
class Glyph:
    """What one character takes: its advance, and its ink from `left` to `right`, from `low` to `high`."""

    advance: float
    left: float = 0
    right: float = 0
    low: float = 0
    high: float = 0


@dataclass(frozen=True, slots=True)
class Ink:
    """The black of a line of text: how far it starts from its origin, its width, its foot (negative) and its head."""

    left: float
    width: float
    low: float
    high: float


@lru_cache(maxsize=1024)
def ink(text: str) -> Ink:
    """The ink of a line of the poster face, for a body of one."""
    glyphs = [_glyphs(Face.POSTER).get(letter, Glyph(FALLBACK, 0, FALLBACK, 0, 0.66)) for letter in text]
    if not glyphs:
        return Ink(0, 0, 0, 0)
    beyond = glyphs[-1].advance - glyphs[-1].right
    return Ink(
        left=glyphs[0].left,
        width=advance(text, Face.POSTER) - glyphs[0].left - beyond,
        low=min(glyph.low for glyph in glyphs),
        high=max(glyph.high for glyph in glyphs),
    )


def advance(text: str, face: Face) -> float:
    """The width of a line for a body of one, kerning included in the poster face, where it shows."""
    glyphs = _glyphs(face)
    total = sum(glyphs[letter].advance if letter in glyphs else FALLBACK for letter in text)
    if face is Face.POSTER:
        total += sum(_kerning().get(pair, 0.0) for pair in pairwise(text))
    return total


@lru_cache(maxsize=8192)
def lines(text: str, width: float) -> int:
    """How many lines a text fills in the text face, for a body of one; a word too long is counted cut."""
    count, filled = 1, 0.0
    space = advance(" ", Face.TEXT)
    for word in text.split():
        length = advance(word, Face.TEXT)
        if filled and filled + space + length > width:
            count, filled = count + 1, 0.0
        count += int(length // width)
        filled += length % width + (space if filled else 0)
    return count


@lru_cache(maxsize=1)
def files() -> dict[str, bytes]:
    """The fonts of a document, by their address in it."""
    return {f"fonts/{name}.ttf": (FONTS / f"{name}.ttf").read_bytes() for name in (Face.POSTER, Face.TEXT, "texte-700")}


def printable(document: str) -> str:
    """The document in the characters the text face draws: near ones for those it lacks, nothing for the others."""
    known = _glyphs(Face.TEXT)
    missing = {letter for letter in set(document) if letter not in known and not letter.isspace()}
    return document.translate({ord(letter): NEAREST.get(letter, "") for letter in missing})


@lru_cache(maxsize=2)
def _glyphs(face: Face) -> dict[str, Glyph]:
    with TTFont(FONTS / f"{face}.ttf") as font:
        em, metrics, shapes = font["head"].unitsPerEm, font["hmtx"].metrics, font.getGlyphSet()
        found = {}
        for code, name in font.getBestCmap().items():
            pen = BoundsPen(shapes)
            shapes[name].draw(pen)
            left, low, right, high = pen.bounds or (0, 0, 0, 0)
            found[chr(code)] = Glyph(metrics[name][0] / em, left / em, right / em, low / em, high / em)
        return found


@lru_cache(maxsize=1)
def _kerning() -> dict[tuple[str, str], float]:
    with TTFont(FONTS / f"{Face.POSTER}.ttf") as font:
        return kerning.pairs(font)
