"""Labels of 70 by 37 mm, twenty-four on an A4 sheet (three by eight), each address set as large as its label allows.

A round begins with a label of its own that says how many letter boxes and copies it has: it goes on top of the bundle.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.template.loader import render_to_string

from content import pdf
from newsletter.paper.rounds import Round, Stop
from newsletter.press.typesetting import FONTS, Face, fit

PER_SHEET = 24
ROOM = 58.0  # millimetres between the two margins of a label
LARGEST, SMALLEST = 11.0, 6.5  # points
BASE = "https://etiquettes.invalid/"


@dataclass(frozen=True)
class Label:
    """What one label shows; empty where the sheet had already been used. `size` in points."""

    lines: tuple[str, ...] = ()
    foot: str = ""
    size: float = LARGEST
    is_round: bool = False


def labels(rounds: Iterable[Round]) -> list[Label]:
    """The labels in the order of the walk."""
    found: list[Label] = []
    for each in rounds:
        found.append(Label((each.name,), summary(each), round_size(each.name), is_round=True))
        found += [label(stop) for stop in each.stops]
    return found


def label(stop: Stop) -> Label:
    copies = f"{stop.copies} exemplaires" if stop.copies > 1 else ""
    return Label(stop.lines, copies, size(stop.lines))


def summary(each: Round) -> str:
    boxes = len(each.stops)
    return f"{boxes} boîte{'s' if boxes > 1 else ''}, {each.copies} exemplaire{'s' if each.copies > 1 else ''}"


def size(lines: Iterable[str]) -> float:
    """The largest body at which the longest line stays on one line; the name is bold."""
    first, *others = lines
    widest = [fit(first, ROOM, Face.BOLD), *(fit(line, ROOM, Face.TEXT) for line in others)]
    return max(SMALLEST, min(LARGEST, *widest))


def round_size(name: str) -> float:
    return max(SMALLEST, min(26.0, fit(name, ROOM, Face.POSTER)))


def sheets(found: list[Label], first: int = 1) -> list[list[Label]]:
    """The labels sheet by sheet, the first one beginning at its label FIRST (1 to 24)."""
    placed = [Label()] * (first - 1) + found
    return [placed[start : start + PER_SHEET] for start in range(0, len(placed), PER_SHEET)]


def render(rounds: Iterable[Round], town: str, first: int = 1) -> bytes:
    """The sheets as a PDF. Raises content.pdf.PdfUnavailable or PdfError."""
    context = {"sheets": sheets(labels(rounds), first), "town": town}
    fonts = {f"fonts/{face}.ttf": (FONTS / f"{face}.ttf").read_bytes() for face in (Face.POSTER, Face.TEXT, Face.BOLD)}
    return pdf.render(render_to_string("newsletter/pdf/labels.html", context), base=BASE, assets=fonts, timeout=60)
