"""The list of news: newest first, by topic, by district, by month; one at the top."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from content.models import District, Organizer, Topic
from home.founding import Sections
from news.models import NewsPage
from tests.conftest import publish

PARIS_MIDNIGHT = dt.datetime(2026, 10, 31, 23, 30, tzinfo=dt.UTC)  # already 1 November in the town


@pytest.fixture
def works(town: Sections) -> Topic:
    return Topic.objects.create(site=town.home.site, name="Travaux", slug="travaux")


@pytest.fixture
def halle(town: Sections, works: Topic) -> NewsPage:
    page = NewsPage(title="La halle rouvre", slug="la-halle-rouvre", body=[("prose", "<h2>Enfin</h2><p>Samedi.</p>")])
    page.topics.set([works])
    return publish(town.news, page, dt.datetime(2026, 11, 19, 8, tzinfo=dt.UTC))


def text(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def test_the_newest_comes_first(client: Client, town: Sections, halle: NewsPage) -> None:
    publish(town.news, NewsPage(title="Plus ancienne", slug="ancienne"), dt.datetime(2026, 11, 1, tzinfo=dt.UTC))
    page = text(client, "/actualites/")
    assert page.index("La halle rouvre") < page.index("Plus ancienne")


def test_a_topic_shows_its_own_by_either_address(client: Client, town: Sections, halle: NewsPage) -> None:
    publish(town.news, NewsPage(title="Sans sujet", slug="sans-sujet"))
    for path in ("/actualites/theme/travaux/", "/actualites/?theme=travaux", "/actualites/?theme=travaux&fbclid=x"):
        page = text(client, path)
        assert "La halle rouvre" in page
        assert "Sans sujet" not in page
    assert client.get("/actualites/theme/inconnu/").status_code == 404


def test_a_district_shows_its_own_and_the_whole_towns(client: Client, town: Sections, halle: NewsPage) -> None:
    site = town.home.site
    bourg, gare = (District.objects.create(site=site, name=name, slug=name.lower()) for name in ("Bourg", "Gare"))
    page = NewsPage(title="Rue de la Gare barrée", slug="rue-barree")
    page.districts.set([gare])
    publish(town.news, page)
    assert "Rue de la Gare barrée" not in text(client, f"/actualites/quartier/{bourg.slug}/")
    assert "La halle rouvre" in text(client, f"/actualites/quartier/{bourg.slug}/")
    assert "Rue de la Gare barrée" in text(client, f"/actualites/quartier/{gare.slug}/")


def test_a_month_is_the_towns_month(client: Client, town: Sections) -> None:
    publish(town.news, NewsPage(title="À minuit", slug="a-minuit"), PARIS_MIDNIGHT)
    assert "À minuit" in text(client, "/actualites/2026/11/")
    assert "À minuit" not in text(client, "/actualites/2026/10/").split("<main")[1]
    for path in ("/actualites/2026/13/", "/actualites/2026/0/", "/actualites/0/1/"):
        assert client.get(path).status_code == 404, path


def test_a_correction_is_written_out_and_dated(client: Client, halle: NewsPage) -> None:
    halle.corrections.create(at=dt.datetime(2026, 11, 20, 9, 20, tzinfo=dt.UTC), text="L’inauguration a lieu à midi.")
    halle.save_revision().publish()
    page = text(client, "/actualites/la-halle-rouvre/")
    assert "L’inauguration a lieu à midi." in page
    assert "Rectificatif" in page


def test_what_an_association_signs_is_on_coloured_paper(client: Client, town: Sections) -> None:
    choir = Organizer.objects.create(site=town.home.site, name="Les Voix du Lavoir", slug="voix")
    page = publish(town.news, NewsPage(title="Le chœur cherche", slug="choeur", signatory=choir))
    assert page.paper == "coloured"
    assert "Les Voix du Lavoir" in text(client, "/actualites/")


def test_the_body_arrives_with_its_headings(client: Client, halle: NewsPage) -> None:
    page = text(client, "/actualites/la-halle-rouvre/")
    assert "<h2" in page
    assert "Samedi." in page


@pytest.mark.parametrize("slug", ["theme", "quartier", "rss", "flux", "2026"])
def test_a_reserved_address_is_refused_with_a_sentence(db: None, slug: str) -> None:
    with pytest.raises(ValidationError, match="Ajoutez un mot"):
        NewsPage(title="Titre", slug=slug, draft_title="Titre").clean()


def test_a_long_list_has_pages_with_real_links(client: Client, town: Sections) -> None:
    start = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)
    for number in range(23):
        publish(
            town.news, NewsPage(title=f"Nouvelle {number:02}", slug=f"n-{number}"), start + dt.timedelta(hours=number)
        )
    first, second = text(client, "/actualites/"), text(client, "/actualites/?page=2")
    assert "page=2" in first
    assert "Nouvelle 22" in first
    assert "Nouvelle 00" in second
    assert "Nouvelle 00" not in first
    assert text(client, "/actualites/?page=99").count("Nouvelle 22") == first.count("Nouvelle 22")
