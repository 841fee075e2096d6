"""Half past eight is half past eight: in summer, in winter, in Réunion."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from newsletter.digests import hours

PARIS, REUNION = ZoneInfo("Europe/Paris"), ZoneInfo("Indian/Reunion")


def utc(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("now", "zone", "daily", "weekly"),
    [
        ("2026-11-20 07:29", PARIS, "2026-11-19 07:30", "2026-11-13 07:30"),
        ("2026-11-20 07:30", PARIS, "2026-11-20 07:30", "2026-11-20 07:30"),
        ("2026-11-21 23:00", PARIS, "2026-11-21 07:30", "2026-11-20 07:30"),
        # Summer time ends on Sunday 25 October 2026, begins on Sunday 28 March 2027.
        ("2026-10-25 07:29", PARIS, "2026-10-24 06:30", "2026-10-23 06:30"),
        ("2026-10-25 07:30", PARIS, "2026-10-25 07:30", "2026-10-23 06:30"),
        ("2027-03-28 06:30", PARIS, "2027-03-28 06:30", "2027-03-26 07:30"),
        # Already Friday there, still Thursday evening in UTC a few hours before.
        ("2026-11-20 04:30", REUNION, "2026-11-20 04:30", "2026-11-20 04:30"),
        ("2026-11-20 04:29", REUNION, "2026-11-19 04:30", "2026-11-13 04:30"),
    ],
)
def test_the_last_hour_that_struck(now: str, zone: ZoneInfo, daily: str, weekly: str) -> None:
    assert hours.last_daily(utc(now), zone) == utc(daily)
    assert hours.last_weekly(utc(now), zone) == utc(weekly)


def test_each_day_of_a_year_has_one_half_past_eight_and_each_week_one_friday() -> None:
    quarter = dt.timedelta(minutes=15)
    moments = [utc("2026-01-01 00:00") + quarter * n for n in range(365 * 24 * 4)]
    daily = {hours.last_daily(moment, PARIS) for moment in moments}
    weekly = {hours.last_weekly(moment, PARIS) for moment in moments}
    assert (len(daily), len(weekly)) == (366, 53)
    assert {moment.astimezone(PARIS).time() for moment in daily | weekly} == {dt.time(8, 30)}
    assert {moment.astimezone(PARIS).weekday() for moment in weekly} == {4}
