"""What a day allows, and the words that say when a sending ends."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from newsletter.engine.quota import forecast, left

PARIS = ZoneInfo("Europe/Paris")
NOW = dt.datetime(2026, 12, 1, 9, 0, tzinfo=PARIS)


@pytest.mark.parametrize(
    ("per_day", "handed_over", "urgent", "expected"),
    [
        (300, 0, False, 270),  # thirty are kept for confirmations
        (300, 270, False, 0),
        (300, 290, False, 0),
        (300, 270, True, 30),  # an alert takes them too
        (300, 400, True, 0),
        (5, 0, False, 4),
        (1, 0, False, 0),
    ],
)
def test_a_bulletin_leaves_something_to_those_who_are_signing_up(
    per_day: int, handed_over: int, urgent: bool, expected: int
) -> None:
    assert left(per_day, handed_over, urgent=urgent) == expected


@pytest.mark.parametrize(
    ("waiting", "facts", "said"),
    [
        (1500, {"per_day": 300}, "300 par jour : fin le 6 décembre"),
        (270, {"per_day": 300}, "fin vers 9\u00a0h"),
        (271, {"per_day": 300}, "300 par jour : fin le 2 décembre"),
        (200, {"per_day": 300, "handed_over": 100}, "300 par jour : fin le 2 décembre"),
        (5000, {}, "fin vers 9\u00a0h\u00a008"),
        (5000, {"per_second": 50.0}, "fin vers 9\u00a0h\u00a001"),
        (900_000, {}, "fin le 2 décembre"),
        (0, {"per_day": 300, "handed_over": 300}, "fin vers 9\u00a0h"),
        (9000, {"per_day": 300}, "300 par jour : fin le 3\u00a0janvier"),
    ],
)
def test_an_editor_reads_when_the_sending_ends(waiting: int, facts: dict[str, float], said: str) -> None:
    words = forecast(waiting, NOW, **facts).said(NOW)  # type: ignore[arg-type]
    assert words.replace("\u00a0", " ") == said.replace("\u00a0", " ")


def test_a_day_that_allows_less_than_a_message_is_no_forecast() -> None:
    assert forecast(10, NOW, per_day=1).said(NOW) == "1 par jour : l’envoi ne peut pas finir"
