"""The lorry comes on its day, whatever the week, the public holiday or the strike; nobody puts a bin out for nothing."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.collection.rhythm import OnHoliday, Rhythm, outcomes, pickups, regular_days

TUESDAY = dt.date(2026, 11, 24)
SATURDAY = dt.date(2026, 11, 21)
CHRISTMAS = dt.date(2026, 12, 25)  # a Friday
DAY, WEEK = dt.timedelta(days=1), dt.timedelta(weeks=1)


def never(day: dt.date) -> bool:
    return False


def at_christmas(day: dt.date) -> bool:
    return day == CHRISTMAS


def test_every_week_and_every_other_week() -> None:
    assert pickups(Rhythm(TUESDAY), SATURDAY, SATURDAY + 2 * WEEK, never) == [TUESDAY, TUESDAY + WEEK]
    assert pickups(Rhythm(SATURDAY, every=2), SATURDAY, SATURDAY + 4 * WEEK, never) == [
        SATURDAY, SATURDAY + 2 * WEEK, SATURDAY + 4 * WEEK,
    ]  # fmt: skip


def test_a_day_given_long_ago_or_yet_to_come_gives_the_same_weeks() -> None:
    long_ago = Rhythm(SATURDAY - 100 * WEEK, every=2)
    assert list(regular_days(long_ago, SATURDAY - DAY, SATURDAY + 2 * WEEK)) == [SATURDAY, SATURDAY + 2 * WEEK]
    assert list(regular_days(Rhythm(TUESDAY), TUESDAY - 3 * WEEK, TUESDAY)) == [TUESDAY]


def test_a_season_ends() -> None:
    assert pickups(Rhythm(TUESDAY, last=TUESDAY + WEEK), TUESDAY, TUESDAY + 9 * WEEK, never) == [
        TUESDAY,
        TUESDAY + WEEK,
    ]


def test_chosen_dates_come_alone_or_beside_the_rhythm() -> None:
    assert pickups(Rhythm(every=0, chosen=frozenset({SATURDAY})), SATURDAY, TUESDAY, never) == [SATURDAY]
    assert pickups(Rhythm(TUESDAY, chosen=frozenset({SATURDAY})), SATURDAY, TUESDAY, never) == [SATURDAY, TUESDAY]


@pytest.mark.parametrize(
    ("rule", "days"),
    [(OnHoliday.KEPT, [CHRISTMAS]), (OnHoliday.NEXT_DAY, [CHRISTMAS + DAY]), (OnHoliday.CANCELLED, [])],
)
def test_a_public_holiday_moves_the_round_as_the_town_decided(rule: OnHoliday, days: list[dt.date]) -> None:
    rhythm = Rhythm(CHRISTMAS, on_holiday=rule)
    assert pickups(rhythm, CHRISTMAS - 3 * DAY, CHRISTMAS + 3 * DAY, at_christmas) == days


def test_the_lorry_never_comes_on_a_sunday_because_of_a_holiday() -> None:
    holiday = dt.date(2027, 5, 1)  # a Saturday
    rhythm = Rhythm(holiday, on_holiday=OnHoliday.NEXT_DAY)
    assert pickups(rhythm, holiday, holiday + 3 * DAY, lambda day: day == holiday) == [holiday + 2 * DAY]


def test_what_the_town_announced_wins_over_the_rule_of_holidays() -> None:
    announced = ((CHRISTMAS, CHRISTMAS - DAY), (CHRISTMAS + WEEK, None))
    rhythm = Rhythm(CHRISTMAS, on_holiday=OnHoliday.NEXT_DAY, changes=announced)
    assert pickups(rhythm, CHRISTMAS - 2 * DAY, CHRISTMAS + WEEK, at_christmas) == [CHRISTMAS - DAY]
    changed = [
        outcome.day for outcome in outcomes(rhythm, CHRISTMAS, CHRISTMAS + WEEK, at_christmas) if outcome.is_changed
    ]
    assert changed == [CHRISTMAS - DAY, None]


DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2040, 12, 31))


@given(first=DAYS, every=st.integers(1, 8), start=DAYS, length=st.integers(0, 120))
def test_the_days_are_exactly_those_a_patient_counter_would_find(
    first: dt.date, every: int, start: dt.date, length: int
) -> None:
    end = start + length * DAY
    counted = [
        day
        for day in (start + n * DAY for n in range(length + 1))
        if day >= first and (day - first).days % (7 * every) == 0
    ]
    assert list(regular_days(Rhythm(first, every), start, end)) == counted
