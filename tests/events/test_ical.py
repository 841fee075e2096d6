from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import icalendar
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from events.entries import Entry, entries
from events.ical import CalendarHead, write_calendar
from events.recurrence import parse
from events.schedule import Change, Kind, Schedule
from events.values import Status, Timing
from tests.events.calendars import HEAD, PARIS, calendar, expected, published, read, series, values
from tests.events.strategies import schedules

TUESDAY = date(2026, 12, 1)
EVENING = Timing(TUESDAY, time(20), end=time(22))
CHOIR = Schedule(EVENING, parse("FREQ=WEEKLY;BYDAY=TU;UNTIL=20270630"))


def events_of(document: bytes) -> list[Any]:
    return icalendar.Calendar.from_ical(document).walk("VEVENT")


def entry_of(text: str) -> Entry:
    return replace(series(Schedule(EVENING)), title=text, description=text)


@pytest.mark.slow
@settings(max_examples=150)
@given(schedules())
def test_a_subscriber_sees_the_dates_of_the_pages_over_both_clock_changes(schedule: Schedule) -> None:
    horizon = schedule.first.day + timedelta(days=730)
    document = published(schedule, horizon)
    first, after = schedule.first.day - timedelta(days=10), horizon + timedelta(days=10)
    shown = [each for each in read(document, first, after) if each[0] is not None]
    if schedule.rule is None or (schedule.rule.until or date.max) <= horizon or schedule.rule.count:
        assert shown == expected(values(schedule, horizon))
    else:  # beyond the horizon the rule goes on; up to it the calendar and the pages agree
        assert set(expected(values(schedule, horizon))) <= set(shown)
        assert not {each for each in shown if to_day(each[0]) <= horizon} - set(expected(values(schedule, horizon)))


def to_day(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


@settings(max_examples=60)
@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]) | st.just("\n"), max_size=200))
@example("C:\\NOTES\\nouveau ; a, b")
def test_any_title_comes_back_as_it_was_written_whatever_its_signs(text: str) -> None:
    [event] = events_of(calendar([entry_of(text)]))
    assert str(event["SUMMARY"]) == text


@given(st.text(alphabet="é’« »;,\\\n\r …œŒ€😀", min_size=60, max_size=200))
def test_no_line_is_longer_than_75_octets_nor_cut_inside_a_letter(text: str) -> None:
    document = calendar([entry_of(text)])
    assert document.endswith(b"END:VCALENDAR\r\n")
    for line in document.split(b"\r\n"):
        assert len(line) <= 75
        assert b"\n" not in line and b"\r" not in line
        line.decode()


def test_the_same_facts_give_the_same_bytes() -> None:
    assert published(CHOIR, date(2028, 12, 1)) == published(CHOIR, date(2028, 12, 1))


def test_a_choir_is_one_series_not_fifty_entries() -> None:
    [event] = events_of(published(CHOIR, date(2028, 12, 1)))
    assert event["RRULE"]["FREQ"] == ["WEEKLY"]
    assert event["SEQUENCE"] == 3
    assert event["DTSTAMP"].dt == event["LAST-MODIFIED"].dt == datetime(2026, 11, 20, 9, 5, tzinfo=UTC)
    assert event["LOCATION"] == "Salle du Préau, rue de l’Église"
    assert event["GEO"].to_ical() == "44.8124;4.0854"
    assert event["CATEGORIES"].to_ical() == b"Culture"
    assert event["URL"] == "https://ville.example/agenda/repetition/"


def test_the_last_evening_of_a_series_is_written_in_utc_and_a_last_day_as_a_date() -> None:
    assert b"UNTIL=20270629T180000Z" in published(CHOIR, date(2028, 12, 1))
    exhibition = Schedule(Timing(TUESDAY), parse("FREQ=DAILY;UNTIL=20261224"))
    assert b"UNTIL=20261224\r\n" in published(exhibition, date(2028, 12, 1))


def test_holidays_are_left_out_in_the_zone_of_the_start() -> None:
    document = published(replace(CHOIR, skipped={date(2026, 12, 22)}), date(2028, 12, 1))
    assert b"EXDATE;TZID=Europe/Paris:20261222T200000\r\n" in document
    whole = Schedule(Timing(TUESDAY), parse("FREQ=DAILY;UNTIL=20261224"), skipped={date(2026, 12, 22)})
    assert b"EXDATE;VALUE=DATE:20261222\r\n" in published(whole, date(2028, 12, 1))


