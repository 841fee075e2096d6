"""A topic, a district and a month each have a page for people: what it is, its news, how to receive them."""

import datetime as dt

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from content.models import District, Topic
from home.founding import Sections
from news.models import Month, NewsPage
from news.models.page import around
from tests.conftest import publish, sections_of
from tests.replaying import once

NOVEMBER, OCTOBER = dt.date(2026, 11, 1), dt.date(2026, 10, 1)


def day(month: int, day: int = 5) -> dt.datetime:
    return dt.datetime(2026, month, day, 8, tzinfo=dt.UTC)


@pytest.fixture
def works(town: Sections) -> Topic:
    topic: Topic = Topic.objects.create(
        site=town.home.site, name="Travaux & rues", slug="travaux", description="Ce qui ferme, où, jusqu’à quand."
    )
    return topic


@pytest.fixture
def lively(town: Sections, works: Topic) -> Sections:
    once("two months of news", lambda: enliven(town, works))
    return sections_of(town.home.site)


def enliven(town: Sections, works: Topic) -> None:
    for number in range(23):
        page = NewsPage(title=f"Nouvelle {number:02}", slug=f"n-{number}")
        page.topics.set([works])
        publish(town.news, page, day(11) + dt.timedelta(hours=number))
    publish(town.news, NewsPage(title="Charpente posée", slug="charpente"), day(10))


def text(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def test_a_topic_says_what_it_is_and_how_to_receive_it(client: Client, lively: Sections) -> None:
    page = text(client, "/actualites/theme/travaux/")
    assert page.count("<h1") == 1
    assert "Travaux &amp; rues" in page
    assert "Ce qui ferme, où, jusqu’à quand." in page
    assert "23 nouvelles" in page.replace("\xa0", " ")
    assert 'href="/actualites/theme/travaux/rss.xml"' in page
    assert 'name="theme" value="travaux"' in page
    assert "Charpente" not in page


def test_the_small_form_leads_to_the_large_one_with_the_topic_and_rhythm_asked_for(
    client: Client, lively: Sections
) -> None:
    for rhythm, ticked in (("vendredi", "theme.travaux:vendredi"), ("", "theme.travaux:aussitot")):
        asked = {"theme": "travaux", "rythme": rhythm, "email": "karim@boite.example"}
        page = client.post("/recevoir/courriel/", asked).content.decode()
        boxes = [box.split(">")[0] for box in page.split("<input")[1:] if " checked" in box.split(">")[0]]
        assert len(boxes) == 1, rhythm
        assert ticked in boxes[0]


def test_nothing_is_ticked_in_advance(client: Client, lively: Sections) -> None:
    assert " checked" not in text(client, "/actualites/n-3/")


def test_a_long_topic_has_pages_with_real_links(client: Client, lively: Sections) -> None:
    assert 'href="?page=2"' in text(client, "/actualites/theme/travaux/")
    assert "Nouvelle 00" in text(client, "/actualites/theme/travaux/?page=2")


@pytest.mark.parametrize("garbage", ["abc", "0", "99", "-1", "%00", "²"])
def test_a_page_number_that_is_none_gives_the_first_page(client: Client, lively: Sections, garbage: str) -> None:
    for path in ("/actualites/theme/travaux/", "/actualites/2026/11/"):
        assert "Nouvelle 22" in text(client, f"{path}?page={garbage}")


def test_a_topic_without_news_says_so_and_offers_to_follow_it(client: Client, town: Sections, works: Topic) -> None:
    page = text(client, "/actualites/theme/travaux/")
    assert "Rien n’est encore paru sur ce sujet" in page
    assert "Recevoir ce sujet" in page


def test_a_district_says_whom_it_concerns(client: Client, lively: Sections) -> None:
    District.objects.create(site=lively.home.site, name="Le Bourg", slug="bourg", streets="rue des Halles\nquai <b>")
    page = text(client, "/actualites/quartier/bourg/")
    assert "toute la commune" in page
    assert "rue des Halles<br>" in page and "quai &lt;b&gt;" in page
    assert 'href="/actualites/quartier/bourg/rss.xml"' in page


@pytest.mark.parametrize("path", ["theme/inconnu/", "quartier/inconnu/", "2026/13/", "9999/1/"])
def test_what_the_town_does_not_have_is_a_page_that_helps(client: Client, town: Sections, path: str) -> None:
    response = client.get(f"/actualites/{path}")
    assert response.status_code == 404
    assert "Valombreuse-sur-Lise" in response.content.decode()


def test_a_topic_of_the_neighbours_is_unknown_here(client: Client, town: Sections, neighbour: Sections) -> None:
    Topic.objects.create(site=neighbour.home.site, name="Foire", slug="foire")
    assert client.get("/actualites/theme/foire/").status_code == 404


def test_months_are_counted_and_lead_to_one_another(client: Client, lively: Sections) -> None:
    assert lively.news.news(day(12)).months() == [Month(NOVEMBER, 23), Month(OCTOBER, 1)]
    page = text(client, "/actualites/2026/11/")
    assert "23 nouvelles" in page.replace("\xa0", " ")
    assert 'rel="prev" href="/actualites/2026/10/"' in page
    assert 'rel="next" href="/actualites/' not in page


def test_a_month_without_news_says_so(client: Client, lively: Sections) -> None:
    page = text(client, "/actualites/2026/09/")
    assert "Aucune nouvelle n’est parue ce mois-là." in page
    assert 'rel="next" href="/actualites/2026/10/"' in page


def test_the_nearest_months_around_a_day() -> None:
    months = [Month(NOVEMBER, 2), Month(OCTOBER, 1), Month(dt.date(2025, 1, 1), 4)]
    assert around(months, OCTOBER) == (dt.date(2025, 1, 1), NOVEMBER)
    assert around(months, dt.date(2026, 3, 1)) == (dt.date(2025, 1, 1), OCTOBER)
    assert around([], OCTOBER) == (None, None)


def test_a_town_without_news_says_what_comes_next(client: Client, town: Sections) -> None:
    assert "Rien n’est encore paru ici." in text(client, "/actualites/")


@pytest.mark.parametrize(
    "path",
    [
        "/actualites/theme/travaux/",
        "/actualites/quartier/bourg/",
        "/actualites/2026/11/",
        "/actualites/?theme=travaux&quartier=bourg",
    ],
)
def test_each_list_asks_the_database_little(
    client: Client,
    lively: Sections,
    path: str,
    remembering: None,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    District.objects.create(site=lively.home.site, name="Bourg", slug="bourg")
    client.get("/mentions-legales/")
    with django_assert_max_num_queries(10):
        assert client.get(path).status_code == 200
