"""The month that hangs in a kitchen."""

from datetime import date

from newsletter.bulletin.edition import BinDay
from newsletter.press.calendar import Bin, Cell, fullest_day, month_weeks
from tests.newsletter.editions import agenda

SATURDAY = date(2026, 12, 5)


def test_weeks_run_from_monday_to_sunday_and_the_neighbours_are_told_apart() -> None:
    weeks = month_weeks(agenda(), 30)
    assert [len(week) for week in weeks] == [7] * 5
    assert weeks[0][0].day == date(2026, 11, 30)
    assert not weeks[0][0].inside
    assert weeks[0][1].inside


def square(day: date, height: float, *bins: BinDay) -> Cell:
    return next(cell for week in month_weeks(agenda(), height, bins) for cell in week if cell.day == day)


def test_a_square_says_how_many_more_there_are_when_it_is_full() -> None:
    assert square(SATURDAY, 22).texts[-1].startswith("et ")
    assert len(square(SATURDAY, 60).texts) == 2


def test_a_square_without_room_for_a_single_name_counts_them() -> None:
    assert square(SATURDAY, 12.3).texts == ("2 rendez-vous",)


def test_the_bins_come_first_whatever_else_there_is() -> None:
    yellow = BinDay(SATURDAY, "le bac jaune", rare=True)
    cell = square(SATURDAY, 20, yellow)
    assert cell.bins == (Bin("bac jaune", rare=True, by_district=False),)
    assert len(cell.texts) < len(square(SATURDAY, 60, yellow).texts)
    assert fullest_day(agenda(), [yellow] * 9) > 9


def test_a_bin_says_where_and_a_star_stands_for_the_districts_too_many_to_name() -> None:
    grey, bucket = BinDay(SATURDAY, "le bac gris (Le Bourg)"), BinDay(SATURDAY, "Le seau brun, selon le quartier")
    assert [one.words for one in square(SATURDAY, 40, grey, bucket).bins] == ["bac gris, Le Bourg", "seau brun*"]
    assert [one.by_district for one in square(SATURDAY, 40, grey, bucket).bins] == [False, True]


def test_the_days_of_the_neighbouring_months_have_their_bins_too() -> None:
    assert square(date(2027, 1, 2), 30, BinDay(date(2027, 1, 2), "le bac jaune")).bins
