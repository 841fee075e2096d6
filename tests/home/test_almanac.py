"""Jeanne looks at the front page before she puts her coat on: is the town hall open?"""

import datetime as dt
from decimal import Decimal

import pytest

from content.collection.rhythm import Rhythm
from content.collection.rounds import Round, Rounds
from content.models import Commune, Measure
from content.models.commune import Closure, OpeningPeriod
from home.almanac import Almanac, almanac

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
    return {fact.label: fact.value.replace("\u00a0", " ") for fact in almanac(commune, at).facts}


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


def test_a_sunday_on_which_it_never_opens_is_no_closure(commune: Commune) -> None:
    commune.closures.add(Closure(day=dt.date(2026, 11, 22), reason="Élections"))
    commune.save()
    assert "Prochaine fermeture" not in facts(commune, 10)


YELLOW = Rounds((Round("le bac jaune", Rhythm(dt.date(2026, 11, 21)), passes_at=dt.time(5)),))
RIVER = Measure(
    site_id=1,
    name="La Lise au pont Vieux",
    value=Decimal("2.41"),
    unit="m",
    trend="rising",
    measured_at=dt.datetime(2026, 11, 20, 8, tzinfo=CET),
    hours=6,
    source="services techniques",
)


def day(commune: Commune, hour: int) -> Almanac:
    at = dt.datetime.combine(FRIDAY, dt.time(hour), CET)
    return almanac(commune, at, rounds=YELLOW, measures=[RIVER], collection_url="/collectes/")


def test_the_river_and_tonights_bin_help_today(commune: Commune) -> None:
    said = {fact.label: fact for fact in day(commune, 9).facts}
    assert (
        said["La Lise au pont Vieux, 8\u00a0h"].value.replace("\u00a0", " ").replace("\u202f", " ")
        == "2,41 m, en hausse"
    )
    assert said["La Lise au pont Vieux, 8\u00a0h"].source == "services techniques"
    assert said["Ce soir, à sortir"].value == "Le bac jaune"
    assert said["Ce soir, à sortir"].url == "/collectes/"


def test_a_measure_is_gone_when_it_is_stale_or_not_yet_made(commune: Commune) -> None:
    for hour in (7, 14, 15):
        assert not [fact for fact in day(commune, hour).facts if "Lise" in fact.label], hour


def test_with_an_alert_three_facts_move_into_the_band_the_river_first(commune: Commune) -> None:
    labels = [fact.label.split(",")[0] for fact in day(commune, 9).in_the_band]
    assert labels == ["La Lise au pont Vieux", "La mairie", "Ce soir"]


@pytest.mark.parametrize(("hour", "until"), [(7, 8), (9, 12), (12, 14), (15, 24)])
def test_it_says_until_when_all_of_it_is_true(commune: Commune, hour: int, until: int) -> None:
    midnight = dt.datetime.combine(FRIDAY, dt.time(), CET)
    assert day(commune, hour).good_until == midnight + dt.timedelta(hours=until)
