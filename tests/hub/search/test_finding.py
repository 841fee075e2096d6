"""From what is typed to what is found."""

import datetime as dt

from wagtail.models import Site

from alerts.models import AlertPage
from content.models import SearchSettings
from home.founding import Sections
from news.models import NewsPage
from tests.conftest import NOW
from tests.events.town import concert
from tests.hub.search.conftest import Found, Told, look, titles


def news(title: str, text: str = "") -> NewsPage:
    return NewsPage(title=title, slug=title.lower().replace(" ", "-"), body=[("prose", f"<p>{text}</p>")])


def test_a_slip_is_put_right_with_a_word_of_the_town(town: Sections, site: Site, tell: Told) -> None:
    tell(town.news, news("Le recensement commence"))
    found = look(site, "recensemnt")
    assert found.suggestion == "recensement"
    assert titles(found) == ["Le recensement commence"]


def test_a_slip_is_never_put_right_with_a_word_of_another_town(
    town: Sections, neighbour: Sections, site: Site, tell: Told
) -> None:
    tell(neighbour.news, news("Le recensement commence"))
    assert look(site, "recensemnt").suggestion == ""


def test_the_town_s_own_synonyms_replace_the_usual_ones(town: Sections, site: Site, tell: Told, found: Found) -> None:
    tell(town.news, news("Collecte des déchets"))
    assert found(site, "poubelle") == ["Collecte des déchets"]
    settings = SearchSettings.for_site(site)
    settings.synonyms = "tri, déchets"
    tell(settings.save)
    assert found(site, "poubelle") == []
    assert found(site, "tri") == ["Collecte des déchets"]


def test_a_phrase_between_quotation_marks_is_found_word_for_word(
    town: Sections, site: Site, tell: Told, found: Found
) -> None:
    tell(town.news, news("Un pont", "Le pont Vieux est ausculté."))
    tell(town.news, news("Un vieux chemin", "Il mène au pont."))
    assert found(site, '"Pont vieux"') == ["Un pont"]
    assert len(found(site, "pont vieux")) == 2


def test_a_phrase_that_stands_nowhere_gives_what_comes_near(town: Sections, site: Site, tell: Told) -> None:
    tell(town.news, news("Un vieux chemin", "Il mène au pont."))
    found = look(site, "« le pont vieux »")
    assert found.inexact
    assert titles(found) == ["Un vieux chemin"]


def test_past_events_and_alerts_come_after_what_is_to_come(
    town: Sections, site: Site, tell: Told, found: Found
) -> None:
    past = NOW - dt.timedelta(days=10)
    tell(town.agenda, concert(title="Concert d’hier", slug="hier", start_day=past.date()))
    tell(town.agenda, concert(title="Concert de demain soir en plein air", slug="demain"))
    tell(town.alerts, AlertPage(title="Crue finie", slug="finie", starts_at=past, ends_at=past + dt.timedelta(days=1)))
    tell(town.alerts, AlertPage(title="Une crue de la Lise est annoncée", slug="crue", starts_at=NOW))
    assert found(site, "concert") == ["Concert de demain soir en plein air", "Concert d’hier"]
    assert found(site, "crue") == ["Une crue de la Lise est annoncée", "Crue finie"]


def test_noise_finds_nothing(town: Sections, site: Site) -> None:
    for noise in ("", "?!", "de la", '"', "«»", "🥁"):
        assert look(site, noise).results == []
