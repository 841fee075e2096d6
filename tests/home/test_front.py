"""The front page is composed in the desk, and good before anybody composes it."""

import datetime as dt
import re
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from content.models import CollectionRound, Commune, Measure
from content.models.commune import OpeningPeriod
from home.founding import Sections
from home.front_blocks import LeadBlock
from home.models import CollectionPage, ProcedureIndexPage, ProcedurePage
from news.models import NewsPage
from tests.conftest import publish
from tests.events.town import announce, concert

DAY = dt.timedelta(days=1)


def words(client: Client, path: str = "/") -> str:
    text = re.sub(r"<[^>]+>", " ", client.get(path).content.decode())
    return re.sub(r"[\s\u00a0\u202f]+", " ", text)


def headings(client: Client) -> list[str]:
    found = re.findall(r"<h2[^>]*>(.*?)</h2>", client.get("/").content.decode().partition("<footer")[0], re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", heading).split()) for heading in found]


def tell(town: Sections, title: str, slug: str, age: int = 1) -> NewsPage:
    page: NewsPage = publish(town.news, NewsPage(title=title, slug=slug), timezone.now() - age * DAY)
    return page


def compose(town: Sections, *sections: tuple[str, Any]) -> None:
    town.home.sections = list(sections)
    town.home.save_revision().publish()


def test_the_usual_order_is_news_week_and_ways_to_be_told(client: Client, town: Sections) -> None:
    tell(town, "La halle rouvre", "halle")
    assert headings(client) == ["La halle rouvre", "Nouvelles", "Cette semaine", "Ne guettez plus, on vous prévient."]


def test_the_editor_decides_what_is_there_and_in_which_order(client: Client, town: Sections) -> None:
    commune = Commune.objects.get()
    commune.opening_periods.add(OpeningPeriod(weekday=1, opens=dt.time(9), closes=dt.time(12)))
    commune.save()
    free = {"title": "La fibre arrive", "text": "<p>Demandez votre raccordement.</p>"}
    compose(town, ("keep_informed", None), ("hours", None), ("free", free), ("free", free | {"title": "Et l’eau"}))
    assert headings(client) == [
        "Ne guettez plus, on vous prévient.", "La mairie vous reçoit", "La fibre arrive", "Et l’eau",
    ]  # fmt: skip
    assert "Demandez votre raccordement." in words(client)


def test_an_emptied_front_page_falls_back_on_the_usual_one(client: Client, town: Sections) -> None:
    compose(town)
    assert "Cette semaine" in headings(client)


def test_the_headline_is_the_editors_for_the_story_she_chose(client: Client, town: Sections) -> None:
    old = tell(town, "La halle rouvre samedi 5 décembre à 9 heures", "halle", age=9)
    tell(town, "Le chœur cherche des basses", "choeur")
    compose(town, ("lead", {"story": old, "headline": "La halle|rouvre"}), ("news", {"most": 4}))
    assert headings(client) == ["La halle rouvre", "Nouvelles"]
    assert "La halle<br>rouvre" in client.get("/").content.decode()
    assert "Le chœur cherche des basses" in words(client)


def test_a_headline_never_announces_another_story(client: Client, town: Sections) -> None:
    story = tell(town, "La halle rouvre", "halle")
    tell(town, "Le chœur cherche des basses", "choeur", age=2)
    compose(town, ("lead", {"story": story, "headline": "Enfin la halle"}))
    story.unpublish()
    assert headings(client) == ["Le chœur cherche des basses"]
    with pytest.raises(ValidationError):
        LeadBlock().clean(LeadBlock().to_python({"story": None, "headline": "Enfin la halle"}))


def test_the_story_in_large_type_is_not_told_twice(client: Client, town: Sections) -> None:
    for number in range(6):
        tell(town, f"Nouvelle {number}", f"nouvelle-{number}", age=number)
    compose(town, ("lead", {"story": None, "headline": ""}), ("news", {"most": 3}))
    page = words(client)
    assert page.count("Nouvelle 0") == 1
    assert [f"Nouvelle {number}" in page for number in range(6)] == [True, True, True, True, False, False]


def test_a_busy_day_counts_what_it_leaves_out(client: Client, town: Sections) -> None:
    for number in range(4):
        evening = concert(title=f"Concert {number}", slug=f"concert-{number}", start_day=timezone.localdate() + DAY)
        announce(town.agenda, evening)
    page = words(client)
    assert sum(f"Concert {number}" in page for number in range(4)) == 2
    assert "et 2 autres rendez-vous" in page


def test_procedures_are_chosen_or_the_first_of_their_section(client: Client, town: Sections) -> None:
    section = publish(town.home, ProcedureIndexPage(title="Démarches", slug="demarches"))
    pages = [
        publish(section, ProcedurePage(title=f"Démarche {number}", slug=f"demarche-{number}", answer="gratuit"))
        for number in range(4)
    ]
    compose(town, ("procedures", {"chosen": [], "most": 2}))
    assert "Démarche 0" in words(client)
    assert "Démarche 2" not in words(client)
    compose(town, ("procedures", {"chosen": [pages[3]], "most": 2}))
    assert "Démarche 3" in words(client)
    assert "Démarche 0" not in words(client)


def test_tonights_bin_and_the_rivers_level_are_on_the_front_page(client: Client, town: Sections) -> None:
    site, today = town.home.site, timezone.localdate()
    CollectionRound.objects.create(site=site, what="le bac jaune", first_day=today + DAY, on_holiday="kept")
    Measure.objects.create(
        site=site, name="La Lise au pont Vieux", value="2.41", unit="m", measured_at=timezone.now() - DAY / 24
    )
    Measure.objects.create(site=site, name="Le réservoir", value="80", unit="%", measured_at=timezone.now() - DAY)
    publish(town.home, CollectionPage(title="Jours de collecte", slug="collectes"))
    page = words(client)
    assert "Le bac jaune" in page
    assert "2,41 m" in page
    assert "Le réservoir" not in page, "stale for eighteen hours"
    assert 'href="/collectes/"' in client.get("/").content.decode()


def test_the_page_of_collections_shows_the_rounds_or_says_there_are_none(client: Client, town: Sections) -> None:
    publish(town.home, CollectionPage(title="Jours de collecte", slug="collectes"))
    assert "n’ont pas encore été saisis" in words(client, "/collectes/")
    CollectionRound.objects.create(site=town.home.site, what="le bac jaune", first_day=timezone.localdate())
    page = words(client, "/collectes/")
    assert "Le bac jaune" in page
    assert "Toute la commune" in page


def test_the_neighbours_bins_are_not_ours(client: Client, town: Sections, neighbour: Sections) -> None:
    tomorrow = timezone.localdate() + DAY
    CollectionRound.objects.create(site=neighbour.home.site, what="le bac bleu", first_day=tomorrow, on_holiday="kept")
    Measure.objects.create(site=neighbour.home.site, name="Le Lot", value="1", unit="m")
    page = words(client)
    assert "bac bleu" not in page
    assert "Le Lot" not in page
