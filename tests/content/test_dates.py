"""Dates as a town hall writes them on its door."""

import itertools
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.dates import (
    day_month,
    days,
    hour,
    hours,
    long_date,
    long_datetime,
    long_period,
    month_year,
    of_month,
    period,
    weekday,
)
from content.typography import fr

PARIS = ZoneInfo("Europe/Paris")
REUNION = ZoneInfo("Indian/Reunion")
FRIDAY = date(2026, 11, 20)
any_day = st.dates(date(1900, 1, 1), date(2199, 12, 31))


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_a_resident_reads_the_day_in_full() -> None:
    assert plain(long_date(date(2026, 11, 26))) == "jeudi 26 novembre"
    assert plain(long_date(date(2026, 12, 1))) == "mardi 1er décembre"


@pytest.mark.parametrize(
    ("day", "read"),
    [
        (date(2027, 1, 9), "samedi 9 janvier"),  # another year, but seven weeks away
        (date(2027, 6, 5), "samedi 5 juin 2027"),
        (date(2025, 11, 20), "jeudi 20 novembre 2025"),
        (date(2026, 1, 2), "vendredi 2 janvier"),  # far, but the same year
        (FRIDAY + timedelta(180), "mercredi 19 mai"),
        (FRIDAY + timedelta(181), "jeudi 20 mai 2027"),
    ],
)
def test_the_year_is_said_only_when_the_reader_would_wonder(day: date, read: str) -> None:
    assert plain(long_date(day, FRIDAY)) == read


def test_a_meeting_is_read_on_the_town_s_clock() -> None:
    meeting = datetime(2026, 11, 26, 17, 30, tzinfo=UTC)
    assert plain(long_datetime(meeting, zone=PARIS)) == "jeudi 26 novembre, 18 h 30"
    assert plain(long_datetime(meeting, zone=REUNION)) == "jeudi 26 novembre, 21 h 30"
    assert plain(long_datetime(meeting.astimezone(PARIS))) == "jeudi 26 novembre, 18 h 30"


def test_midnight_belongs_to_the_town_s_day_not_to_greenwich() -> None:
    late = datetime(2026, 6, 30, 22, 30, tzinfo=UTC)
    assert plain(long_datetime(late, zone=PARIS)) == "mercredi 1er juillet, 0 h 30"
    assert weekday(late, zone=PARIS) == "mercredi"
    assert plain(day_month(late, zone=PARIS)) == "1er juillet"
    assert month_year(late, zone=PARIS) == "juillet 2026"


@pytest.mark.parametrize("moment", [datetime(2026, 11, 26, 18), datetime(2026, 11, 26, 18, tzinfo=UTC)])
def test_a_moment_on_no_local_clock_is_refused_rather_than_printed_wrong(moment: datetime) -> None:
    for write in (long_datetime, long_date, hour, day_month, weekday, month_year, of_month):
        with pytest.raises(ValueError, match="clock"):
            write(moment)


def test_a_naive_moment_is_refused_even_with_a_zone() -> None:
    with pytest.raises(ValueError, match="naive"):
        hour(datetime(2026, 11, 26, 18), zone=PARIS)


@pytest.mark.parametrize(
    ("moment", "read"), [(time(18, 30), "18 h 30"), (time(20), "20 h"), (time(9, 5), "9 h 05"), (time(0), "0 h")]
)
def test_hours_are_written_out(moment: time, read: str) -> None:
    assert plain(hour(moment)) == read


def test_opening_hours_are_an_interval() -> None:
    assert plain(hours(time(9), time(12))) == "9 h – 12 h"
    start = datetime(2026, 11, 26, 17, 30, tzinfo=UTC)
    assert plain(hours(start, start + timedelta(hours=2), zone=PARIS)) == "18 h 30 – 20 h 30"


@pytest.mark.parametrize(
    ("start", "end", "read"),
    [
        (date(2026, 1, 2), date(2026, 1, 9), "du 2 au 9 janvier"),
        (date(2026, 1, 1), date(2026, 1, 1), "le 1er janvier"),
        (date(2026, 11, 28), date(2026, 12, 3), "du 28 novembre au 3 décembre"),
        (date(2026, 12, 28), date(2027, 1, 3), "du 28 décembre 2026 au 3 janvier 2027"),
        (date(2025, 3, 1), date(2025, 3, 8), "du 1er au 8 mars 2025"),
        (date(2025, 3, 1), date(2025, 3, 1), "le 1er mars 2025"),
    ],
)
def test_a_period_says_the_month_once(start: date, end: date, read: str) -> None:
    assert plain(period(start, end, FRIDAY)) == read


@pytest.mark.parametrize(
    ("start", "end", "read"),
    [
        (date(2026, 8, 7), date(2026, 8, 9), "du vendredi 7 au dimanche 9 août"),
        (date(2026, 8, 7), date(2026, 8, 7), "le vendredi 7 août"),
        (date(2026, 7, 31), date(2026, 8, 2), "du vendredi 31 juillet au dimanche 2 août"),
        (date(2026, 12, 31), date(2027, 1, 3), "du jeudi 31 décembre 2026 au dimanche 3 janvier 2027"),
    ],
)
def test_a_period_may_name_its_weekdays(start: date, end: date, read: str) -> None:
    assert plain(long_period(start, end, FRIDAY)) == read


def test_a_period_cannot_end_before_it_starts() -> None:
    for write in (period, long_period):
        with pytest.raises(ValueError, match="before"):
            write(date(2026, 1, 9), date(2026, 1, 2))


@pytest.mark.parametrize(
    ("several", "read"),
    [
        ([], ""),
        ([date(2026, 12, 5)], "5 décembre"),
        ([date(2026, 12, 19), date(2026, 12, 5)], "5 et 19 décembre"),
        ([date(2026, 11, 21), date(2026, 12, 5)], "21 novembre et 5 décembre"),
        ([date(2026, 11, 21), date(2026, 12, 5), date(2026, 12, 19)], "21 novembre, 5 et 19 décembre"),
    ],
)
def test_several_days_say_each_month_once(several: list[date], read: str) -> None:
    assert plain(days(several)) == read


def test_the_bulletin_of_a_month_elides_as_french_does() -> None:
    months = [of_month(date(2026, month, 1)) for month in range(1, 13)]
    assert months[3] == "d’avril" and months[7] == "d’août" and months[9] == "d’octobre"
    assert sum(month.startswith("de ") for month in months) == 9


@given(any_day, any_day, st.times(), st.times())
def test_the_typographer_finds_nothing_left_to_do(day: date, other: date, start: time, end: time) -> None:
    first, last = sorted((day, other))
    written = [
        long_date(day, other),
        hour(start),
        hours(start, end),
        period(first, last),
        long_period(first, last),
        days([day, other]),
        of_month(day),
        month_year(day),
        long_datetime(datetime.combine(day, start, tzinfo=PARIS)),
    ]
    assert written == [fr(text) for text in written]


def test_no_two_days_of_a_year_read_alike() -> None:
    year = [FRIDAY + timedelta(number) for number in range(365)]
    assert all(one != other for one, other in itertools.pairwise(sorted(long_date(day) for day in year)))
