"""From what the editor wrote to the dates that take place: rule, chosen dates, holidays skipped, exceptions.

Everything here is on the clock of the commune; no instant, no database, no today.
"""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from itertools import islice
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from events.recurrence import Rule
from events.values import Status, Timing

AHEAD = relativedelta(months=24)


class Kind(StrEnum):
    """What an editor may say of one date. Postponed: put off to a day still unknown."""

    CANCELLED = "cancelled"
    MOVED = "moved"
    CHANGED = "changed"
    POSTPONED = "postponed"
    FULL = "full"
    HELD = "held"


OFF = {Kind.CANCELLED: Status.CANCELLED, Kind.POSTPONED: Status.POSTPONED}


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of the date announced for `day` (and `hour`, where a day has two). `timing` only where it moves."""

    day: date
    kind: Kind
    hour: time | None = None
    timing: Timing | None = None
    place: int | None = None
    message: str = ""

    def concerns(self, day: date, hour: time | None) -> bool:
        return self.day == day and self.hour in (None, hour)


class Instance(NamedTuple):
    """One date that was announced: `day` and `hour` are those of the announcement, `timing` when it really takes place.

    A tuple, for the town makes tens of thousands of them each night, and a frozen dataclass takes three times as long.
    """

    day: date
    hour: time | None
    timing: Timing
    change: Change | None = None
    by_rule: bool = True

    @property
    def status(self) -> Status:
        """What residents are told of this date. One held in spite of the holidays, or with a mere remark, goes as planned."""
        if self.change is None:
            return Status.SCHEDULED
        if self.change.kind in OFF:
            return OFF[self.change.kind]
        if (self.timing.day, self.timing.start) != (self.day, self.hour):
            return Status.RESCHEDULED
        if self.change.place is not None:
            return Status.RELOCATED
        return Status.FULL if self.change.kind == Kind.FULL else Status.SCHEDULED


@dataclass(frozen=True, slots=True)
class Schedule:
    """Everything that decides the dates of one event.

    `skipped` holds the holidays it leaves out; dates `chosen` by hand are kept whatever day they fall on.
    """

    first: Timing
    rule: Rule | None = None
    chosen: tuple[Timing, ...] = ()
    changes: tuple[Change, ...] = ()
    skipped: Container[date] = frozenset()

    @property
    def recurring(self) -> bool:
        """Whether it has more than one date, so that each gets a page of its own."""
        return self.rule is not None or bool(self.chosen)

    def reach(self, today: date) -> date:
        """How far its dates are kept in the table: two years ahead, and as far as any date written by hand."""
        return max([today + AHEAD, self.first.day, *(timing.day for timing in self.chosen)])

    def opening(self) -> date:
        """Its first day, chosen dates included."""
        return min([self.first.day, *(timing.day for timing in self.chosen)])

    def usual(self, day: date, hour: time | None = None) -> Timing:
        """The hours of a date before any exception: its own where it was chosen by hand, else those of the first one."""
        same_day = [timing for timing in self.chosen if timing.day == day and hour in (None, timing.start)]
        return same_day[0] if same_day else self.first.on(day)

    def expand(self, first: date, last: date) -> list[Instance]:
        """The dates announced for the days from `first` to `last`, included, in order; a date moved stays at its own day."""
        days = self.rule_days(last)
        wanted = days if first <= self.first.day else (day for day in days if day >= first)
        by_rule = self._instances(self.first.on_each(wanted), True)
        taken = {(each.day, each.hour) for each in by_rule} if self.chosen else set()
        others = {(each.day, each.start): each for each in reversed(self.chosen) if first <= each.day <= last}
        by_hand = self._instances((timing for key, timing in others.items() if key not in taken), False)
        return sorted(by_rule + by_hand, key=lambda each: (each.day, each.hour or time(0))) if by_hand else by_rule

    def exceptional(self) -> list[Instance]:
        """The dates that an exception speaks of, whenever they are."""
        return [each for c in self.changes for each in self.expand(c.day, c.day) if each.change is c]

    def rule_days(self, last: date) -> Iterator[date]:
        """The days given by the rule and not skipped, from the start to `last` included; the start alone without a rule."""
        if self.rule is None:
            return iter([self.first.day] if self.first.day <= last else [])
        days = self.rule.days(self.first.day, last)
        return islice((day for day in days if self.keeps(day)) if self.skipped else days, self.rule.count)

    def skipped_days(self, first: date, last: date) -> Iterator[date]:
        """The days given by the rule from `first` to `last` that are left out."""
        if self.rule is None:
            return iter(())
        end = max(self.rule_days(last), default=last) if self.rule.count else last
        return (day for day in self.rule.days(self.first.day, end) if day >= first and not self.keeps(day))

    def keeps(self, day: date) -> bool:
        """Whether the date of that day is announced: not a holiday, or held in spite of it."""
        return day not in self.skipped or any(
            c.kind == Kind.HELD and c.concerns(day, self.first.start) for c in self.changes
        )

    def _instances(self, timings: Iterable[Timing], by_rule: bool) -> list[Instance]:
        if not self.changes:
            return [Instance(timing.day, timing.start, timing, None, by_rule) for timing in timings]
        return [self._instance(timing, by_rule) for timing in timings]

    def _instance(self, timing: Timing, by_rule: bool) -> Instance:
        change = next((c for c in self.changes if c.concerns(timing.day, timing.start)), None)
        real = change.timing if change and change.timing else timing
        return Instance(timing.day, timing.start, real, change, by_rule)
