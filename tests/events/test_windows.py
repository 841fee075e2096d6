from datetime import date, timedelta

import pytest

from events.windows import NAMES, window

MONDAY = date(2026, 11, 16)


@pytest.mark.parametrize(("weekday", "first"), [(0, 5), (4, 5), (5, 5), (6, 6)])
def test_the_weekend_is_the_next_one_or_what_is_left_of_it(weekday: int, first: int) -> None:
    assert window("week-end", MONDAY + timedelta(days=weekday)) == (
        MONDAY + timedelta(days=first),
        MONDAY + timedelta(days=6),
    )


def test_every_name_has_its_days_from_today_on() -> None:
    for name in NAMES:
        for day in range(7):
            today = MONDAY + timedelta(days=day)
            first, last = window(name, today)
            assert today <= first <= last <= MONDAY + timedelta(days=6)
