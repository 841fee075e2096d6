"""What the calendar, the month grid and the pages are given: plain facts, no database.

Hours are wall-clock times of the commune; instants are aware datetimes. A renderer never has to convert one into the other.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

# An evening that ends before this hour belongs to the day it began: a ball until two is not on Sunday's page.
NIGHT_ENDS = time(6)
MIDNIGHT = time(0)


class Status(StrEnum):
    """What became of a date. The first six are OpenAgenda's, in its order; the last says that only the place changed."""

    SCHEDULED = "scheduled"
    RESCHEDULED = "rescheduled"
    MOVED_ONLINE = "moved_online"
    POSTPONED = "postponed"
    FULL = "full"
    CANCELLED = "cancelled"
    RELOCATED = "relocated"

    @property
    def word(self) -> str:
        """The word residents read before the title; empty for what goes as planned."""
        return STATUS_WORDS[self]

    @property
    def off(self) -> bool:
        """Nobody should come: cancelled, or put off to a date still unknown."""
        return self in (Status.CANCELLED, Status.POSTPONED)


STATUS_WORDS = {
    Status.SCHEDULED: "",
    Status.RESCHEDULED: "Nouvel horaire",
    Status.MOVED_ONLINE: "En ligne",
    Status.POSTPONED: "Reporté",
    Status.FULL: "Complet",
    Status.CANCELLED: "Annulé",
    Status.RELOCATED: "Nouveau lieu",
}


@dataclass(frozen=True, slots=True)
class Timing:
    """When one date takes place, on the clock of the commune.

    Without `start` it lasts whole days, the last included. With `start` and without `end` nobody said when it ends.
    """

    day: date
    start: time | None = None
    last_day: date | None = None
    end: time | None = None

    @property
    def all_day(self) -> bool:
        return self.start is None

    @property
    def open_end(self) -> bool:
        return self.start is not None and self.end is None

    @property
    def final_day(self) -> date:
        """The day it ends, on the clock."""
        return self.last_day or self.day

    @property
    def shown_until(self) -> date:
        """The last day whose page shows it: a night that ends before six belongs to the evening before."""
        overnight = self.final_day == self.day + timedelta(days=1)
        if overnight and self.end is not None and self.end <= NIGHT_ENDS:
            return self.day
        return self.final_day

    def on(self, day: date) -> "Timing":
        """The same hours and the same number of days, beginning on that day."""
        return Timing(day, self.start, day + (self.final_day - self.day), self.end)

    def on_each(self, days: Iterable[date]) -> Iterator["Timing"]:
        """The same on each of those days."""
        length = self.final_day - self.day
        return (Timing(day, self.start, day + length if length else day, self.end) for day in days)

    def at(self, day: date, start: time) -> "Timing":
        """As long, beginning on that day at that hour."""
        if self.start is None or self.end is None:
            return Timing(day, start)
        length = datetime.combine(self.final_day, self.end) - datetime.combine(self.day, self.start)
        finish = datetime.combine(day, start) + length
        return Timing(day, start, finish.date(), finish.time())

    def starts_at(self, zone: ZoneInfo) -> datetime:
        """The instant it begins; midnight for whole days. An hour skipped by the clock change is moved forward."""
        return instant(self.day, self.start or MIDNIGHT, zone)

    def ends_at(self, zone: ZoneInfo) -> datetime | None:
        """The instant it ends, None when open; for whole days the midnight after the last one."""
        if self.all_day:
            return instant(self.final_day + timedelta(days=1), time(0), zone)
        return None if self.end is None else instant(self.final_day, self.end, zone)

    def over_at(self, zone: ZoneInfo) -> datetime:
        """The instant after which it is no longer to come: its end, or the end of its last day when nobody said."""
        return self.ends_at(zone) or instant(self.final_day + timedelta(days=1), time(0), zone)


def evening(day: date, start: time | None, end: time | None) -> Timing:
    """The hours of one date: an end that comes before the start on the clock is the next day's."""
    overnight = start is not None and end is not None and end <= start
    return Timing(day, start, day + timedelta(days=1) if overnight else day, end)


def instant(day: date, hour: time, zone: ZoneInfo) -> datetime:
    """The instant of a wall-clock hour, in UTC. RFC 5545 §3.3.5: twice in October, the first; never in March, the offset before."""
    return datetime.combine(day, hour, tzinfo=zone).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class PlaceValue:
    """Where: enough for a line of text, a link and a map point."""

    name: str
    slug: str = ""
    address: str = ""
    latitude: float | None = None
    longitude: float | None = None

    @property
    def line(self) -> str:
        """Name and address on one line, for calendars."""
        return ", ".join(part for part in (self.name, *self.address.splitlines()) if part)


@dataclass(frozen=True, slots=True)
class OccurrenceValue:
    """One date of one event, as residents see it.

    `original_day` names the date for ever, even moved; `original_hour` tells two dates of one day apart. `path` is that
    date's own page on the site, `address` the same with the site's name. `paper` is white for the town hall, coloured for
    an association.
    """

    title: str
    path: str
    address: str
    timing: Timing
    original_day: date
    original_hour: time | None = None
    status: Status = Status.SCHEDULED
    message: str = ""
    summary: str = ""
    place: PlaceValue | None = None
    organizer: str = ""
    organizer_slug: str = ""
    paper: str = "white"
    price: str = ""
    ages: str = ""
    recurring: bool = False

    @property
    def moved(self) -> bool:
        """Whether it takes place on another day than the one announced first."""
        return self.timing.day != self.original_day

    @property
    def off(self) -> bool:
        return self.status.off
