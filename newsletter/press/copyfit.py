"""« Remplir N pages »: the size of type, nearest to the house's own, at which a text fills the pages an editor asked for.

The search is binary and draws nothing: a page is laid out by `press.typesetting`, in values. Between the smallest size one may be
asked to read and the largest that still looks like running text, leading follows size, so that columns stay level line by line.
"""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from newsletter.bulletin.prose import Paragraph, Run
from newsletter.press import sheet
from newsletter.press.leaves import Leaf
from newsletter.press.typesetting import Piece, Style, fill, height

SMALLEST, LARGEST = 10.6, 13.4
"""Points. Under the first no running text is ever set (the margins' 10 are for words of one line)."""
FULL = 0.9
"""A page is full when its words and pictures reach this part of its height."""
STEP = 0.1
MOST_LINES = 1000

_LINE = Piece(Paragraph((Run("…"),)), 1)

L = TypeVar("L", bound=Leaf)


class Draw(Protocol[L]):
    """Lays a section out in that style, with ``change`` lines added at the end of its words, or taken off it."""

    def __call__(self, style: Style, change: int = 0) -> list[L]: ...


@dataclass(frozen=True, slots=True)
class Scale:
    """The styles a text may take around the usual one, from the smallest to the largest."""

    usual: Style
    smallest: float = SMALLEST
    largest: float = LARGEST

    def styles(self) -> list[Style]:
        return self._between(self.smallest, self.largest)

    def smaller(self) -> list[Style]:
        return self._between(self.smallest, self.usual.size)

    def larger(self) -> list[Style]:
        return self._between(self.usual.size, self.largest)

    def _between(self, low: float, high: float) -> list[Style]:
        return [at_size(self.usual, round(low + step * STEP, 1)) for step in range(round((high - low) / STEP) + 1)]


def at_size(usual: Style, size: float) -> Style:
    """That style in another size, its leading in proportion, to a twentieth of a millimetre."""
    line = round(usual.line * size / usual.size * 20) / 20
    return replace(usual, size=size, line=line, heading_size=round(size + usual.heading_size - usual.size, 1))


def copyfit(draw: Draw[L], scale: Scale, pages: int, full: Callable[[L], bool]) -> list[L]:
    """A section's pages: those of the usual style when none are asked for or when it fills them, else of the nearest that does.

    The last page says how many lines it still has room for, or how many are too many (`Leaf.spare`): none when it is full.
    """
    style = scale.usual
    leaves = draw(style)
    if pages and len(leaves) > pages:
        style = _largest_within(draw, scale.smaller(), pages)
        leaves = draw(style)
    elif pages and not _fills(leaves, pages, full):
        style = _smallest_filling(draw, scale.larger(), pages, full)
        leaves = draw(style)
    wanted = pages or len(leaves)
    if len(leaves) > wanted:
        spare = -fewest_to_cut(lambda cut: len(draw(style, -cut)) <= wanted)
    elif _fills(leaves, wanted, full):
        spare = 0
    else:
        spare = most_to_add(lambda added: len(draw(style, added)) <= wanted)
    return [*leaves[:-1], replace(leaves[-1], spare=spare)]


def _fills(leaves: Sequence[L], pages: int, full: Callable[[L], bool]) -> bool:
    return len(leaves) == pages and all(map(full, leaves))


def _largest_within(draw: Draw[L], styles: Sequence[Style], pages: int) -> Style:
    """The largest style that holds in those pages; the smallest one when none does."""
    over = bisect_left(styles, True, key=lambda style: len(draw(style)) > pages)
    return styles[max(0, over - 1)]


def _smallest_filling(draw: Draw[L], styles: Sequence[Style], pages: int, full: Callable[[L], bool]) -> Style:
    """The smallest style that fills those pages; the largest that holds in them when none fills them."""

    def filling(style: Style) -> bool:
        leaves = draw(style)
        return len(leaves) > pages or _fills(leaves, pages, full)

    found = min(bisect_left(styles, True, key=filling), len(styles) - 1)
    return styles[found - 1] if found and len(draw(styles[found])) > pages else styles[found]


def fewest_to_cut(holds: Callable[[int], bool]) -> int:
    """The fewest lines to cut for a text to hold."""
    return bisect_left(range(MOST_LINES), True, key=holds)


def most_to_add(holds: Callable[[int], bool]) -> int:
    """The most lines a text may gain and still hold."""
    return max(0, bisect_left(range(MOST_LINES), True, key=lambda added: not holds(added)) - 1)


def changed(pieces: Sequence[Piece], change: int, style: Style) -> list[Piece]:
    """A text with that many lines added at its end, or taken off it."""
    if change >= 0:
        return [*pieces, *[_LINE] * change]
    room = height(pieces) + change
    return fill(pieces, room, style)[0] if room > 0 else []


def reaches(foot: float, floor: float = sheet.HEIGHT) -> bool:
    """Whether words that end there, in millimetres from the first line, leave no hole above the floor of their page."""
    return floor - foot <= (1 - FULL) * sheet.HEIGHT


def blank_lines(foot: float, line: float) -> int:
    """Lines left under words that end there, on a page that is not full; negative for those that run over its edge."""
    if foot > sheet.HEIGHT:
        return -round(-(-(foot - sheet.HEIGHT) // line))
    return 0 if reaches(foot) else int((sheet.HEIGHT - foot) // line)
