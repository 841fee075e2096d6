"""Before an election: six months and a month's beginning, twelve numbers to compare with, and only warnings."""

import datetime as dt

import pytest

from newsletter.approval.regularity import Figures, is_within, period, reference, rows, usual

FIRST_ROUND = dt.date(2026, 3, 15)


def number(month: int, year: int = 2025, day: int = 5, pages: int = 12, photos: int = 10, mayor: int = 1) -> Figures:
    return Figures(f"{month}/{year}", dt.date(year, month, day), pages, photos, mayor)


HABIT = [number(month, 2024) for month in range(8, 13)] + [number(month) for month in range(1, 9)]


@pytest.mark.parametrize(
    ("first_round", "begins"),
    [
        (dt.date(2026, 3, 15), dt.date(2025, 9, 1)),
        (dt.date(2026, 6, 14), dt.date(2025, 12, 1)),
        (dt.date(2032, 7, 4), dt.date(2032, 1, 1)),
    ],
)
def test_the_period_begins_on_the_first_day_of_the_sixth_month_before(first_round: dt.date, begins: dt.date) -> None:
    assert period(first_round)[0] == begins


@pytest.mark.parametrize(
    ("today", "within"),
    [
        (dt.date(2025, 8, 31), False),
        (dt.date(2025, 9, 1), True),
        (dt.date(2026, 3, 22), True),
        (dt.date(2026, 3, 23), False),
    ],
)
def test_it_ends_with_the_second_round(today: dt.date, within: bool) -> None:
    assert is_within(FIRST_ROUND, today) is within
    assert not is_within(None, today)


def test_the_twelve_numbers_before_the_period_are_the_reference() -> None:
    found = reference([number(10), *HABIT], dt.date(2025, 9, 1))
    assert len(found) == 12
    assert found[0].name == "9/2024"
    assert found[-1].name == "8/2025"
    known = usual(found)
    assert (known.pages, known.photos, known.mayor_photos, known.days_between) == (12, 10, 1, 31)


def test_a_bulletin_as_usual_departs_in_nothing() -> None:
    (row,) = rows([*HABIT, number(9)], dt.date(2025, 9, 1))
    assert (row.days, row.departures) == (31, ())


def test_what_departs_is_said_with_both_figures() -> None:
    heavy = number(9, day=10, pages=20, photos=30, mayor=6)
    again = number(9, day=20)
    first, second = rows([*HABIT, heavy, again], dt.date(2025, 9, 1))
    assert first.departures == (
        "20 pages, contre 12 d’habitude.",
        "30 photos, contre 10 d’habitude.",
        "6 photos du maire, contre 1 d’habitude.",
    )
    assert second.departures == ("10 jours après le précédent, contre 31 d’habitude.",)


def test_a_first_bulletin_has_nothing_to_depart_from() -> None:
    (row,) = rows([number(10, pages=40)], dt.date(2025, 9, 1))
    assert (row.days, row.departures) == (None, ())


def test_figures_that_were_not_kept_accuse_nobody() -> None:
    unknown = Figures("ancien", dt.date(2025, 8, 1), None, None, None)
    (row,) = rows([unknown, number(10)], dt.date(2025, 9, 1))
    assert row.departures == ()
