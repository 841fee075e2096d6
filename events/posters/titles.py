"""A title as wide as the sheet: each line in its own size, the ink from one margin to the other. Pure; millimetres."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise

from content.lettering import LINKING
from events.posters.faces import ink

GAP = 4.5
BASELINE = 0.83
"""Where the baseline stands in a line as high as its body (hhea: 930 above, 270 below)."""
MOST_LINES, MOST_WORDS = 4, 14
LARGEST = 96.0
UNEVEN = 2.0
"""A line may be that many times as large as the smallest before a title looks broken."""


@dataclass(frozen=True, slots=True)
class TitleLine:
    """A line, its body, its indent and the space above its box; the box is as high as the body."""

    text: str
    size: float
    indent: float
    above: float


@dataclass(frozen=True, slots=True)
class SetTitle:
    """`height` goes from the top of the ink of the first line to the foot of the last one's."""

    lines: tuple[TitleLine, ...]
    height: float


def set_title(title: str, width: float, height: float) -> SetTitle:
    """The cut whose smallest line is largest in that height, its lines of even sizes, none ending with a little word.

    A bar in the title is where the line breaks, as everywhere on the site.
    """
    return max((_fitted(lines, width, height) for lines in _cuts(title)), key=lambda found: found[0])[1]


def _fitted(lines: tuple[str, ...], width: float, height: float) -> tuple[float, SetTitle]:
    """The lines in that height, narrower than the sheet if they must be, and how good they look."""
    found, room = _stack(lines, width), 1.0
    if found.height > height:
        room = height / found.height
        found = _stack(lines, width * room)
    sizes = [line.size for line in found.lines]
    uneven = max(1.0, max(sizes) / min(sizes) / UNEVEN)
    dangling = sum(_dangles(line) for line in lines[:-1]) + 2 * sum(_announces(line) for line in lines)
    return min(sizes) * found.height**0.5 * room**2 * 0.7**dangling / uneven, found


def _dangles(line: str) -> bool:
    """Whether the line ends with a little word that belongs to the next one."""
    return line.rsplit(" ", 1)[-1].lower() in LINKING | {"un", "une", "l’", "d’"}


def _announces(line: str) -> bool:
    """Whether a colon stands inside the line: what it announces begins the next one."""
    return ":" in line[:-1]


def _cuts(title: str) -> Iterator[tuple[str, ...]]:
    """Every way to cut a title in a few lines; no-break spaces hold."""
    if "|" in title:
        yield tuple(part.strip() for part in title.split("|") if part.strip()) or (title,)
        return
    words = [word for word in title.split(" ") if word] or [title or " "]
    words = [*words[: MOST_WORDS - 1], " ".join(words[MOST_WORDS - 1 :])] if len(words) > MOST_WORDS else words
    for count in range(1, min(MOST_LINES, len(words)) + 1):
        for cuts in combinations(range(1, len(words)), count - 1):
            edges = (0, *cuts, len(words))
            yield tuple(" ".join(words[a:b]) for a, b in pairwise(edges))


def _stack(lines: tuple[str, ...], width: float) -> SetTitle:
    """The lines one under the other, the ink of each a gap below the ink of the line before."""
    placed: list[TitleLine] = []
    foot, box_foot = 0.0, 0.0
    for number, text in enumerate(lines):
        black = ink(text)
        size = min(LARGEST, width / black.width) if black.width else LARGEST
        baseline = foot + (GAP if number else 0) + black.high * size
        above = baseline - BASELINE * size - box_foot
        placed.append(TitleLine(text, round(size, 3), round(-black.left * size, 2), round(above, 2)))
        foot, box_foot = baseline - black.low * size, baseline + (1 - BASELINE) * size
    return SetTitle(tuple(placed), round(foot, 2))
