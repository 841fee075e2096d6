"""Jeanne looks at the front page before she puts her coat on: is the town hall open?"""

import datetime as dt

import pytest

from content.models import Commune
from content.models.commune import Closure, OpeningPeriod
from home.almanac import almanac

pytestmark = pytest.mark.django_db
CET = dt.timezone(dt.timedelta(hours=1))
FRIDAY = dt.date(2026, 11, 20)


@pytest.fixture
def commune(town: object) -> Commune:
    commune = Commune.objects.get()
    for weekday, opens, closes in [(0, 14, 17), (4, 9, 12), (4, 14, 17)]:
        commune.opening_periods.add(OpeningPeriod(weekday=weekday, opens=dt.time(opens), closes=dt.time(closes)))
    commune.save()
    return commune


def facts(commune: Commune, hour: int, day: dt.date = FRIDAY) -> dict[str, str]:
    at = dt.datetime.combine(day, dt.time(hour), CET)
    return {fact.label: fact.value.replace("\u00a0", " ") for fact in almanac(commune, at)}


@pytest.mark.parametrize(
    ("hour", "said"),
    [(8, "Ouvre à 9 h"), (10, "Ouverte jusqu’à 12 h"), (12, "Ouvre à 14 h"), (16, "Ouverte jusqu’à 17 h")],
)
def test_it_says_until_when_the_town_hall_receives_or_from_when(commune: Commune, hour: int, said: str) -> None:
    assert facts(commune, hour)["La mairie"] == said


def test_once_closed_it_says_when_it_opens_again(commune: Commune) -> None:
    assert facts(commune, 18)["La mairie"] == "Fermée, rouvre lundi à 14 h"
    assert facts(commune, 10, dt.date(2026, 11, 22))["La mairie"] == "Fermée, rouvre demain à 14 h"


def test_an_exceptional_closure_wins_over_the_ordinary_week(commune: Commune) -> None:
    commune.closures.add(Closure(day=FRIDAY, reason="Pont"))
    commune.save()
    assert facts(commune, 10)["La mairie"] == "Fermée, rouvre lundi à 14 h"


def test_a_closure_is_announced_ten_days_before_and_forgotten_after(commune: Commune) -> None:
    commune.closures.add(Closure(day=dt.date(2026, 11, 27), reason="Formation"))
    commune.save()
    assert facts(commune, 10)["Prochaine fermeture"] == "Vendredi 27 novembre"
    assert "Prochaine fermeture" not in facts(commune, 10, dt.date(2026, 11, 16))
    assert "Prochaine fermeture" not in facts(commune, 10, dt.date(2026, 11, 27))


def test_a_town_that_gave_no_hours_promises_none(town: object) -> None:
    assert list(facts(Commune.objects.get(), 10)) == ["Aujourd’hui"]


def test_a_town_hall_closed_all_week_says_so(commune: Commune) -> None:
    for day in range(8):
        commune.closures.add(Closure(day=FRIDAY + dt.timedelta(days=day), reason="Travaux"))
    commune.save()
    assert facts(commune, 10)["La mairie"] == "Fermée cette semaine"
