"""Two towns in one installation: neither ever sees a word of the other's."""

import pytest
from django.test import Client
from wagtail.models import Site

from content.models import Commune, JournalLine, Topic
from home.founding import AlreadyFounded, Sections, found_town
from news.models import NewsPage
from tests.conftest import publish

HERE, THERE = "localhost", "saint-aubin.example"


@pytest.fixture
def both(town: Sections, neighbour: Sections) -> tuple[NewsPage, NewsPage]:
    here = publish(town.news, NewsPage(title="La halle rouvre", slug="nouvelle"))
    there = publish(neighbour.news, NewsPage(title="Le pont ferme", slug="nouvelle"))
    return here, there


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/actualites/",
        "/actualites/nouvelle/",
        "/actualites/rss.xml",
        "/agenda/",
        "/alertes/",
        "/bulletin/",
        "/plan-du-site/",
    ],
)
def test_each_town_shows_its_own(client: Client, both: tuple[NewsPage, NewsPage], path: str) -> None:
    for host, own, other in (
        (HERE, "Valombreuse-sur-Lise", "Saint-Aubin-des-Lises"),
        (THERE, "Saint-Aubin-des-Lises", "Valombreuse-sur-Lise"),
    ):
        response = client.get(path, headers={"host": host})
        assert response.status_code == 200, path
        words = response.content.decode()
        assert own in words
        assert other not in words


def test_news_never_cross(client: Client, both: tuple[NewsPage, NewsPage]) -> None:
    for path in ("/", "/actualites/", "/actualites/rss.xml", "/recherche/?q=halle"):
        assert "La halle rouvre" not in client.get(path, headers={"host": THERE}).content.decode(), path
        assert "Le pont ferme" not in client.get(path, headers={"host": HERE}).content.decode(), path


def test_each_line_of_the_journal_belongs_to_its_town(both: tuple[NewsPage, NewsPage]) -> None:
    for page in both:
        assert JournalLine.objects.about(page.uid).get().site == page.site
    assert both[0].site != both[1].site


def test_two_towns_may_name_a_topic_alike(both: tuple[NewsPage, NewsPage]) -> None:
    for page in both:
        Topic.objects.create(site=page.site, name="Travaux", slug="travaux")
    assert Topic.objects.for_site(both[0].site).count() == 1


def test_each_town_has_its_colours(client: Client, both: tuple[NewsPage, NewsPage]) -> None:
    other = Commune.for_site(both[1].site)
    other.colour_1, other.colour_2 = "#3a2a6a", "#ffd93b"
    other.save()
    sheets = {client.get("/couleurs/x.css", headers={"host": host}).content for host in (HERE, THERE)}
    assert len(sheets) == 2


def test_a_town_is_founded_once(town: Sections) -> None:
    with pytest.raises(AlreadyFounded):
        found_town(Site.objects.get(is_default_site=True), name="Autre")
