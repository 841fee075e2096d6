"""Who is told what. Pure: items and readers in, the sets of people who get the same mail out.

A reader is told an item when one of their choices covers it, it is of their district or of the whole town, it came
after the choice was made, and they were not told before, at whatever rhythm.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from newsletter.subscribers.choices import Choice, Stream

Matter = tuple[UUID, str]
"""One thing to be told: a page, and what became of it (« publication », « annulation 41 »)."""


@dataclass(frozen=True, slots=True)
class Item:
    """One page, and the latest thing that became of it. `matters` names it, then whatever it makes useless to tell."""

    page: UUID
    matters: tuple[str, ...]
    stream: Stream
    at: datetime
    topics: frozenset[str] = frozenset()
    districts: frozenset[str] = frozenset()

    @property
    def matter(self) -> Matter:
        return self.page, self.matters[0]


@dataclass(frozen=True, slots=True)
class Wish:
    """One ticked box, and the moment from which it counts."""

    choice: Choice
    since: datetime

    def covers(self, item: Item) -> bool:
        if item.at < self.since:
            return False
        if self.choice.stream is Stream.TOPIC:
            return item.stream is not Stream.ALERTS and self.choice.topic in item.topics
        return self.choice.stream is item.stream


@dataclass(frozen=True, slots=True)
class Reader:
    """One subscriber, by key, with the boxes that count today. No district means the whole town."""

    key: int
    wishes: tuple[Wish, ...]
    districts: frozenset[str] = frozenset()
    reason: str = ""
    """Why nothing leaves for them today: a value of Delivery.Reason, or empty."""

    def lives_where(self, item: Item) -> bool:
        return not item.districts or not self.districts or bool(item.districts & self.districts)


@dataclass(frozen=True, slots=True)
class Share:
    """What one mail holds, and the choices it answers: everybody with the same share gets the same words."""

    items: tuple[Item, ...]
    choices: tuple[Choice, ...]


def share_of(reader: Reader, items: Iterable[Item], told: AbstractSet[Matter] = frozenset()) -> Share | None:
    """What that reader is to be told, in the order of the items; None for nothing."""
    found: list[Item] = []
    choices: set[Choice] = set()
    for item in items:
        if item.matter in told or not reader.lives_where(item):
            continue
        covering = {wish.choice for wish in reader.wishes if wish.covers(item)}
        if covering:
            found.append(item)
            choices |= covering
    return Share(tuple(found), tuple(sorted(choices))) if found else None


def shares(
    readers: Iterable[Reader], items: Sequence[Item], told: Mapping[int, AbstractSet[Matter]]
) -> dict[Share, list[Reader]]:
    """Everybody who has something to be told, by what it is."""
    found: dict[Share, list[Reader]] = {}
    for reader in readers:
        share = share_of(reader, items, told.get(reader.key, frozenset()))
        if share:
            found.setdefault(share, []).append(reader)
    return found
