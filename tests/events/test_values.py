from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from events.values import PlaceValue, Status, Timing, instant

PARIS = ZoneInfo("Europe/Paris")
SATURDAY = date(2026, 12, 5)
SUNDAY = date(2026, 12, 6)


def test_a_ball_until_two_belongs_to_saturday() -> None:
    ball = Timing(SATURDAY, time(21), SUNDAY, time(2))
    assert ball.shown_until == SATURDAY
    assert ball.ends_at(PARIS) == datetime(2026, 12, 6, 1, tzinfo=UTC)


def test_a_market_of_two_days_belongs_to_both() -> None:
    assert Timing(SATURDAY, time(10), SUNDAY, time(18)).shown_until == SUNDAY
    assert Timing(SATURDAY, last_day=SUNDAY).shown_until == SUNDAY


def test_whole_days_end_at_the_midnight_that_follows() -> None:
    whole = Timing(SATURDAY, last_day=SUNDAY)
    assert whole.starts_at(PARIS) == datetime(2026, 12, 4, 23, tzinfo=UTC)
    assert whole.ends_at(PARIS) == datetime(2026, 12, 6, 23, tzinfo=UTC)


def test_a_walk_without_an_end_is_to_come_until_the_evening() -> None:
    walk = Timing(SATURDAY, time(14))
    assert walk.open_end
    assert walk.ends_at(PARIS) is None
    assert walk.over_at(PARIS) == datetime(2026, 12, 5, 23, tzinfo=UTC)


def test_half_past_six_is_half_past_six_in_summer_as_in_winter() -> None:
    assert instant(date(2026, 12, 1), time(18, 30), PARIS) == datetime(2026, 12, 1, 17, 30, tzinfo=UTC)
    assert instant(date(2027, 6, 1), time(18, 30), PARIS) == datetime(2027, 6, 1, 16, 30, tzinfo=UTC)


def test_an_hour_that_comes_twice_is_the_first_and_one_that_never_comes_follows_the_clock_before() -> None:
    assert instant(date(2026, 10, 25), time(2, 30), PARIS) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert instant(date(2027, 3, 28), time(2, 30), PARIS) == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)


def test_a_weekend_moved_keeps_its_length() -> None:
    assert Timing(SATURDAY, time(10), SUNDAY, time(18)).on(date(2026, 12, 12)) == Timing(
        date(2026, 12, 12), time(10), date(2026, 12, 13), time(18)
    )


def test_nobody_should_come_when_it_is_cancelled_or_put_off() -> None:
    assert [status for status in Status if status.off] == [Status.POSTPONED, Status.CANCELLED]
    assert all(status.word for status in Status if status is not Status.SCHEDULED)


def test_a_place_is_said_on_one_line() -> None:
    assert PlaceValue("La halle", address="place du Foirail\n48000 Valombreuse").line == (
        "La halle, place du Foirail, 48000 Valombreuse"
    )
