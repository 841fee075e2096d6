"""A counter says whether it receives now, and which days are unlike the others."""

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest

from content.models.opening import KeepsHours
from home.opening import opening_of

MONDAY = dt.date(2026, 11, 23)


class Rows(list[Any]):
    def all(self) -> "Rows":
        return self


class Counter(KeepsHours):
    """Mondays from nine to noon; closed on 30 November, open late on 7 December."""

    opening_periods = Rows([SimpleNamespace(weekday=0, opens=dt.time(9), closes=dt.time(12))])
    closures = Rows(
        [
            SimpleNamespace(day=dt.date(2026, 12, 7), opens=dt.time(16), closes=dt.time(19), reason="Nocturne."),
            SimpleNamespace(day=dt.date(2026, 11, 30), opens=None, closes=None, reason="Formation."),
            SimpleNamespace(day=dt.date(2027, 3, 1), opens=None, closes=None, reason="Trop loin."),
        ]
    )


def said(day: dt.date, hour: int) -> str:
    return opening_of(Counter(), dt.datetime.combine(day, dt.time(hour))).now.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("day", "hour", "words"),
    [
        (MONDAY, 8, "Ouvre aujourd’hui à 9 h."),
        (MONDAY, 11, "Ouvert en ce moment, jusqu’à 12 h."),
        (MONDAY, 12, "Fermé pour aujourd’hui."),
        (dt.date(2026, 11, 24), 10, "Fermé aujourd’hui."),
        (dt.date(2026, 11, 30), 10, "Fermé aujourd’hui."),
        (dt.date(2026, 12, 7), 10, "Ouvre aujourd’hui à 16 h."),
    ],
)
def test_it_says_whether_it_receives_now(day: dt.date, hour: int, words: str) -> None:
    assert said(day, hour) == words


def test_the_days_unlike_the_others_are_told_in_order_for_two_months() -> None:
    exceptions = opening_of(Counter(), dt.datetime.combine(MONDAY, dt.time(8))).exceptions
    assert [line.replace("\u00a0", " ") for line in exceptions] == [
        "Lundi 30 novembre : fermé. Formation.",
        "Lundi 7 décembre : ouvert 16 h – 19 h. Nocturne.",
    ]
