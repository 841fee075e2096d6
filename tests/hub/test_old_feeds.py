"""Whoever followed the commune at its old site goes on following it, without doing anything."""

import pytest
from django.test import Client

from content.models import Topic
from home.founding import Sections

MOVED = {
    "/feed/": "/actualites/rss.xml",
    "/feed": "/actualites/rss.xml",
    "/feed/rss2/": "/actualites/rss.xml",
    "/feed/atom/": "/actualites/atom.xml",
    "/?feed=rss2": "/actualites/rss.xml",
    "/?feed=atom": "/actualites/atom.xml",
    "/index.php?feed=rss": "/actualites/rss.xml",
    "/category/travaux/feed/": "/actualites/theme/travaux/rss.xml",
    "/category/vie-locale/travaux/feed/atom/": "/actualites/theme/travaux/atom.xml",
    "/category/ailleurs/feed/": "/actualites/rss.xml",
    "/tag/travaux/feed/": "/actualites/theme/travaux/rss.xml",
    "/author/mairie/feed/": "/actualites/rss.xml",
    "/events/feed/": "/agenda/rss.xml",
    "/?format=feed&type=rss": "/actualites/rss.xml",
    "/index.php?format=feed&type=atom": "/actualites/atom.xml",
    "/index.php/8-travaux?format=feed&type=rss": "/actualites/theme/travaux/rss.xml",
    "/agenda?format=feed&type=rss": "/agenda/rss.xml",
    "/spip.php?page=backend": "/actualites/rss.xml",
    "/rss.xml": "/actualites/rss.xml",
    "/atom.xml": "/actualites/atom.xml",
    "/node/feed": "/actualites/rss.xml",
}


@pytest.fixture
def works(town: Sections, neighbour: Sections) -> Topic:
    topic: Topic = Topic.objects.create(site=town.home.site, name="Travaux", slug="travaux")
    return topic


def test_an_old_address_leads_to_the_feed_for_good(client: Client, works: Topic) -> None:
    for old, new in MOVED.items():
        answer = client.get(old)
        assert (answer.status_code, answer.get("Location")) == (301, new), old


def test_the_other_town_has_its_own_topics(client: Client, works: Topic) -> None:
    answer = client.get("/category/travaux/feed/", headers={"host": "saint-aubin.example"})
    assert answer["Location"] == "/actualites/rss.xml"


@pytest.mark.parametrize("odd", ["", "\x00", "%ff", "a" * 5000, "../..", "<script>", "é"])
def test_odd_questions_break_nothing(client: Client, works: Topic, odd: str) -> None:
    for name in ("feed", "format", "type", "category_name", "page"):
        assert client.get("/", {name: odd, "format" if name != "format" else "feed": "feed"}).status_code in {200, 301}


@pytest.mark.parametrize("path", ["/comments/feed/", "/?feed=comments-rss2", "/2024/05/la-halle/feed/"])
def test_the_feeds_of_comments_are_gone(client: Client, works: Topic, path: str) -> None:
    assert client.get(path).status_code == 410


@pytest.mark.parametrize("path", ["/", "/?format=pdf", "/actualites/?type=rss", "/?feed=", "/?feed=%00&feed=x"])
def test_other_requests_pass(client: Client, works: Topic, path: str) -> None:
    assert client.get(path).status_code == 200
