"""Calendars as a subscriber reads them: parsed by icalendar, expanded by recurring-ical-events."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events

from events.entries import Entry, entries
from events.ical import CalendarHead, write_calendar, write_fragment
from events.schedule import Schedule
from events.values import OccurrenceValue, PlaceValue, Timing

PARIS = ZoneInfo("Europe/Paris")
PLACE = PlaceValue("Salle du Préau", "salle-du-preau", "rue de l’Église", 44.8124, 4.0854)
HEAD = CalendarHead(
    "Agenda", "Les rendez-vous", "https://ville.example/agenda/", "https://ville.example/agenda/agenda.ics", PARIS
)
STAMP = datetime(2026, 11, 20, 9, 5, tzinfo=UTC)

Shown = tuple[date | datetime, date | datetime | None, str, str]


def values(schedule: Schedule, horizon: date) -> list[OccurrenceValue]:
    """The dates of a schedule as the table would keep them."""
    return [
        OccurrenceValue(
            title="Répétition",
            path=f"/agenda/repetition/{each.day}/",
            address=f"https://ville.example/agenda/repetition/{each.day}/",
            timing=each.timing,
            original_day=each.day,
            original_hour=each.hour,
            status=each.status,
            message=each.change.message if each.change else "",
            place=PLACE,
        )
        for each in schedule.expand(schedule.first.day, horizon)
    ]


def series(schedule: Schedule) -> Entry:
    return Entry(
        uid="9e107d9d-3727-4b6e-9d0a-3f1e0a5f4c11",
        timing=schedule.first,
        title="Répétition",
        description="Le chœur répète.",
        address="https://ville.example/agenda/repetition/",
        place=PLACE,
        categories=("Culture",),
        rule=schedule.rule,
    )


def calendar(found: Iterable[Entry]) -> bytes:
    return write_calendar(HEAD, [write_fragment(found, zone=PARIS, stamp=STAMP, sequence=3)])


def published(schedule: Schedule, horizon: date) -> bytes:
    return calendar(entries(series(schedule), values(schedule, horizon), horizon))


def read(document: bytes, first: date, last: date) -> list[Shown]:
    """What a subscriber sees from `first` to `last`: start, end, title, status, in order."""
    parsed = icalendar.Calendar.from_ical(document)
    found = recurring_ical_events.of(parsed).between(first, last)
    return sorted((_shown(event) for event in found), key=str)


def _shown(event: Any) -> Shown:
    start, end = event["DTSTART"].dt, event["DTEND"].dt if "DTEND" in event else None
    return start, None if end == start else end, str(event["SUMMARY"]), str(event["STATUS"])


def expected(dates: Iterable[OccurrenceValue]) -> list[Shown]:
    """The same, from the dates of the pages."""
    words = {"cancelled": "ANNULÉ – ", "full": "COMPLET – "}
    shown: list[Shown] = []
    for each in dates:
        state = "CANCELLED" if each.status == "cancelled" else "CONFIRMED"
        shown.append((*_clock(each.timing), words.get(each.status, "") + each.title, state))
    return sorted(shown, key=str)


def _clock(timing: Timing) -> tuple[date | datetime, date | datetime | None]:
    if timing.start is None:
        return timing.day, date.fromordinal(timing.final_day.toordinal() + 1)
    start = datetime.combine(timing.day, timing.start, tzinfo=PARIS)
    return start, None if timing.end is None else datetime.combine(
        timing.final_day, timing.end or time(0), tzinfo=PARIS
    )
