"""What machines read: names that schema.org knows, nothing empty, nothing that closes its element."""

import datetime as dt
import json
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client, RequestFactory
from django.utils import timezone

from content import linked_data, sharing
from content.models import Closure, Commune, OpeningPeriod, Organizer
from home.founding import Sections
from home.public_facts import town_data
from news.models import NewsPage
from tests.conftest import publish

THING = {
    "@type",
    "@id",
    "name",
    "url",
    "description",
    "image",
    "identifier",
    "alternateName",
    "mainEntityOfPage",
    "potentialAction",
}
# The properties of each type we write, as schema.org 28 lists them (its own and those of what it descends from).
PROPERTIES = {
    "GovernmentOrganization": {"address", "areaServed", "contactPoint", "email", "location", "slogan", "telephone"},
    "CityHall": {"address", "geo", "openingHoursSpecification", "specialOpeningHoursSpecification", "telephone"},
    "PostalAddress": {"streetAddress", "postalCode", "addressLocality", "addressCountry"},
    "GeoCoordinates": {"latitude", "longitude"},
    "OpeningHoursSpecification": {"dayOfWeek", "opens", "closes", "validFrom", "validThrough"},
    "ContactPoint": {"contactType", "telephone"},
    "PropertyValue": {"propertyID", "value"},
    "AdministrativeArea": set(),
    "WebSite": {"inLanguage", "publisher"},
    "SearchAction": {"target", "query-input"},
    "EntryPoint": {"urlTemplate"},
    "BreadcrumbList": {"itemListElement"},
    "ListItem": {"position", "item"},
    "Organization": set(),
    "NewsArticle": {"headline", "datePublished", "dateModified", "author", "publisher", "inLanguage", "isAccessibleForFree",
                    "articleSection", "correction"},
}  # fmt: skip
ROOT = "https://valombreuse.example"


def check(node: Any) -> None:
    """Every type and property is known to schema.org, and says something."""
    if isinstance(node, list):
        for each in node:
            check(each)
    if not isinstance(node, dict) or set(node) == {"@id"}:
        return
    assert set(node) <= THING | PROPERTIES[node["@type"]], set(node) - PROPERTIES[node["@type"]]
    for value in node.values():
        assert value not in ("", None, [], {}), node
        check(value)


def blocks(client: Client, address: str) -> dict[str, Any]:
    """The things a page declares, by type."""
    page = BeautifulSoup(client.get(address).content, "html.parser")
    found: dict[str, Any] = {}
    for script in page.find_all("script", type="application/ld+json"):
        data = json.loads(script.string or "")
        for node in data.get("@graph", [data]):
            if node["@type"] != "Event":
                check(node)
            found[node["@type"]] = node
    return found


def test_a_title_cannot_close_its_element() -> None:
    block = linked_data.data_block({"name": "</script><b>\u2028 & co"})
    assert block.count("<") == 2 and json.loads(block[block.index("{") : block.rindex("}") + 1]) == {
        "name": "</script><b>\u2028 & co"
    }


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([], {}),
        (["1, place du Foirail", "12345 Valombreuse"], {"streetAddress": "1, place du Foirail", "postalCode": "12345", "addressLocality": "Valombreuse"}),
        (["Le Bourg"], {"streetAddress": "Le Bourg"}),
    ],
)  # fmt: skip
def test_an_address_is_read_as_the_postman_does(lines: list[str], said: dict[str, str]) -> None:
    written = linked_data.postal_address(lines)
    assert {name: written[name] for name in said} == said and set(written) <= {"@type", "addressCountry", *said}


def test_a_day_off_is_said_as_search_engines_want_it() -> None:
    (closed,) = linked_data.exceptional_hours([(dt.date(2026, 12, 25), None, None)])
    assert (closed["opens"], closed["closes"]) == ("00:00", "00:00")
    assert closed["validFrom"] == closed["validThrough"] == "2026-12-25"


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ("", ""),
        ("?page=1", ""),
        ("?page=2&theme=ecole&fbclid=abc", "?page=2&theme=ecole"),
        ("?theme=&quartier=halle", "?quartier=halle"),
        ("?page=abc", ""),
        ("?page=" + "9" * 400, ""),
        ("?q=secret", ""),
        ("?" + "&".join(f"a{n}=1" for n in range(300)), ""),
        ("?theme=%FF%00", "?theme=%EF%BF%BD%00"),
    ],
)  # fmt: skip
@pytest.mark.django_db
def test_a_page_has_one_address_whatever_was_added_to_it(town: Sections, asked: str, kept: str) -> None:
    site = town.home.site
    request = RequestFactory().get("/actualites/" + asked)
    assert sharing.canonical(request, site) == f"{site.root_url}/actualites/{kept}"


