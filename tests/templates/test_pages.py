"""What every page promises to who listens to it, prints it, or opens it on an old telephone."""

import datetime as dt
import itertools
import re
from html.parser import HTMLParser

import pytest
from django.test import Client

from alerts.models import AlertInstruction, AlertPage
from content.models import Organizer, Topic
from home.founding import Sections
from news.models import NewsCorrection, NewsPage
from tests.conftest import publish, sections_of
from tests.replaying import once

pytestmark = pytest.mark.django_db

TOP = [
    "/",
    "/actualites/",
    "/alertes/",
    "/mentions-legales/",
    "/accessibilite/",
    "/donnees-personnelles/",
    "/plan-du-site/",
]
LATER = [
    "/actualites/la-halle-rouvre/",
    "/alertes/crue/",
    "/recherche/?q=halle",
    "/recherche/",
    "/actualites/2026/11/",
    "/rien/",
]


PAGES = TOP + LATER


class Heard(HTMLParser):
    """The order in which a screen reader meets things."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def all(self, *tags: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.elements if tag in tags]


@pytest.fixture
def living_town(town: Sections, now: dt.datetime) -> Sections:
    """A town with a piece of news, its correction, and an alert."""
    once("living town", lambda: enliven(town, now))
    return sections_of(town.home.site)


def enliven(town: Sections, now: dt.datetime) -> None:
    choir = Organizer.objects.create(site=town.home.site, name="Les Voix du Lavoir", slug="voix", kind="association")
    works = Topic.objects.create(site=town.home.site, name="Travaux", slug="travaux", engraving="halle")
    news = NewsPage(
        title="La halle rouvre", slug="la-halle-rouvre", standfirst="Visite libre dès 9 h.", signatory=choir
    )
    publish(town.news, news, now)
    news.topics.add(works)
    news.corrections.add(NewsCorrection(at=now, text="À midi, et non à 11 h."))
    news.save_revision().publish()
    alert = AlertPage(title="Crue de la Lise", slug="crue", level=2, standfirst="Le quai est fermé.", starts_at=now)
    alert.instructions.add(AlertInstruction(text="Éloignez vos véhicules."))
    publish(town.alerts, alert, now)


def hear(client: Client, address: str) -> tuple[Heard, str]:
    response = client.get(address)
    page = response.content.decode()
    assert not response.cookies, f"{address} sets a cookie"
    heard = Heard()
    heard.feed(page)
    return heard, page


@pytest.fixture
def pages(client: Client, living_town: Sections) -> dict[str, tuple[Heard, str]]:
    return {address: hear(client, address) for address in PAGES}


Pages = dict[str, tuple[Heard, str]]


def test_a_page_has_one_title_and_its_headings_never_jump(pages: Pages) -> None:
    for address, (heard, _page) in pages.items():
        levels = [int(tag[1]) for tag, _ in heard.elements if re.fullmatch(r"h[1-6]", tag)]
        assert levels.count(1) == 1, address
        assert levels[0] == 1, address
        assert all(deeper - level <= 1 for level, deeper in itertools.pairwise(levels)), (address, levels)


def test_the_first_tab_leads_to_the_content_the_menu_and_the_search(pages: Pages) -> None:
    for address, (heard, page) in pages.items():
        links = [attributes.get("href") for attributes in heard.all("a", "input", "button")][:3]
        assert links == ["#contenu", "#rubriques", "#recherche"], address
        assert all(f'id="{str(link)[1:]}"' in page for link in links), address


def test_a_page_has_its_landmarks_and_each_navigation_has_its_own_name(pages: Pages) -> None:
    for address, (heard, _page) in pages.items():
        tags = [tag for tag, _ in heard.elements]
        assert (tags.count("main"), tags.count("footer")) == (1, 1), address
        assert heard.all("html") == [{"lang": "fr"}], address
        names = [attributes.get("aria-label") or attributes.get("aria-labelledby") for attributes in heard.all("nav")]
        assert all(names), address
        assert len(names) == len(set(names)), address


def test_no_identifier_is_used_twice_and_every_reference_is_kept(pages: Pages) -> None:
    for address, (heard, _page) in pages.items():
        identifiers = [attributes["id"] for _, attributes in heard.elements if attributes.get("id")]
        assert len(identifiers) == len(set(identifiers)), address
        for _, attributes in heard.elements:
            for key in ("aria-labelledby", "aria-describedby", "for"):
                assert set(str(attributes.get(key) or "").split()) <= set(identifiers), address


def test_a_page_asks_nothing_of_anybody_else(pages: Pages) -> None:
    for address, (heard, _page) in pages.items():
        fetched = [str(a.get("src") or a.get("href")) for a in heard.all("img", "link", "script", "source", "iframe")]
        assert [url for url in fetched if re.match(r"(https?:)?//", url) and "localhost" not in url] == [], address
        assert {str(a.get("type")) for a in heard.all("script")} <= {"application/ld+json"}, address  # data, never run
        assert not heard.all("style"), address
        assert not [attributes for _, attributes in heard.elements if "style" in attributes], address


def test_the_title_says_the_page_then_the_town(client: Client, living_town: Sections) -> None:
    _heard, page = hear(client, "/actualites/la-halle-rouvre/")
    assert "<title>La halle rouvre – Valombreuse-sur-Lise</title>" in page


def test_a_new_town_has_a_good_front_page_before_anyone_touches_it(client: Client, town: Sections) -> None:
    _heard, page = hear(client, "/")
    assert "Les avis de Valombreuse-sur-Lise" in page
    assert "/gravures/" in page
    assert "Rien à l’agenda cette semaine." in page
    assert "Votre adresse électronique" in page


def test_an_alert_is_on_every_page_and_its_gravity_is_counted(client: Client, living_town: Sections) -> None:
    for address in ("/", "/actualites/", "/mentions-legales/", "/rien/"):
        _heard, page = hear(client, address)
        assert "Crue de la Lise" in page
        band = page[page.index("alert-band is-level-2") :]
        assert band[: band.index("</svg>")].count("<path") == 2


def test_the_almanac_moves_into_the_band_on_a_day_of_alert(client: Client, living_town: Sections) -> None:
    _heard, page = hear(client, "/")
    assert 'class="almanac"' not in page


def test_a_correction_is_recalled_in_the_margin(client: Client, living_town: Sections) -> None:
    _heard, page = hear(client, "/actualites/la-halle-rouvre/")
    assert page.index('href="#rectificatif-1"') < page.index('id="rectificatif-1"')


def test_what_an_association_says_is_on_coloured_paper_and_named(client: Client, living_town: Sections) -> None:
    _heard, page = hear(client, "/actualites/")
    assert 'class="news-entry is-coloured"' in page
    assert re.search(r"Association ·\s+Les Voix du Lavoir", page)


def test_a_page_that_is_not_there_says_the_fault_is_ours_and_where_to_go(client: Client, living_town: Sections) -> None:
    response = client.get("/rien/")
    assert response.status_code == 404
    assert "la faute est à nous" in response.content.decode()
