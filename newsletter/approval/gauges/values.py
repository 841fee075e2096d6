"""What a gauge is, and what it must be told that an Edition does not hold. Pure values."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Level(StrEnum):
    GOOD = "bon"
    WARNING = "à voir"
    BLOCKING = "à corriger"
    """In red: the number leaves only with a written reason."""


@dataclass(frozen=True, slots=True)
class Gauge:
    """One measure. `anchor` names the section to mend: that of the Edition, or the block's own identifier; may be empty."""

    label: str
    value: str
    level: Level = Level.GOOD
    advice: str = ""
    anchor: str = ""
    desk: str = ""
    """The name of a screen of the desk, for what is not mended in the form: « groups », « regularity »."""


@dataclass(frozen=True, slots=True)
class LostLink:
    """A link to a page of the site that residents cannot read. `block` is the identifier of the section it stands in."""

    words: str
    why: str
    block: str = ""


@dataclass(frozen=True, slots=True)
class OutsideAnswer:
    """What an outside address said, and the day it was asked; `asked_on` is None while nobody has."""

    url: str
    dead: bool
    said: str
    asked_on: date | None


@dataclass(frozen=True, slots=True)
class GroupState:
    """Where a group of the council stands with a number. `by_deadline` is the record that nothing had come."""

    name: str
    majority: bool
    received: bool = False
    by_deadline: bool = False
    intact: bool = True
    listed: bool = True


@dataclass(frozen=True, slots=True)
class GroupsRule:
    """Whether the law asks for the groups' space, and where each group stands."""

    population: int | None
    threshold: int
    deadline: date | None = None
    groups: tuple[GroupState, ...] = ()

    @property
    def is_required(self) -> bool:
        return self.population is not None and self.population >= self.threshold and bool(self.opposition)

    @property
    def opposition(self) -> tuple[GroupState, ...]:
        return tuple(group for group in self.groups if not group.majority)


@dataclass(frozen=True, slots=True)
class Facts:
    """What the desk found in its database, for the gauges that need it; empty for an Edition alone."""

    lost: tuple[LostLink, ...] = ()
    outside: tuple[OutsideAnswer, ...] = ()
    mayors: tuple[str, ...] = ()
    mayor_photos: int = 0
    usual_mayor_photos: float | None = None
    """The mean of the latest numbers; None for a first one."""
    groups: GroupsRule | None = None
    unusual: tuple[str, ...] = field(default=())
    """What departs from the usual numbers before an election, in sentences."""
    in_period: bool = False
    first_round: date | None = None
