"""The council as it sits: one square for each seat, in rows around the floor. Pure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

CENTRE = (114.0, 120.0)
OUTER, SPACING = 104.0, 26.0
SIDE = 16.0
MOST = 45
"""Seats that the drawing holds without touching: a commune of 80 000 people. A larger council is only said."""
MARKS = ("full", "hollow", "dotted", "barred")
"""How the seats of a group are drawn, the first group first; a fifth group is drawn as the fourth."""


@dataclass(frozen=True, slots=True)
class Seat:
    """The square's middle, in the units of the drawing, and how it is turned, in degrees."""

    x: float
    y: float
    angle: float
    mark: str

    @property
    def place(self) -> str:
        """For `translate()`: written here, since a template would write 68,3 in French."""
        return f"{self.x} {self.y}"

    @property
    def turn(self) -> str:
        return f"{self.angle}"


@dataclass(frozen=True, slots=True)
class Bench:
    """A group: its seats, how they are drawn, and those words."""

    name: str
    seats: int
    mark: str

    @property
    def in_words(self) -> str:
        """« en plein », « en creux »: the drawing never speaks alone."""
        return {"full": _("en plein"), "hollow": _("en creux"), "dotted": _("avec un point"), "barred": _("barrés")}[
            self.mark
        ]


def benches(groups: Sequence[tuple[str, int]]) -> list[Bench]:
    """Groups as (name, seats), the majority first."""
    return [Bench(name, seats, MARKS[min(rank, len(MARKS) - 1)]) for rank, (name, seats) in enumerate(groups)]


def hemicycle(groups: Sequence[Bench]) -> list[Seat]:
    """The seats from left to right, each group together; none for a council too large to be drawn."""
    total = sum(group.seats for group in groups)
    if total > MOST:
        return []
    places = sorted(_places(total), key=lambda place: place[2])
    marks = [group.mark for group in groups for _seat in range(group.seats)]
    return [Seat(x, y, angle, mark) for (x, y, angle), mark in zip(places, marks, strict=True)]


def sentence(groups: Sequence[Bench]) -> str:
    """« 19 sièges : 13 pour Valombreuse en commun, 4 pour Une autre rive et 2 pour Lise et hameaux. »"""
    total = sum(group.seats for group in groups)
    parts = [_("%(seats)s pour %(name)s") % {"seats": group.seats, "name": group.name} for group in groups]
    listed = _(" et ").join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))
    count = ngettext("%(total)s siège", "%(total)s sièges", total) % {"total": total}
    return f"{count} : {listed}." if parts else ""


def _places(count: int) -> list[tuple[float, float, float]]:
    """Places on as many rows as needed, each row as full as its length allows."""
    radii = [OUTER - SPACING * row for row in range(_rows(count))]
    numbers = [round(count * radius / sum(radii)) for radius in radii]
    numbers[0] += count - sum(numbers)
    return [place for radius, number in zip(radii, numbers, strict=True) for place in _row(radius, number)]


def _rows(count: int) -> int:
    """How many rows hold that many squares without touching."""
    for rows in (1, 2, 3):
        room = sum(int(math.radians(160) * (OUTER - SPACING * row) / (SIDE * 1.35)) + 1 for row in range(rows))
        if count <= room:
            return rows
    return 4


def _row(radius: float, number: int) -> list[tuple[float, float, float]]:
    step = 160 / (number - 1) if number > 1 else 0
    angles = [-80 + step * seat if number > 1 else 0 for seat in range(number)]
    return [
        (
            round(CENTRE[0] + radius * math.sin(math.radians(angle)), 1),
            round(CENTRE[1] - radius * math.cos(math.radians(angle)), 1),
            round(angle, 1),
        )
        for angle in angles
    ]
