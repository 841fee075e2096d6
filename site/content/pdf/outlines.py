"""Outlines of drawings, read faster: a printed number holds eighty thousand points of engravings. Inside the child process only.

WeasyPrint reads each number of an SVG path through several expressions, which is half of the time of an illustrated page. Here a
path of plain lines and curves (SVG 2 §9.3: M, L, H, V, C, Q, Z) is read in one pass; any other goes the ordinary way once.
What was drawn is remembered, since a warm child draws the same engravings again. The operators are the same to the byte.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

from weasyprint import svg as weasyprint_svg

REMEMBERED = 4096
_COMMAND = re.compile(r"([MmLlHhVvCcQqZz])([^A-Za-z]*)")
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)")
_PLAIN = re.compile(r"\s*(?:[Mm][\s\d.,+-]*(?:[MmLlHhVvCcQqZz][\s\d.,+-]*)*)\Z")
_UNITLESS = re.compile(r"[\s\d.,+AaCcHhLlMmQqSsTtVvZz-]*\Z")
"""What has no unit and no percentage is the same at every size of text and of drawing."""
_TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "Q": 4, "Z": 0}
_MARKERS = ("marker", "marker-start", "marker-mid", "marker-end")

Draw = Callable[[Any, Any, float], None]


def read_faster() -> None:
    """Has WeasyPrint draw its paths from here."""
    ordinary: Draw = weasyprint_svg.TAGS["path"]
    recorded: dict[str, list[bytes]] = {}

    def draw(svg: Any, node: Any, font_size: float) -> None:
        d = node.get("d", "")
        if not _UNITLESS.match(d) or any(node.get(name) for name in _MARKERS):
            ordinary(svg, node, font_size)
            return
        operators = outline(d) or recorded.get(d)
        if operators is None:
            start = len(svg.stream.stream)
            ordinary(svg, node, font_size)
            if len(recorded) < REMEMBERED:
                recorded[d] = svg.stream.stream[start:]
        else:
            svg.stream.stream.extend(operators)

    weasyprint_svg.TAGS["path"] = draw


@lru_cache(maxsize=REMEMBERED)
def outline(d: str) -> tuple[bytes, ...] | None:
    """The PDF operators of a path, from its point of origin; None for one that holds anything else than plain lines and curves."""
    if not _PLAIN.match(d):
        return None
    pen = _Pen()
    for letter, figures in _COMMAND.findall(d):
        numbers = list(map(float, _NUMBER.findall(figures)))
        takes = _TAKES[letter.upper()]
        if takes and (not numbers or len(numbers) % takes):
            return None
        for number, arguments in enumerate(_groups(numbers, takes)):
            pen.draw("Ll"["Mm".index(letter)] if number and letter in "Mm" else letter, arguments)
    return tuple(pen.operators)


def _groups(numbers: list[float], size: int) -> Iterator[list[float]]:
    if not size:
        yield []
    else:
        yield from (numbers[at : at + size] for at in range(0, len(numbers), size))


class _Pen:
    """Where the last stroke ended, where the line it belongs to began, and what was drawn."""

    def __init__(self) -> None:
        self.operators = [b"0 0 m"]
        self._x = self._y = 0.0
        self._start: tuple[float, float] | None = None

    def draw(self, letter: str, arguments: list[float]) -> None:
        x, y = (self._x, self._y) if letter.islower() else (0.0, 0.0)
        kind = letter.upper()
        if kind == "M":
            self._start = None
            self._go(x + arguments[0], y + arguments[1], b"m")
            return
        if kind == "Z":
            self._close()
            return
        if self._start is None:
            self._start = self._x, self._y
        if kind == "L":
            self._go(x + arguments[0], y + arguments[1], b"l")
        elif kind == "H":
            self._go(x + arguments[0], self._y, b"l")
        elif kind == "V":
            self._go(self._x, y + arguments[0], b"l")
        else:
            moved = [value + (y if at % 2 else x) for at, value in enumerate(arguments)]
            self._curve(*(moved if kind == "C" else self._cubic(*moved)))

    def _cubic(self, x2: float, y2: float, x3: float, y3: float) -> tuple[float, ...]:
        """A quadratic curve as the cubic one PDF knows."""
        x1, y1 = self._x, self._y
        return x2 * 2 / 3 + x1 / 3, y2 * 2 / 3 + y1 / 3, x2 * 2 / 3 + x3 / 3, y2 * 2 / 3 + y3 / 3, x3, y3

    def _curve(self, *points: float) -> None:
        self.operators.append(b" ".join((*map(_written, points), b"c")))
        self._x, self._y = points[-2:]

    def _go(self, x: float, y: float, operator: bytes) -> None:
        self.operators.append(b" ".join((_written(x), _written(y), operator)))
        self._x, self._y = x, y

    def _close(self) -> None:
        if self._start:
            self.operators.append(b"h")
            self._x, self._y = self._start
        self._start = None


def _written(value: float) -> bytes:
    """As pydyf writes it."""
    return b"%d" % value if value.is_integer() else f"{value:f}".rstrip("0").encode("ascii")
