"""Calendars made to hurt: each ends within its limits, with a reason, and the worker that asked lives on."""

import time
from collections.abc import Callable

import pytest

from events.proposals.calendars import parent
from events.proposals.calendars.blocks import CalendarRefused
from events.proposals.calendars.limits import LARGEST, PATIENCE
from tests.events.proposals.calendars.samples import PARIS, TODAY, YOGA, at, calendar, event

EVENING = ";TZID=Europe/Paris:20261212T200000"
MANY = "\n".join(["BEGIN:VEVENT\nEND:VEVENT"] * 100_000)
FITS = "\n".join(["BEGIN:VEVENT\nEND:VEVENT"] * 30_000)
DEEP = "\n".join(["BEGIN:VEVENT"] * 20_000)

REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "100,000 components": (lambda: calendar(MANY), "dépasse un mégaoctet"),
    "30,000 components within a megabyte": (lambda: calendar(FITS), "plus de 500 rendez-vous"),
    "components inside components": (lambda: calendar(DEEP), "plus de 500 rendez-vous"),
    "two megabytes": (lambda: b"X" * 2_000_000, "dépasse un mégaoctet"),
    "not a calendar": (lambda: b"<html>connectez-vous</html>", "Ce n’est pas un calendrier"),
    "nothing": (lambda: b"", "Ce n’est pas un calendrier"),
    "bytes of anything": (lambda: bytes(range(256)) * 400, "Ce n’est pas un calendrier"),
    "a bomb of zeros": (lambda: b"\0" * LARGEST, "Ce n’est pas un calendrier"),
}


@pytest.mark.parametrize("name", REFUSED)
@pytest.mark.slow
def test_a_calendar_beyond_the_limits_is_refused_whole_and_at_once(name: str) -> None:
    content, reason = REFUSED[name]
    began = time.monotonic()
    with pytest.raises(CalendarRefused, match=reason):
        parent.read(content(), PARIS, TODAY)
    assert time.monotonic() - began < PATIENCE


LEFT_ASIDE = {
    "every second for ever": at(EVENING, "RRULE:FREQ=SECONDLY"),
    "every minute": at(EVENING, "RRULE:FREQ=MINUTELY;INTERVAL=1"),
    "every hour of some days": at(EVENING, "RRULE:FREQ=HOURLY;BYMONTHDAY=31;BYMONTH=2"),
    "a rule that never happens": at(EVENING, "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31"),
    "a yearly rule that never happens": at(EVENING, "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"),
    "an interval of billions": at(EVENING, "RRULE:FREQ=DAILY;INTERVAL=4000000000"),
    "billions of dates": at(EVENING, "RRULE:FREQ=DAILY;COUNT=4000000000"),
    "every day since year one": at(":00010101T000000", "RRULE:FREQ=DAILY"),
    "the year 9999": at(":99991231T235959", "DURATION:P300D"),
    "no start": event("UID:1", "SUMMARY:x"),
    "an end before the start": at(EVENING, "DTEND;TZID=Europe/Paris:20200101T000000"),
    "an endless line": at(EVENING, "STATUS:TENTATIVE", "DESCRIPTION:" + "é" * 300_000),
    "a line folded 100,000 times": at(EVENING, "STATUS:TENTATIVE", "DESCRIPTION:" + "\n x" * 100_000),
    "40,000 dates": at(EVENING, "RDATE:" + ",".join(["20261219T200000"] * 40_000)),
    "somebody's broken zone": at(";TZID=Lune:20261212T200000"),
    "an entry never closed": "BEGIN:VEVENT\nUID:1\nSUMMARY:x",
    "a title that is an attack on memory": at(EVENING, "CLASS:PRIVATE", title="<" * 300_000),
    "controls and quotes": event("UID:1", 'DTSTART;TZID="Europe/\x00Paris";X="a:20261212T200000', "SUMMARY:\x1b[2J"),
    "a rule of nonsense": at(EVENING, "RRULE:FREQ=WEEKLY;BYDAY=99XX"),
    "an override of everything to come": at(EVENING, "RECURRENCE-ID;RANGE=THISANDFUTURE:20261212T200000"),
}


@pytest.mark.parametrize("name", LEFT_ASIDE)
@pytest.mark.slow
def test_a_hostile_entry_is_left_aside_with_a_reason_and_its_neighbours_are_read(name: str) -> None:
    began = time.monotonic()
    answer = parent.read(calendar(event(YOGA), LEFT_ASIDE[name]), PARIS, TODAY)
    assert time.monotonic() - began < PATIENCE
    assert [entry["uid"] for entry in answer["entries"]] == ["yoga@club.example"]
    assert len(answer["skipped"]) == 1
    assert answer["skipped"][0]["reason"]


@pytest.mark.slow
def test_500_weekly_classes_are_read_within_the_limits() -> None:
    classes = [event(YOGA.replace("yoga@", f"yoga{number}@"), "EXDATE:20261222T183000") for number in range(500)]
    assert len(parent.read(calendar(*classes), PARIS, TODAY)["entries"]) == 500


@pytest.mark.slow
def test_a_calendar_that_takes_too_long_is_given_up() -> None:
    with pytest.raises(CalendarRefused, match="demande plus de 10 secondes"):
        parent.read(calendar(event(YOGA)), PARIS, TODAY, patience=0.01)


@pytest.mark.slow
def test_a_calendar_that_computes_too_long_is_given_up() -> None:
    """500 series of every day for sixty years: each is fair, all of them together are not. The test waits for one second of them."""
    start = ":19670101T120000"
    many = [at(start, "RRULE:FREQ=DAILY;INTERVAL=1;UNTIL=20280101T110000Z", uid=str(number)) for number in range(499)]
    with pytest.raises(CalendarRefused, match="demande plus de 10 secondes"):
        parent.read(calendar(*many), PARIS, TODAY, seconds=1)
