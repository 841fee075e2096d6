"""What an editor should look at twice before publishing: the same room taken at the same hour, the same event announced already."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from difflib import SequenceMatcher
from zoneinfo import ZoneInfo

from content.slugs import slug_of
from events.models.event import EventPage
from events.models.occurrence import Occurrence
from events.schedule import Instance
from events.sentences import when

LOOKED_AT = 60
"""Dates of a series that are compared: more than a year of weeks."""
SHOWN = 6
ALIKE = 0.72
SMALL_WORDS = frozenset({"a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "un", "une"})


@dataclass(frozen=True, slots=True)
class Clash:
    """Something already announced; `dates` are how it is said where both meet."""

    event: EventPage
    dates: list[str]


def coming(event: EventPage, today: date) -> list[Instance]:
    """The next dates of an event, saved or imagined, that take place."""
    schedule = event.schedule()
    dates = schedule.expand(max(today, schedule.opening()), schedule.reach(today))
    return [each for each in dates if not each.status.off][:LOOKED_AT]


def double_bookings(event: EventPage, others: Iterable[Occurrence], today: date) -> list[Clash]:
    """The dates of other events in the same place that overlap its own."""
    zone = event.zone
    wanted = [(each.timing.starts_at(zone), each.timing.over_at(zone)) for each in coming(event, today)]
    met: dict[int, Clash] = {}
    for row in others:
        if any(row.starts_at < end and start < row.over_at for start, end in wanted):
            clash = met.setdefault(row.event_id, Clash(row.event, []))
            clash.dates.append(when(row.timing, today))
    return list(met.values())[:SHOWN]


def same_place(event: EventPage, today: date) -> Iterable[Occurrence]:
    """The rows that `double_bookings` compares, in one query; nothing for an event whose place is in no list."""
    dates = coming(event, today)
    if event.place is None or event.state.off or not dates:
        return []
    start, end = span(dates, event.zone)
    rows = Occurrence.objects.for_site(event.town).at_place(event.place).taking_place().between(start, end)
    return rows.exclude(event=event.pk) if event.pk else rows


def span(dates: list[Instance], zone: ZoneInfo) -> tuple[datetime, datetime]:
    return dates[0].timing.starts_at(zone), max(each.timing.over_at(zone) for each in dates)


def duplicates(event: EventPage, others: Iterable[Occurrence], today: date) -> list[Clash]:
    """The events of the same days whose title says the same."""
    days = {each.timing.day for each in coming(event, today)}
    met: dict[int, Clash] = {}
    for row in others:
        if row.start_day in days and alike(event.title, row.event.title):
            clash = met.setdefault(row.event_id, Clash(row.event, []))
            clash.dates.append(when(row.timing, today))
    return list(met.values())[:SHOWN]


def same_days(event: EventPage, today: date) -> Iterable[Occurrence]:
    """The rows that `duplicates` compares, in one query."""
    days = [each.timing.day for each in coming(event, today)]
    rows = Occurrence.objects.for_site(event.town).filter(start_day__in=days).in_order()
    return rows.exclude(event=event.pk) if event.pk else rows


def alike(one: str, other: str) -> bool:
    """Whether two titles are probably one: small words, accents and order of words apart."""
    first, second = (sorted(set(slug_of(title).split("-")) - SMALL_WORDS) for title in (one, other))
    if not first or not second:
        return False
    shared = set(first) & set(second)
    if len(shared) == min(len(first), len(second)) and len(shared) > 1:
        return True
    return SequenceMatcher(None, " ".join(first), " ".join(second)).ratio() >= ALIKE


def met_by(event: EventPage, today: date) -> tuple[list[Clash], list[Clash]]:
    """The double bookings and the likely duplicates of an event, saved or imagined. Two queries."""
    taken = double_bookings(event, same_place(event, today), today)
    return taken, duplicates(event, same_days(event, today), today)
