"""Whatever a calendar of our grammar holds, the dates that arrive are those of recurring-ical-events, a reader of other people's."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.proposals.calendars.blocks import CalendarRefused
from events.proposals.calendars.reading import read
from events.proposals.facts import read as facts_of
from events.proposals.schedules import schedule_of
from events.schedule import Schedule
from tests.events.calendars import PARIS, published
from tests.events.calendars import read as oracle
from tests.events.proposals.calendars.samples import TODAY, YOGA, calendar, event
from tests.events.strategies import schedules

AHEAD = timedelta(days=700)


def ours(document: bytes, today: date) -> tuple[list[tuple[date, time | None]], list[str]]:
    """When something takes place in what was read, and why the rest was left aside."""
    answer = read(document, PARIS, today)
    last, found = today + AHEAD, []
    for entry in answer["entries"]:
        facts = facts_of(entry["facts"])
        if facts.status == "cancelled":
            continue
        schedule = schedule_of(facts)
        found += [each.timing for each in schedule.expand(date.min, last + timedelta(days=60)) if not each.status.off]
    shown = sorted({(timing.day, timing.start) for timing in found if today <= timing.day <= last}, key=str)
    return shown, [each["reason"] for each in answer["skipped"]]


def theirs(document: bytes, today: date) -> list[tuple[date, time | None]]:
    shown = oracle(document, today - timedelta(days=1), today + AHEAD + timedelta(days=1))
    starts = {start for start, _end, _title, status in shown if status != "CANCELLED"}
    days = {(s.date(), s.time()) if isinstance(s, datetime) else (s, None) for s in starts}
    return sorted((each for each in days if today <= each[0] <= today + AHEAD), key=str)


@pytest.mark.slow
@settings(max_examples=60)
@given(schedules(), st.integers(0, 400))
def test_the_dates_read_are_those_of_another_reader(schedule: Schedule, later: int) -> None:
    today = schedule.first.day + timedelta(days=later)
    document = published(schedule, schedule.first.day + timedelta(days=1200))
    found, reasons = ours(document, today)
    if not reasons:
        assert found == theirs(document, today)


@settings(max_examples=60)
@given(st.binary(max_size=3000) | st.text(max_size=3000).map(str.encode))
def test_no_bytes_break_the_reading(content: bytes) -> None:
    for document in (
        content,
        calendar(event(YOGA)) + content,
        calendar(event(YOGA, content.decode("utf-8", "replace"))),
    ):
        try:
            read(document, PARIS, TODAY)
        except CalendarRefused as refusal:
            assert str(refusal).endswith(".")


BROKEN = [
    *YOGA.split("\n"), "EXDATE:20261222T183000", "RRULE:FREQ=DAILY", "DURATION:P1D", "RECURRENCE-ID:20261208T183000",
    "DTEND:20270101", "BEGIN:VALARM", "END:VALARM", "STATUS:CANCELLED", "RDATE:20270102",
]  # fmt: skip


@settings(max_examples=60)
@given(st.lists(st.tuples(st.sampled_from(BROKEN), st.integers(0, 40), st.text(max_size=3)), max_size=12))
def test_no_entry_made_of_broken_lines_breaks_the_reading(lines: list[tuple[str, int, str]]) -> None:
    broken = [line[:cut] + noise + line[cut:] for line, cut, noise in lines]
    answer = read(calendar(event(*broken), event(YOGA.replace("yoga@", "whole@"))), PARIS, TODAY)
    assert "whole@club.example" in [entry["uid"] for entry in answer["entries"]]
