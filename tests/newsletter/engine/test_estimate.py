"""When a sending will be over, as its screen says it."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from newsletter.engine.estimate import Pace, in_words

NOW = dt.datetime(2026, 11, 20, 18, 0, tzinfo=ZoneInfo("Europe/Paris"))
MINUTE = dt.timedelta(minutes=1)
STEADY = Pace(100, 10 * MINUTE)


@pytest.mark.parametrize(
    ("remaining", "deferred_until", "pace", "said"),
    [
        (0, None, STEADY, ""),
        (420, None, STEADY, "Fin prévue vers 18 h 42."),
        (7200, None, STEADY, "Fin prévue samedi 21 novembre, 6 h."),
        (5, None, Pace(0, MINUTE), "La fin se calculera dès les premiers messages acceptés."),
        (5, None, Pace(0, 0 * MINUTE), "La fin se calculera dès les premiers messages acceptés."),
        (0, NOW + 15 * MINUTE, STEADY, "Il ne reste que des différés : prochain essai à 18 h 15."),
        (0, NOW - 15 * MINUTE, STEADY, "Il ne reste que des différés : prochain essai à 18 h."),
    ],
)
def test_the_end_is_said_from_the_pace_of_the_last_minutes(
    remaining: int, deferred_until: dt.datetime | None, pace: Pace, said: str
) -> None:
    assert in_words(remaining, deferred_until, pace, NOW).replace("\u00a0", " ") == said
