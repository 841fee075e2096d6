"""An only town answers where SITE_URL says; several towns keep their own addresses."""

from django.test import Client
from pytest_django import Settings
from wagtail.models import Site

from home.founding import Sections
from hub.towns import follow_site_url, town_at


def test_an_only_town_moves_with_site_url(site: Site, settings: Settings) -> None:
    settings.SITE_URL = "https://www.valombreuse.example"
    assert follow_site_url()
    assert Site.objects.get().root_url == "https://www.valombreuse.example"
    assert not follow_site_url()


def test_two_towns_keep_their_addresses(neighbour: Sections, settings: Settings) -> None:
    settings.SITE_URL = "http://127.0.0.1:8123"
    before = set(Site.objects.values_list("hostname", "port"))
    assert not follow_site_url()
    assert set(Site.objects.values_list("hostname", "port")) == before


def test_each_host_opens_its_town_and_an_unknown_one_the_first(neighbour: Sections) -> None:
    assert town_at("saint-aubin.example", "80") == neighbour.home.site
    assert town_at("nulle-part.example", "80") == Site.objects.get(is_default_site=True)


def test_a_host_nobody_serves_is_refused_politely(town: Sections, settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["localhost"]
    assert Client().get("/", headers={"host": "evil.example"}).status_code == 400