def test_a_cancelled_concert_says_so_in_its_title_and_in_its_status() -> None:
    cancelled = Change(date(2026, 12, 8), Kind.CANCELLED, message="La salle est prise.")
    _series, concert = events_of(published(replace(CHOIR, changes=(cancelled,)), date(2028, 12, 1)))
    assert concert["SUMMARY"] == "ANNULÉ – Répétition"
    assert concert["STATUS"] == "CANCELLED"
    assert concert["TRANSP"] == "TRANSPARENT"
    assert str(concert["DESCRIPTION"]).startswith("La salle est prise.")
    assert concert["RECURRENCE-ID"].dt == datetime(2026, 12, 8, 20, tzinfo=PARIS)
    assert concert["URL"] == "https://ville.example/agenda/repetition/2026-12-08/"


def test_whole_days_end_the_day_after_and_an_open_end_is_left_open() -> None:
    [fair] = events_of(published(Schedule(Timing(TUESDAY, last_day=date(2026, 12, 3))), date(2028, 12, 1)))
    assert (fair["DTSTART"].dt, fair["DTEND"].dt) == (TUESDAY, date(2026, 12, 4))
    [walk] = events_of(published(Schedule(Timing(TUESDAY, time(14))), date(2028, 12, 1)))
    assert "DTEND" not in walk


def test_chosen_dates_are_entries_of_their_own_for_outlook_refuses_rdate() -> None:
    again = Timing(date(2027, 1, 9), time(15), end=time(17))
    document = published(Schedule(EVENING, chosen=(again,)), date(2028, 12, 1))
    uids = [str(event["UID"]) for event in events_of(document)]
    assert uids[1] == f"{uids[0]}-20270109T1500"
    assert b"RDATE" not in document and b"RRULE:FREQ=WEEKLY" not in document


def test_a_rule_changed_in_spring_does_not_rewrite_the_autumn_in_peoples_calendars() -> None:
    autumn = values(replace(CHOIR, rule=parse("FREQ=WEEKLY;BYDAY=TU;UNTIL=20261215")), date(2026, 12, 15))
    spring = Schedule(Timing(date(2027, 1, 7), time(19), end=time(21)), parse("FREQ=WEEKLY;BYDAY=TH;UNTIL=20270225"))
    from_now = values(spring, date(2028, 12, 1))
    document = calendar(entries(series(spring), autumn + from_now, date(2028, 12, 1)))
    assert read(document, TUESDAY, date(2028, 1, 1)) == expected(autumn + from_now)


def test_a_calendar_says_its_name_its_address_and_when_to_come_back() -> None:
    document = write_calendar(HEAD, [])
    read_back: Any = icalendar.Calendar.from_ical(document)
    assert read_back["NAME"] == read_back["X-WR-CALNAME"] == HEAD.name
    assert read_back["SOURCE"] == HEAD.source
    assert read_back["REFRESH-INTERVAL"].dt == timedelta(hours=4)
    assert read_back["X-PUBLISHED-TTL"] == "PT4H"
    assert read_back["METHOD"] == "PUBLISH"
    assert b"VALARM" not in document


@pytest.mark.parametrize("hostile", ["Fête\r\nATTENDEE:mailto:x@y.example", "a\rb", "x\x00y\x0bz", "\u2028"])
def test_a_title_cannot_add_a_line_to_the_calendar(hostile: str) -> None:
    document = calendar([entry_of(hostile)])
    assert b"\r\nATTENDEE" not in document
    assert not set(document) & (set(range(32)) - set(b"\r\n"))
    assert len(events_of(document)) == 1
    head = CalendarHead(hostile, hostile, HEAD.page, HEAD.source, PARIS)
    assert b"\r\nATTENDEE" not in write_calendar(head, [])


@pytest.mark.parametrize(("status", "prefix"), [(Status.POSTPONED, "REPORTÉ – "), (Status.FULL, "COMPLET – ")])
def test_what_is_put_off_or_full_is_said_before_the_title(status: Status, prefix: str) -> None:
    [event] = events_of(calendar([replace(series(Schedule(EVENING)), status=status)]))
    assert str(event["SUMMARY"]).startswith(prefix)
    assert event["STATUS"] == ("CANCELLED" if status.off else "CONFIRMED")