@pytest.mark.django_db
class TestPages:
    def test_the_front_page_says_who_and_when(self, client: Client, town: Sections) -> None:
        commune = Commune.for_site(town.home.site)
        commune.address, commune.phone, commune.insee_code = (
            "1, place du Foirail\n12345 Valombreuse",
            "04 65 71 00 42",
            "12345",
        )
        commune.latitude, commune.longitude, commune.emergency_phone = 44.8, 4.1, "04 65 71 00 99"
        commune.save()
        OpeningPeriod.objects.create(commune=commune, weekday=1, opens=dt.time(9), closes=dt.time(12))
        tomorrow = timezone.localdate() + dt.timedelta(days=1)
        Closure.objects.create(commune=commune, day=tomorrow, reason="Formation")
        Closure.objects.create(commune=commune, day=tomorrow - dt.timedelta(days=30), reason="Passé")
        found = blocks(client, "/")
        hall = found["GovernmentOrganization"]["location"]
        assert hall["openingHoursSpecification"][0]["dayOfWeek"] == "https://schema.org/Tuesday"
        assert [day["validFrom"] for day in hall["specialOpeningHoursSpecification"]] == [tomorrow.isoformat()]
        assert "{search_term_string}" in found["WebSite"]["potentialAction"]["target"]["urlTemplate"]
        assert "BreadcrumbList" not in found

    def test_a_town_that_told_nothing_says_nothing_empty(self, town: Sections) -> None:
        for node in linked_data.graph(town_data(Commune(name="Aubrelle"), ROOT, timezone.localdate()))["@graph"]:
            check(node)

    def test_an_article_names_its_author_and_its_way(self, client: Client, town: Sections) -> None:
        club = Organizer.objects.create(site=town.home.site, name="L’Harmonie", slug="harmonie")
        page = NewsPage(title="Le concert </script>", slug="le-concert", signatory=club)
        publish(town.news, page)
        found = blocks(client, "/actualites/le-concert/")
        article, way = found["NewsArticle"], found["BreadcrumbList"]
        assert article["author"]["name"] == "L’Harmonie" and article["dateModified"] >= article["datePublished"]
        root = town.home.site.root_url
        steps = [(step["position"], step["item"].removeprefix(root)) for step in way["itemListElement"]]
        assert steps == [(1, "/"), (2, "/actualites/"), (3, "/actualites/le-concert/")]

    def test_every_shared_page_has_a_title_an_address_and_an_image(self, client: Client, town: Sections) -> None:
        publish(town.news, NewsPage(title="L’eau & le « feu »", slug="eau", standfirst="Une phrase."))
        for address in (
            "/",
            "/actualites/",
            "/actualites/eau/",
            "/agenda/",
            "/alertes/",
            "/recevoir/",
            "/mentions-legales/",
        ):
            page = BeautifulSoup(client.get(address).content, "html.parser")
            said = {tag["property"]: tag["content"] for tag in page.find_all("meta", property=True)}
            assert said["og:url"] == page.find("link", rel="canonical")["href"] == town.home.site.root_url + address
            assert (
                said["og:title"] and said["og:locale"] == "fr_FR" and said["og:site_name"] and said["og:image:alt"]
            ), address
            image = client.get(said["og:image"].removeprefix(town.home.site.root_url))
            assert (
                image.status_code == 200
                and "immutable" in image["Cache-Control"]
                and image["Content-Type"] == "image/png"
            )
            assert len(page.find_all("link", rel="canonical")) == 1
        page = BeautifulSoup(client.get("/actualites/eau/").content, "html.parser")
        assert page.find("meta", property="og:title")["content"] == "L’eau & le « feu »"
        assert page.find("meta", property="og:description")["content"].startswith("Une phrase")

    @pytest.mark.parametrize("address", ["/rien/", "/recherche/?q=eau", "/recevoir/choix/abc/"])
    def test_what_is_for_one_reader_is_not_shared(self, client: Client, town: Sections, address: str) -> None:
        page = client.get(address).text
        assert "og:" not in page and "canonical" not in page

    def test_a_card_shared_long_ago_still_shows_something(self, client: Client, town: Sections) -> None:
        page = NewsPage(title="La halle", slug="la-halle")
        publish(town.news, page)
        older = page.card(town.home.site).fingerprint
        page.title = "La halle rouvre"
        page.save_revision().publish()
        assert client.get(f"/cartes/{page.pk}-{older}.png", follow=True)["Content-Type"] == "image/png"
        page.unpublish()
        assert client.get(f"/cartes/{page.pk}-{older}.png").status_code == 404
        assert client.get("/cartes/99999-0.png").status_code == 404
