"""The cover as a poster: where each word of the masthead stands, on the A4 sheet and on its image for the web.

Lengths are millimetres from the sheet's upper left corner; a size is the height of an em.
"""

from dataclasses import dataclass

from newsletter.bulletin.edition import Cover, Ground
from newsletter.press.titles import LITTLE
from newsletter.press.typesetting import POINT, Face, fit, measure

LEFT, WIDTH = 14.0, 182.0
RULE_FOOT = 17.3
TEETH_TOP = 245.6
CAP, ASCENDER, DESCENDER = 0.66, 0.76, 0.2
"""Heights of the poster face, in ems."""

HALL = "halle"
"""The engraving drawn for a cover: a roof to paint the last word on, a bell turret between the little words."""
_TURRET = (82.0, 127.0)
_ROOF_SIZE = 52.4
_ROOF_BASELINE = 196.1
_LARGEST_HEAD = 132.6


@dataclass(frozen=True, slots=True)
class PlacedWords:
    text: str
    x: float
    baseline: float
    size: float
    anchor: str = "start"
    reversed_out: bool = False

    @property
    def right(self) -> float:
        """From the sheet's right edge, for words that end at ``x``."""
        return round(210 - self.x, 2)

    @property
    def top(self) -> float:
        """Upper edge of a box of one em whose line height is one em, as a browser or WeasyPrint sets it."""
        return round(self.baseline - 0.83 * self.size, 2)


@dataclass(frozen=True, slots=True)
class Rule:
    x: float
    y: float
    width: float


@dataclass(frozen=True, slots=True)
class CoverLayout:
    words: tuple[PlacedWords, ...]
    rules: tuple[Rule, ...]
    picture_top: float
    whole_sheet: bool
    ground: Ground

    @property
    def picture_height(self) -> float:
        return TEETH_TOP + 2 - self.picture_top


def lay_out(masthead: str, cover: Cover) -> CoverLayout:
    """The words of the masthead, each as large as the sheet allows, and what room is left for the picture."""
    head, middle, tail = _parts(masthead)
    if cover.picture.engraving == HALL and middle and tail:
        return _on_the_roof(head, middle, tail)
    overlap = bool(cover.picture.engraving) and cover.ground is not Ground.DARK
    return _stacked(head, " ".join((*middle, *tail)), cover.ground, overlap)


def _parts(masthead: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """ "Avis", ("à", "la"), ("population",). A masthead without little words is cut after its first word."""
    words = masthead.split()
    start = next(
        (i for i, word in enumerate(words) if i and word.lower() in LITTLE and words[i - 1].lower() not in LITTLE), 0
    )
    if not start:
        return (words or [""])[0], (), tuple(words[1:])
    end = start
    while end < len(words) and words[end].lower() in LITTLE:
        end += 1
    return " ".join(words[:start]), tuple(words[start:end]), tuple(words[end:])


def _size(text: str, width: float, largest: float) -> float:
    """The em, in millimetres, at which a text fills a width."""
    return round(min(largest, fit(text, width) * POINT * 0.99), 2)


def _head(text: str, largest: float = _LARGEST_HEAD) -> PlacedWords:
    size = _size(text, WIDTH + 1, largest)
    return PlacedWords(text, LEFT - 0.006 * size, round(RULE_FOOT + 5.8 + CAP * size, 2), size)


def _on_the_roof(head: str, middle: tuple[str, ...], tail: tuple[str, ...]) -> CoverLayout:
    first = _head(head)
    half = -(-len(middle) // 2)
    left, right = " ".join(middle[:half]), " ".join(middle[half:])
    little = min(31.0, *(_size(part, 45, 31) for part in (left, right) if part))
    baseline = 137.8
    words = [first, PlacedWords(left, _TURRET[0], baseline, little, "end")]
    if right:
        words.append(PlacedWords(right, _TURRET[1], baseline, little))
    last = " ".join(tail)
    size = _size(last, WIDTH - 1, _ROOF_SIZE)
    words.append(PlacedWords(last, 105.0, _ROOF_BASELINE, size, "middle", reversed_out=True))
    return CoverLayout(tuple(words), _rules_beside(left, right, little), 0.0, True, Ground.COLOURED)


def _rules_beside(left: str, right: str, size: float) -> tuple[Rule, ...]:
    """A thick and thin rule on each side, from the margin to the little words."""
    em = size / POINT
    stop = _TURRET[0] - measure(left, em, Face.POSTER) - 6
    start = _TURRET[1] + (measure(right, em, Face.POSTER) + 6 if right else 0)
    return tuple(Rule(x, 128.0, w) for x, w in ((LEFT, stop - LEFT), (start, LEFT + WIDTH - start)) if w > 8)


def _stacked(head: str, rest: str, ground: Ground, overlap: bool) -> CoverLayout:
    first = _head(head)
    words = [first]
    foot = first.baseline
    if rest:
        size = _size(rest, WIDTH, 60)
        baseline = round(first.baseline + 6.5 + ASCENDER * size, 2)
        words.append(PlacedWords(rest, LEFT - 0.006 * size, baseline, size))
        foot = baseline
    last = words[-1]
    top = foot + (0.03 if overlap else DESCENDER + 0.08) * last.size
    return CoverLayout(tuple(words), (), round(top, 2), False, ground)
