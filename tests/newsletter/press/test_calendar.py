"""The month that hangs in a kitchen."""

from datetime import date

from newsletter.press.calendar import month_weeks
from tests.newsletter.editions import agenda


def test_weeks_run_from_monday_to_sunday_and_the_neighbours_are_told_apart() -> None:
    weeks = month_weeks(agenda(), 30)
    assert [len(week) for week in weeks] == [7] * 5
    assert weeks[0][0].day == date(2026, 11, 30)
    assert not weeks[0][0].inside
    assert weeks[0][1].inside


def test_a_square_says_how_many_more_there_are_when_it_is_full() -> None:
    saturday = next(cell for week in month_weeks(agenda(), 20) for cell in week if cell.day == date(2026, 12, 5))
    assert saturday.texts[-1].startswith("et ")
    roomy = next(cell for week in month_weeks(agenda(), 60) for cell in week if cell.day == date(2026, 12, 5))
    assert len(roomy.texts) == 2
