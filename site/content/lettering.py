"""Titles set like a poster: each line as wide as the page allows, in the display face.

Pure, from the measures of the font itself. Lengths are in the units of the sheet, here A4 in millimetres.
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from fontTools.ttLib import TTFont

FONT = Path(__file__).resolve().parents[1] / "static" / "fonts" / "affiche.woff2"
LINKING = {"à", "au", "aux", "d’", "de", "des", "du", "en", "et", "l’", "la", "le", "les", "ou", "par", "pour", "sur"}


@dataclass(frozen=True)
class Measures:
    """Of the display face, for a body of one."""

    advances: dict[str, float]
    capital: float

    def width(self, text: str) -> float:
        average = sum(self.advances.values()) / len(self.advances)
        return sum(self.advances.get(letter, average) for letter in text)


@dataclass(frozen=True)
class Line:
    """One line of lettering: `y` is its baseline, `length` the width it is fitted to."""

    text: str
    x: float
    y: float
    size: float
    length: float
    is_link: bool = False

    def rules(self, left: float, right: float, gap: float = 7) -> str:
        """The two thick strokes on each side of a linking line, as SVG path data."""
        y, stroke = self.y - self.size * 0.31, self.size * 0.11
        start, end = self.x - gap, self.x + self.length + gap
        return (
            f"M{left:g} {y:.2f}H{start:.2f}v{stroke:.2f}H{left:g}zM{end:.2f} {y:.2f}H{right:g}v{stroke:.2f}H{end:.2f}z"
        )


@lru_cache(maxsize=1)
def measures() -> Measures:
    """The measures of the display face, read once."""
    with TTFont(FONT) as font:
        em = font["head"].unitsPerEm
        glyphs = font["hmtx"].metrics
        advances = {chr(code): glyphs[name][0] / em for code, name in font.getBestCmap().items()}
        return Measures(advances, font["OS/2"].sCapHeight / em)


def split(title: str) -> list[str]:
    """« Avis à la population » in three lines; the small words that link two others stand alone, a first article does not."""
    found: list[list[str]] = []
    for word in title.split():
        small, after_small = word.lower() in LINKING, bool(found) and found[-1][-1].lower() in LINKING
        if found and ((small and after_small) or (len(found) == 1 and after_small)):
            found[-1].append(word)
        else:
            found.append([word])
    return [" ".join(words) for words in found]


def poster(title: str, *, left: float = 10.5, top: float = 30, width: float = 189, height: float = 176) -> list[Line]:
    """The lines of a title fitted to a width, no taller together than the height."""
    words = split(title)
    links = [0 < number < len(words) - 1 and text.lower().split()[-1] in LINKING for number, text in enumerate(words)]
    sizes = [width / measures().width(text) if not link else width / 6 for text, link in zip(words, links, strict=True)]
    capital = measures().capital
    tall = sum(size * capital + gap(size) for size in sizes)
    shrink = min(1.0, height / tall) if tall else 1.0
    lines, y = [], top
    for text, link, full in zip(words, links, sizes, strict=True):
        size = full * shrink
        length = measures().width(text) * size
        y += size * capital
        x = left + (width - length) / 2 if link else left
        lines.append(Line(text, round(x, 2), round(y, 2), round(size, 2), round(length, 2), link))
        y += gap(full) * shrink
    return lines


def gap(size: float) -> float:
    """What separates a line of that size from the next: little under a large one, room for tails under a small one."""
    return size * 0.06 + 5
