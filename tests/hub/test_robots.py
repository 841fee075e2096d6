"""What robots are told: every page anybody may read, nothing else, town by town."""

import datetime as dt
from xml.etree import ElementTree

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from wagtail.models import PageViewRestriction

from content.models import Commune, JournalLine
from home.founding import Sections
from hub import robots
from news.models import NewsPage
from tests.conftest import publish

pytestmark = pytest.mark.django_db
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def places(client: Client, address: str = "/sitemap.xml") -> list[str]:
    document = ElementTree.fromstring(client.get(address).content)  # noqa: S314 -- our own
    return [place.text or "" for place in document.iter(f"{SITEMAP}loc")]


def test_the_map_shows_what_anybody_may_read(client: Client, town: Sections) -> None:
    shown, secret, draft = (NewsPage(title=name, slug=name) for name in ("montree", "reservee", "brouillon"))
    for page in (shown, secret, draft):
        publish(town.news, page)
    draft.unpublish()
    PageViewRestriction.objects.create(page=secret, restriction_type=PageViewRestriction.LOGIN)
    found = places(client)
    root = town.home.site.root_url
    assert found[0] == f"{root}/" and f"{root}/actualites/montree/" in found
    assert not any("reservee" in place or "brouillon" in place for place in found)
    assert Group.objects.exists() and len(found) == len(set(found))
    for place in found:
        assert client.get(place.removeprefix(root)).status_code == 200, place


def test_a_page_is_dated_by_what_changed_for_its_readers(client: Client, town: Sections) -> None:
    page = NewsPage(title="La halle", slug="la-halle")
    publish(town.news, page)
    JournalLine.objects.update(at=timezone.now() - dt.timedelta(days=40))
    before = client.get("/sitemap.xml").content
    page.save_revision().publish()  # the same words
    assert client.get("/sitemap.xml").content == before
    page.title = "La halle rouvre"
    page.save_revision().publish()
    assert client.get("/sitemap.xml").content != before


def test_a_large_town_has_a_map_of_maps(client: Client, town: Sections, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(robots, "PER_FILE", 3)
    files = places(client)
    assert len(files) > 1 and files[0].endswith("/sitemap-1.xml")
    every = [place for number in range(1, len(files) + 1) for place in places(client, f"/sitemap-{number}.xml")]
    monkeypatch.undo()
    assert sorted(every) == sorted(places(client))
    assert client.get("/sitemap-99.xml").status_code == client.get("/sitemap-0.xml").status_code == 404


def test_a_map_costs_few_questions(
    client: Client, town: Sections, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.get("/robots.txt")
    with django_assert_max_num_queries(10):
        client.get("/sitemap.xml")


def test_robots_are_told_where_the_map_is(client: Client, town: Sections) -> None:
    response = client.get("/robots.txt")
    assert f"Sitemap: {town.home.site.root_url}/sitemap.xml" in response.text and "Disallow: /admin/" in response.text
    assert response["ETag"] and response["Content-Type"].startswith("text/plain") and not response.cookies


def test_whoever_finds_a_flaw_knows_whom_to_write_to(client: Client, town: Sections) -> None:
    commune = Commune.for_site(town.home.site)
    commune.email = ""
    commune.save()
    assert client.get("/.well-known/security.txt").status_code == 404
    commune.email = "mairie@valombreuse.example"
    commune.save()
    said = client.get("/.well-known/security.txt").text
    assert "Contact: mailto:mairie@valombreuse.example" in said and "Expires: 20" in said
