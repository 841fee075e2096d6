"""The month's events as an issue carries them, day by day."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, replace

from django.utils import timezone
from wagtail.models import Site

from content.dates import day_month, hour
from content.typography import fr
from events.models import EventPage, Occurrence
from events.recurrence import Frequency
from events.values import OccurrenceValue, Status
from newsletter.bulletin.edition import AgendaDay, AgendaLine, Paper
from newsletter.bulletin.wording import inside_a_line

OFTEN = 3
"""An event that comes back that many times in the month is announced once, with its rule."""
BEGINNING = ", à partir du "
FREE = {"gratuit", "entrée libre"}


@dataclass(frozen=True, slots=True)
class Month:
    """The days that have something, in order, and what comes back all month long."""

    days: tuple[AgendaDay, ...]
    regular: tuple[AgendaLine, ...]


def month_of(
    site: Site, month: dt.date, *, every_date: bool, excluded: Collection[int] = (), highlighted: Collection[int] = ()
) -> Month:
    """The events of that month, save the excluded ones. A series is said once, unless every date is asked for; a
    cancelled date always shows.
    """
    start, end = bounds(month)
    rows = list(Occurrence.objects.for_site(site).between(start, end))
    series = set() if every_date else {key for key, dates in _by_event(rows).items() if comes_back(dates)}
    regular: dict[int, AgendaLine] = {}
    found: dict[dt.date, list[AgendaLine]] = defaultdict(list)
    for row in rows:
        value = row.value(site)
        if row.event_id in excluded and not value.off:
            continue
        if row.event_id in series and not value.off and not row.exceptional:
            regular.setdefault(row.event_id, line(value, rule_of(row.event, month, end.date())))
        else:
            said = replace(line(value), highlighted=row.event_id in highlighted)
            found[max(value.timing.day, month)].append(said)
    return Month(tuple(AgendaDay(day, tuple(found[day])) for day in sorted(found)), tuple(regular.values()))


def comes_back(dates: list[Occurrence]) -> bool:
    """Whether an event with those dates in the month is a habit: a weekly one stays one when holidays thin it out."""
    recurrence = dates[0].event.recurrence
    return len(dates) >= OFTEN or (recurrence is not None and recurrence.frequency is Frequency.WEEKLY)


def rule_of(event: EventPage, month: dt.date, end: dt.date) -> str:
    """When a series comes back. A beginning that is past and a far end are left to the site."""
    schedule = event.schedule()
    rule = schedule.rule
    if rule is None or (rule.until and rule.until < end):
        return event.sentence(month, schedule)
    sentence = event.sentence(month, replace(schedule, rule=replace(rule, until=None)))
    return sentence if event.start_day > month else sentence.split(BEGINNING)[0]


def bounds(month: dt.date) -> tuple[dt.datetime, dt.datetime]:
    """The first instant of a month in the town, and the first of the next one."""
    zone = timezone.get_current_timezone()
    following = (month.replace(day=1) + dt.timedelta(days=32)).replace(day=1)
    midnight = dt.time(0)
    return (
        dt.datetime.combine(month.replace(day=1), midnight, tzinfo=zone),
        dt.datetime.combine(following, midnight, tzinfo=zone),
    )


def _by_event(rows: list[Occurrence]) -> dict[int, list[Occurrence]]:
    grouped: dict[int, list[Occurrence]] = defaultdict(list)
    for row in rows:
        grouped[row.event_id].append(row)
    return grouped


def line(value: OccurrenceValue, rule: str = "") -> AgendaLine:
    """One date; with its rule, all the dates of its series."""
    timing = value.timing
    price = "" if value.price.lower() in FREE else value.price
    last = f"jusqu’au {day_month(timing.shown_until)}" if timing.shown_until > timing.day and not rule else ""
    details = ", ".join(part for part in (rule, last, value.ages, price) if part)
    coloured = value.paper == Paper.COLOURED.value
    word = value.status.word if value.status not in (Status.SCHEDULED, Status.CANCELLED) else ""
    return AgendaLine(
        hour=hour(timing.start) if timing.start and not rule else "",
        title=fr(value.title.replace("|", " ")),
        url=value.address,
        place=fr(place_in_line(value.place.name, value.title)) if value.place else "",
        details=fr(details),
        organizer=fr(value.organizer) if coloured else "",
        paper=Paper.COLOURED if coloured else Paper.WHITE,
        cancelled=value.off,
        note=fr(". ".join(part for part in (word, value.message) if part)),
    )


def place_in_line(name: str, title: str) -> str:
    """A place as it is written after the title of an event; empty where the title has already said it."""
    return "" if name.casefold() in title.casefold() else inside_a_line(name)
