"""The order in which bulletins are carried: by round, then street by street, house by house. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from content.words import plain

BY_POST = "Par la poste"
NO_ROUND = "Sans tournée"
NUMBER = re.compile(r"\s*(\d{1,5})\s*(bis|ter|quater|[a-d])?\b[\s,.;-]*", re.IGNORECASE)


@dataclass(frozen=True)
class Stop:
    """One letter box, how many copies it gets, and the round it belongs to."""

    name: str
    complement: str
    street: str
    locality: str
    copies: int
    round: str

    @property
    def lines(self) -> tuple[str, ...]:
        """The address as it stands on an envelope, the name first."""
        return tuple(line for line in (self.name, self.complement, self.street, self.locality) if line)


@dataclass(frozen=True)
class Round:
    name: str
    stops: tuple[Stop, ...]

    @property
    def copies(self) -> int:
        return sum(stop.copies for stop in self.stops)


def house(street: str) -> tuple[str, int, str]:
    """What a street and its number sort by: « 12 bis, rue des Halles » gives ("rue des halles", 12, "bis")."""
    found = NUMBER.match(street)
    if found is None:
        return plain(street), 0, ""
    return plain(street[found.end() :]), int(found[1]), (found[2] or "").lower()


def in_rounds(stops: Iterable[Stop]) -> list[Round]:
    """The rounds by name, what has none and what goes by post last; in each, the order of the walk."""
    by_round: dict[str, list[Stop]] = {}
    for stop in stops:
        by_round.setdefault(stop.round, []).append(stop)
    names = sorted(by_round, key=lambda name: (name == BY_POST, name == NO_ROUND, plain(name)))
    return [
        Round(name, tuple(sorted(by_round[name], key=lambda stop: (*house(stop.street), plain(stop.name)))))
        for name in names
    ]


def round_of_street(street: str, rounds: Iterable[tuple[str, str]]) -> str:
    """The slug of the round that walks that street, or nothing. ROUNDS pairs slugs with their streets, one a line."""
    wanted = house(street)[0]
    return next((slug for slug, streets in rounds if wanted and wanted in map(plain, streets.splitlines())), "")
