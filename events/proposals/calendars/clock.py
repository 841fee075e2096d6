"""Moments of somebody else's calendar on the clock of the commune (RFC 5545 §3.3.4, §3.3.5, §3.2.19)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from events.proposals.calendars.skipping import Skip


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, with its hour on the commune's clock, None for a whole day; `source` is how the calendar wrote it."""

    day: date
    hour: time | None
    source: date

    @property
    def key(self) -> tuple[date, time | None]:
        return self.day, self.hour


def moment(value: Any, prop: Any, zone: ZoneInfo) -> Moment:
    """That moment on the commune's clock. Raises Skip where its time zone is nobody's.

    A time that names no zone is « floating »: it is read on the clock of whoever looks, so on the commune's.
    """
    if not isinstance(value, date):
        raise Skip("sa date n’est pas lisible")
    if not isinstance(value, datetime):
        return Moment(value, None, value)
    if value.tzinfo is None:
        name = str(getattr(prop, "params", {}).get("TZID", ""))
        if name:
            raise Skip(f"son fuseau horaire « {name[:60]} » n’est défini nulle part")
        return Moment(value.date(), value.time().replace(microsecond=0), value)
    local = value.astimezone(zone)
    return Moment(local.date(), local.time().replace(microsecond=0), value)


def keeps_step(first: Moment, days: Iterable[date], zone: ZoneInfo) -> bool:
    """Whether a series that begins then has the same hour on the commune's clock on all those days.

    A weekly call at 18:00 in New York, or at 17:00 UTC, is an hour earlier or later here for some weeks of the year.
    """
    source = first.source
    if not isinstance(source, datetime) or source.tzinfo is None:
        return True
    shift = source.date() - first.day
    for day in days:
        there = datetime.combine(day + shift, source.time(), tzinfo=source.tzinfo)
        here = there.astimezone(zone)
        if (here.date(), here.time().replace(microsecond=0)) != (day, first.hour):
            return False
    return True


def last_day_allowed(until: date, first: Moment, zone: ZoneInfo) -> date:
    """The last day of a rule whose UNTIL may be a date, a local time, or an instant in UTC (RFC 5545 §3.3.10).

    Outlook ends whole days with an instant: 22:00 UTC is midnight, so the day after, in Paris.
    """
    if not isinstance(until, datetime):
        return until
    local = until.astimezone(zone) if until.tzinfo else until
    too_early = first.hour is not None and local.time() < first.hour
    return local.date() - timedelta(days=1) if too_early else local.date()
