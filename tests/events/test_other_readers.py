"""The calendars as Thunderbird reads them: parsed and expanded by ical.js, a third engine that knows nothing of the others."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings

from content.models import Commune
from events.models import AgendaPage, DateChange, EventDate, Occurrence
from events.recurrence import parse
from events.schedule import Change, Kind, Schedule
from events.values import OccurrenceValue, Timing
from tests.events.calendars import calendar, expected, published, series, values
from tests.events.strategies import schedules
from tests.events.town import announce, rehearsal

ROOT = Path(__file__).parents[2]
LIBRARY = Path(os.environ.get("ICAL_JS") or ROOT / ".tools" / "node_modules" / "ical.js" / "dist" / "ical.js")
READER = Path(__file__).parent / "occurrences.mjs"

pytestmark = pytest.mark.slow

Seen = tuple[str, str, str, str, str]
Read = Callable[[bytes, date], list[Seen]]


@pytest.fixture(scope="module")
def thunderbird() -> Read:
    """What ical.js shows of a calendar up to a day. Without Node the test says what was not run; with CI=true it fails."""
    node = shutil.which("node")
    if not (node and LIBRARY.exists()):
        explanation = f"{'ical.js' if node else 'Node'} manque à cette machine : voir script/setup"
        if os.environ.get("CI") == "true":
            pytest.fail(explanation)
        pytest.skip(explanation)

    def read(document: bytes, until: date) -> list[Seen]:
        command = [node, str(READER), str(LIBRARY), f"{until:%Y-%m-%d}"]
        said = subprocess.run(command, input=document, capture_output=True, check=True, timeout=60).stdout
        return sorted(tuple(line) for line in json.loads(said))

    return read


def on_the_pages(dates: Iterable[OccurrenceValue]) -> list[Seen]:
    """The same lines, from the dates of the pages."""
    return sorted(as_written(*line) for line in expected(dates))


def as_written(start: date | datetime, end: date | datetime | None, title: str, status: str) -> Seen:
    if not isinstance(start, datetime):
        return f"{start}", f"{end}", f"{start}", title, status
    instant = start.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")
    return f"{start:%Y-%m-%dT%H:%M:%S}", f"{end:%Y-%m-%dT%H:%M:%S}" if end else "", instant, title, status


def test_a_choir_with_everything_that_can_happen_to_it(thunderbird: Read) -> None:
    evening = Timing(date(2026, 12, 1), time(20), end=time(22))
    rule = parse("FREQ=WEEKLY;BYDAY=TU;UNTIL=20271130")
    elsewhere = Change(date(2027, 3, 23), Kind.MOVED, timing=Timing(date(2027, 3, 25), time(19), end=time(21)))
    cancelled = Change(date(2026, 12, 8), Kind.CANCELLED, message="La salle est prise.")
    chosen = (Timing(date(2027, 1, 9)), Timing(date(2027, 2, 6), time(14)))
    choir = Schedule(evening, rule, chosen, (cancelled, elsewhere), {date(2026, 12, 22), date(2026, 12, 29)})
    horizon = date(2028, 12, 1)
    shown = thunderbird(published(choir, horizon), horizon)
    assert shown == on_the_pages(values(choir, horizon))
    assert len(shown) > 50
    winter, summer = "2026-12-01T19:00:00.000Z", "2027-03-30T18:00:00.000Z"  # eight in the evening, both times
    assert {winter, summer} <= {line[2] for line in shown}


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(schedules())
def test_it_shows_the_dates_of_the_pages_over_both_clock_changes(thunderbird: Read, schedule: Schedule) -> None:
    horizon = schedule.first.day + timedelta(days=730)
    shown = set(thunderbird(published(schedule, horizon), horizon + timedelta(days=10)))
    pages = set(on_the_pages(values(schedule, horizon)))
    assert pages <= shown
    assert not {line for line in shown - pages if date.fromisoformat(line[0][:10]) <= horizon}


def test_it_reads_any_sign_of_a_title_as_it_was_written(thunderbird: Read) -> None:
    title = "L’été ; à 18 h, n° 3 \\ « œuvres » : l’entrée, c’est 5 € 🥁"
    day = Timing(date(2026, 12, 1), time(18), end=time(19))
    [line] = thunderbird(calendar([replace(series(Schedule(day)), title=title)]), date(2027, 1, 1))
    assert line[3] == title


def test_the_calendar_of_a_town_overseas_has_the_hours_of_its_pages(
    agenda: AgendaPage, client: Client, thunderbird: Read
) -> None:
    Commune.objects.filter(site=agenda.site).update(
        insee_code="97502"
    )  # Saint-Pierre changes its clock on American days
    cancelled = DateChange(original_day=date(2027, 3, 16), kind="cancelled", message="La salle est prise.")
    announce(agenda, rehearsal(date_changes=[cancelled], chosen_dates=[EventDate(day=date(2027, 1, 9))]))
    shown = thunderbird(client.get("/agenda/agenda.ics").content, date(2028, 12, 1))
    rows = Occurrence.objects.for_site(agenda.site)
    pages = [row.starts_at.strftime("%Y-%m-%dT%H:%M:%S.000Z") if row.start_time else f"{row.start_day}" for row in rows]
    assert sorted(line[2] for line in shown) == sorted(pages)
    assert "2027-03-16T22:00:00.000Z" in pages and "2027-03-09T23:00:00.000Z" in pages
    assert [line[3] for line in shown if line[4] == "CANCELLED"] == ["ANNULÉ – Répétition du chœur"]
