"""Dates stay right whatever the day the demonstration is built on."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content import dates
from hub.demo.marks import Calendar, UnknownMark, reference_friday, told_by

PARIS = ZoneInfo("Europe/Paris")
DAYS = st.dates(dt.date(2024, 1, 1), dt.date(2044, 12, 31))
NOVEMBER = Calendar(dt.date(2026, 11, 20), PARIS)


@given(DAYS)
def test_everything_counts_from_the_friday_of_the_day_or_the_one_before(day: dt.date) -> None:
    friday = reference_friday(day)
    assert friday.weekday() == 4
    assert dt.timedelta(0) <= day - friday < dt.timedelta(days=7)


@given(DAYS, st.integers(-600, 600))
def test_a_saturday_stays_a_saturday_whatever_the_day(day: dt.date, weeks_and_days: int) -> None:
    calendar = Calendar(reference_friday(day), PARIS)
    words = calendar.read(f"{{date:{weeks_and_days}}}")
    assert words.split()[0] == dates.weekday(NOVEMBER.day(weeks_and_days))


@given(DAYS, st.integers(-600, 600))
def test_a_year_is_said_when_the_day_is_far_and_of_another_year(day: dt.date, offset: int) -> None:
    calendar = Calendar(reference_friday(day), PARIS)
    told = calendar.day(offset)
    far = told.year != calendar.reference.year and abs(offset) > 180
    assert (str(told.year) in calendar.read(f"{{quantieme:{offset}}}")) == far


@given(DAYS)
def test_armistice_day_is_always_an_eleventh_of_november(day: dt.date) -> None:
    calendar = Calendar(reference_friday(day), PARIS)
    armistice = calendar.day("11-11")
    assert (armistice.day, armistice.month) == (11, 11)
    assert abs(armistice - calendar.reference) <= dt.timedelta(days=184)
    assert calendar.read("{date:11-11}").endswith(("11 novembre", str(armistice.year)))


@given(DAYS, st.integers(-60, 60), st.integers(0, 6), st.sampled_from([1, 2, 3, 4, -1]))
def test_the_second_tuesday_is_one_and_never_before_its_start(
    day: dt.date, since: int, weekday: int, rank: int
) -> None:
    calendar = Calendar(reference_friday(day), PARIS)
    words = calendar.read(f"{{rang:{rank}:{weekday}:{since}}}")
    assert words.startswith(dates.WEEKDAYS[weekday])
    days = {calendar.read(f"{{date:{offset}}}"): calendar.day(offset) for offset in range(since, since + 63)}
    found = days[words]
    week = (found.day - 1) // 7 + 1
    assert week == rank if rank > 0 else (found + dt.timedelta(days=7)).month != found.month


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{date:15}", "samedi 5 décembre"),
        ("{Date:15}", "Samedi 5 décembre"),
        ("{quantieme:11}", "1er décembre"),
        ("{quantieme_an:15}", "5 décembre 2026"),
        ("{mois:15}", "décembre"),
        ("{de_mois:140}", "d’avril"),
        ("{mois_an:15}", "décembre 2026"),
        ("{an:-505}", "2025"),
        ("{periode:43:50}", "du 2 au 9 janvier"),
        ("{Periode_date:-105:-103}", "Du vendredi 7 au dimanche 9 août"),
        ("{dates:1:15:29}", "21 novembre, 5 et 19 décembre"),
        ("{date:209}", "jeudi 17 juin 2027"),
        (
            "avant le {date:7}, {date:9} ; rien ici : {x}",
            "avant le vendredi 27 novembre, dimanche 29 novembre ; rien ici : {x}",
        ),
    ],
)
def test_the_marks_of_the_notice_read_as_it_says(text: str, words: str) -> None:
    assert NOVEMBER.read(text) == words


def test_texts_are_written_with_ordinary_spaces_as_an_editor_types_them() -> None:
    assert "\u00a0" not in NOVEMBER.read("{dates:1:15:29} {periode:43:50} {date:15}")


@pytest.mark.parametrize("text", ["{demain:1}", "{date:1:2}", "{periode:1}"])
def test_a_mark_mistyped_stops_the_build(text: str) -> None:
    with pytest.raises(UnknownMark):
        NOVEMBER.read(text)


def test_hours_are_the_towns_summer_and_winter() -> None:
    assert NOVEMBER.moment(0, "18:00").utcoffset() == dt.timedelta(hours=1)
    assert NOVEMBER.moment(209, "18:00").utcoffset() == dt.timedelta(hours=2)


def test_a_friday_is_told_once_its_evening_has_come() -> None:
    friday = dt.datetime(2026, 11, 27, tzinfo=PARIS)
    assert reference_friday(told_by(friday.replace(hour=0, minute=43))) == dt.date(2026, 11, 20)
    assert reference_friday(told_by(friday.replace(hour=18))) == dt.date(2026, 11, 27)
