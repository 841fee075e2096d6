"""Hours that contradict each other would send residents to a closed door."""

from datetime import time

import pytest

from content.opening import Opening, clashes


def at(day: int, opens: int | None, closes: int | None) -> Opening:
    return Opening(day, None if opens is None else time(opens), None if closes is None else time(closes))


@pytest.mark.parametrize(
    ("one", "other", "contradict"),
    [
        (at(2, 9, 12), at(2, 14, 17), False),
        (at(2, 9, 12), at(2, 12, 14), False),
        (at(2, 9, 12), at(3, 9, 12), False),
        (at(2, 9, 12), at(2, 11, 14), True),
        (at(2, 9, 17), at(2, 10, 11), True),
        (at(2, 9, 12), at(2, 9, 12), True),
        (at(2, None, None), at(2, 9, 12), True),
        (at(2, None, None), at(3, 9, 12), False),
    ],
)
def test_two_openings_of_a_day_may_touch_never_overlap(one: Opening, other: Opening, contradict: bool) -> None:
    assert one.overlaps(other) is other.overlaps(one) is contradict
    assert list(clashes([one, other])) == ([(1, one)] if contradict else [])
