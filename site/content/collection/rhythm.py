"""When a bin is collected: every N weeks from a day, on chosen dates, around public holidays, and as announced.

Pure: days in, days out.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

WEEK = timedelta(days=7)
FARTHEST = timedelta(days=31)
"""How far from its ordinary day an announced change may bring a round."""

IsHoliday = Callable[[date], bool]


class OnHoliday(StrEnum):
    """What becomes of a round that falls on a public holiday."""

    KEPT = "kept"
    NEXT_DAY = "next_day"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class Rhythm:
    """A round's ordinary days, and what changes them.

    `every` weeks from `first` (0: on the `chosen` dates only) to `last` included. `changes` tells, by ordinary day, on
    which day the lorry comes instead, or None when it does not; it wins over the rule of public holidays.
    """

    first: date | None = None
    every: int = 1
    last: date | None = None
    chosen: frozenset[date] = frozenset()
    on_holiday: OnHoliday = OnHoliday.KEPT
    changes: tuple[tuple[date, date | None], ...] = ()


@dataclass(frozen=True, order=True)
class Outcome:
    """What becomes of one ordinary day: the day the lorry comes, or None."""

    planned: date
    day: date | None

    @property
    def is_changed(self) -> bool:
        return self.day != self.planned


def outcomes(rhythm: Rhythm, start: date, end: date, is_holiday: IsHoliday) -> list[Outcome]:
    """What becomes of the ordinary days from `start` to `end`, both included, in order."""
    days = {*regular_days(rhythm, start, end), *(day for day in rhythm.chosen if start <= day <= end)}
    return [Outcome(day, actual_day(rhythm, day, is_holiday)) for day in sorted(days)]


def pickups(rhythm: Rhythm, start: date, end: date, is_holiday: IsHoliday) -> list[date]:
    """The days from `start` to `end`, both included, on which the lorry really comes, in order, each once."""
    around = outcomes(rhythm, start - FARTHEST, end + FARTHEST, is_holiday)
    return sorted({outcome.day for outcome in around if outcome.day and start <= outcome.day <= end})


def regular_days(rhythm: Rhythm, start: date, end: date) -> Iterator[date]:
    """The days of the rhythm alone, from `start` to `end`."""
    if rhythm.first is None or rhythm.every < 1:
        return
    step = WEEK * rhythm.every
    steps = max(0, -((rhythm.first - start) // step))
    day = rhythm.first + step * steps
    last = min(end, rhythm.last or end)
    while day <= last:
        if day >= start:
            yield day
        day += step


def actual_day(rhythm: Rhythm, planned: date, is_holiday: IsHoliday) -> date | None:
    """The day the lorry comes for that ordinary day: as announced, else as the rule of public holidays says."""
    for changed, instead in rhythm.changes:
        if changed == planned:
            return instead
    if rhythm.on_holiday == OnHoliday.KEPT or not is_holiday(planned):
        return planned
    if rhythm.on_holiday == OnHoliday.CANCELLED:
        return None
    return next_working_day(planned, is_holiday)


def next_working_day(day: date, is_holiday: IsHoliday) -> date:
    """The following day that is neither a Sunday nor a public holiday."""
    following = day + timedelta(days=1)
    while following.weekday() == 6 or is_holiday(following):
        following += timedelta(days=1)
    return following
