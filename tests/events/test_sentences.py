from datetime import date, time

import pytest
from hypothesis import given

from events.recurrence import Rule, parse
from events.sentences import describe, hours, join, short_hours, when
from events.values import Timing
from tests.events.strategies import rules

TODAY = date(2026, 11, 20)
EVENING = Timing(date(2026, 11, 3), time(18, 30), end=time(20))
BREAKS = ("vacances scolaires", "jours fériés")


def said(rule: str, first: Timing = EVENING, without: tuple[str, ...] = ()) -> str:
    """The sentence with ordinary spaces, for the eye."""
    return describe(first, parse(rule), without=without, today=TODAY).replace("\xa0", " ")


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        ("FREQ=WEEKLY;BYDAY=TU;UNTIL=20270630", "chaque mardi de 18 h 30 à 20 h, jusqu’au 30 juin"),
        ("FREQ=WEEKLY;BYDAY=TU;UNTIL=20280630", "chaque mardi de 18 h 30 à 20 h, jusqu’au 30 juin 2028"),
        ("FREQ=WEEKLY;BYDAY=TU,TH", "chaque mardi et jeudi de 18 h 30 à 20 h"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "du lundi au vendredi de 18 h 30 à 20 h"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU", "chaque jour de 18 h 30 à 20 h"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "un mardi sur deux de 18 h 30 à 20 h, à partir du 3 novembre"),
        (
            "FREQ=WEEKLY;INTERVAL=3;BYDAY=TU,TH",
            "le mardi et le jeudi, toutes les 3 semaines, de 18 h 30 à 20 h, à partir du 3 novembre",
        ),
        ("FREQ=MONTHLY;BYDAY=1TU,3TU;COUNT=10", "chaque mois, les 1er et 3e mardis, de 18 h 30 à 20 h, 10 dates"),
        ("FREQ=MONTHLY;BYDAY=-1TU", "chaque mois, le dernier mardi, de 18 h 30 à 20 h"),
        ("FREQ=MONTHLY;BYMONTHDAY=3", "chaque mois, le 3, de 18 h 30 à 20 h"),
        ("FREQ=MONTHLY;BYMONTHDAY=31", "chaque mois, le 31 (sauf les mois plus courts), de 18 h 30 à 20 h"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "chaque mois, le dernier jour, de 18 h 30 à 20 h"),
        ("FREQ=YEARLY;BYMONTH=8;BYDAY=3SU", "chaque année, le 3e dimanche d’août, de 18 h 30 à 20 h"),
        ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=1", "chaque année, le 1er décembre, de 18 h 30 à 20 h"),
        ("FREQ=DAILY;COUNT=1", "chaque jour de 18 h 30 à 20 h, une seule date"),
    ],
)
def test_a_schedule_reads_as_a_neighbour_would_say_it(rule: str, sentence: str) -> None:
    assert said(rule) == sentence


def test_what_is_skipped_is_said_before_the_end() -> None:
    sentence = said("FREQ=WEEKLY;BYDAY=TU;UNTIL=20270630", without=BREAKS)
    assert sentence == "chaque mardi de 18 h 30 à 20 h, sauf vacances scolaires et jours fériés, jusqu’au 30 juin"


def test_a_series_that_has_not_begun_says_when_it_does() -> None:
    january = Timing(date(2027, 1, 5), time(20))
    assert said("FREQ=WEEKLY;BYDAY=TU", january) == "chaque mardi à partir de 20 h, à partir du 5 janvier"
    until_june = said("FREQ=WEEKLY;BYDAY=TU;UNTIL=20270630", january)
    assert until_june == "chaque mardi à partir de 20 h, du 5 janvier au 30 juin"


def test_an_event_alone_says_its_day() -> None:
    assert describe(EVENING, None, today=TODAY) == "mardi 3\xa0novembre, de 18\xa0h\xa030 à 20\xa0h"


def test_other_dates_are_listed_while_they_are_few() -> None:
    more = tuple(Timing(date(2026, 12, day), time(15)) for day in (5, 6, 12, 13, 19))
    few = describe(EVENING, None, chosen=more[:2], today=TODAY)
    assert few.endswith(
        "et aussi samedi 5\xa0décembre, à partir de 15\xa0h ; dimanche 6\xa0décembre, à partir de 15\xa0h"
    )
    assert describe(EVENING, None, chosen=more, today=TODAY).endswith("et 5 autres dates jusqu’au 19\xa0décembre")


def test_days_and_nights_are_said_as_they_are_lived() -> None:
    friday = date(2026, 11, 6)
    weekend = Timing(friday, time(18), date(2026, 11, 8), time(16))
    assert when(weekend, TODAY) == "du vendredi 6\xa0novembre, 18\xa0h, au dimanche 8\xa0novembre, 16\xa0h"
    assert when(Timing(friday, last_day=date(2026, 11, 8)), TODAY) == "du vendredi\xa06 au dimanche 8\xa0novembre"
    ball = Timing(friday, time(21), date(2026, 11, 7), time(2))
    assert when(ball, TODAY) == "vendredi 6\xa0novembre, de 21\xa0h à 2\xa0h"
    assert when(Timing(friday), TODAY) == "vendredi 6\xa0novembre, toute la journée"
    assert (hours(Timing(friday, time(14))), short_hours(Timing(friday, time(14)))) == (
        "à partir de 14\xa0h",
        "14\xa0h",
    )
    assert short_hours(weekend) == "18\xa0h"


@given(rules())
def test_every_rule_of_the_grammar_has_a_sentence(rule: Rule) -> None:
    first = EVENING.on(rule.first_from(EVENING.day) or EVENING.day)
    sentence = describe(first, rule, without=BREAKS, today=TODAY)
    assert "None" not in sentence and "  " not in sentence and ",," not in sentence
    assert sentence[0].islower() and not sentence.endswith((".", ",", " "))


def test_words_are_joined_as_in_speech() -> None:
    assert [join(["a", "b", "c"][:number]) for number in range(4)] == ["", "a", "a et b", "a, b et c"]
