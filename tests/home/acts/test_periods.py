"""An act stays two months, and may be contested within two clear months."""

import datetime as dt

import pytest

from home.acts.periods import contested_until, first_withdrawal


@pytest.mark.parametrize(
    ("online", "withdrawn"),
    [
        (dt.date(2026, 11, 20), dt.date(2027, 1, 21)),
        (dt.date(2026, 12, 31), dt.date(2027, 3, 1)),
        (dt.date(2027, 12, 30), dt.date(2028, 3, 1)),
    ],
)
def test_an_act_may_be_withdrawn_once_two_whole_months_have_passed(online: dt.date, withdrawn: dt.date) -> None:
    assert first_withdrawal(online) == withdrawn


@pytest.mark.parametrize(
    ("online", "last", "why"),
    [
        (dt.date(2026, 12, 1), dt.date(2027, 2, 2), "neither the first day nor the last counts"),
        (dt.date(2007, 10, 1), dt.date(2007, 12, 3), "2 December 2007 was a Sunday"),
        (dt.date(2026, 11, 12), dt.date(2027, 1, 13), "an ordinary Wednesday"),
        (dt.date(2026, 9, 10), dt.date(2026, 11, 12), "11 November is a holiday"),
    ],
)
def test_a_resident_has_two_clear_months_to_contest_it(online: dt.date, last: dt.date, why: str) -> None:
    assert contested_until(online) == last, why


def test_good_friday_counts_where_it_is_a_day_off() -> None:
    online = dt.date(2027, 1, 25)  # two months and a day later: Good Friday, 26 March 2027
    assert contested_until(online) == dt.date(2027, 3, 26)
    assert contested_until(online, "67482") == dt.date(2027, 3, 30)
