"""Titles set like a poster: as large as the words allow, cut where the editor put a bar or where the lines are most even."""

from dataclasses import dataclass
from itertools import combinations, pairwise

from newsletter.press.sheet import TEXT, WIDTH, on_the_grid
from newsletter.press.typesetting import POINT, Face, fit

SNUG = 0.985
"""Kerning and rounding leave this much of the width to words."""

LITTLE = {
    "à",
    "au",
    "aux",
    "de",
    "des",
    "du",
    "d’",
    "en",
    "et",
    "la",
    "le",
    "les",
    "l’",
    "ou",
    "par",
    "pour",
    "sur",
    "un",
    "une",
}
"""Words that never end a line of a title."""


@dataclass(frozen=True, slots=True)
class SetTitle:
    """Lines of a title and the size in points that fits them; ``height`` in millimetres falls on the grid."""

    lines: tuple[str, ...]
    size: float
    leading: float
    height: float


def set_title(
    title: str, width: float = WIDTH, largest: float = 66, smallest: float = 46, most_lines: int = 3
) -> SetTitle:
    """The fewest lines that keep a title above ``smallest``; its own bars, when it has any, are obeyed."""
    if "|" in title:
        lines = tuple(line.strip() for line in title.split("|") if line.strip())
        return _set(lines or ("",), width, largest)
    smallest = min(smallest, largest * 0.8)
    for count in range(1, most_lines + 1):
        candidate = _set(cut_evenly(title, count), width, largest)
        if candidate.size >= smallest or len(candidate.lines) < count:
            return candidate
    return candidate


def _set(lines: tuple[str, ...], width: float, largest: float) -> SetTitle:
    size = min(largest * (1.16 if len(lines) > 1 else 1), min(fit(line, width) for line in lines) * SNUG)
    leading = 0.9 if len(lines) == 1 else 0.87
    return SetTitle(lines, round(size, 1), leading, on_the_grid(len(lines) * size * leading * POINT + 2))


def cut_evenly(text: str, count: int, face: Face = Face.POSTER) -> tuple[str, ...]:
    """A text cut in that many lines whose longest is as short as can be; fewer when it has fewer words."""
    words = text.split(" ")
    words = [word for word in words if word]
    if count >= len(words):
        return tuple(words) or ("",)
    best: tuple[str, ...] = (" ".join(words),)
    shortest = fit(best[0], 1, face)
    for cuts in combinations(range(1, len(words)), count - 1):
        edges = (0, *cuts, len(words))
        lines = tuple(" ".join(words[a:b]) for a, b in pairwise(edges))
        if _dangles(lines):
            continue
        size = min(fit(line, 1, face) for line in lines)
        if size > shortest:
            best, shortest = lines, size
    return best


def _dangles(lines: tuple[str, ...]) -> bool:
    """Whether a line ends with a little word that belongs to the next one."""
    return any(line.rsplit(" ", 1)[-1].lower() in LITTLE for line in lines[:-1])


@dataclass(frozen=True, slots=True)
class SpreadTitle:
    """A title cut for a spread: the lines of each half, in ems of ``size`` millimetres."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    size: float


def spread_title(title: str) -> SpreadTitle:
    """Cut where both halves can be largest: the left one keeps to the text column, the right one to the whole width."""
    bars = [part.strip() for part in title.split("|") if part.strip()]
    words = title.replace("|", " ").split()
    halves = (
        [(bars[0], " ".join(bars[1:]))]
        if len(bars) > 1
        else [(" ".join(words[:i]), " ".join(words[i:])) for i in range(1, len(words))]
    )
    best = SpreadTitle((" ".join(words),), (), _em((" ".join(words),), TEXT, 1))
    for left, right in halves:
        for lines in (1, 2):
            left_lines, right_lines = cut_evenly(left, lines), cut_evenly(right, lines)
            count = max(len(left_lines), len(right_lines))
            size = min(_em(left_lines, TEXT + 3, count), _em(right_lines, WIDTH, count))
            if size > best.size * 1.02 or not best.right:
                best = SpreadTitle(left_lines, right_lines, size)
    return best


def _em(lines: tuple[str, ...], width: float, count: int) -> float:
    tallest = 60.0 if count == 1 else 33.0
    return round(min(tallest, min(fit(line, width) for line in lines) * POINT * 0.985), 2)
