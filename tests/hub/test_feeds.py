"""The whole site in one feed: what every room publishes, newest first, and only this town's."""

import datetime as dt

import feedparser
from django.test import Client

from alerts.models import AlertPage
from home.founding import Sections
from news.models import NewsPage
from tests.conftest import publish

MONDAY = dt.datetime(2026, 11, 16, 9, tzinfo=dt.UTC)


def test_jeanne_follows_everything_with_one_address(client: Client, town: Sections, neighbour: Sections) -> None:
    publish(town.news, NewsPage(title="La halle rouvre", slug="halle"), MONDAY)
    publish(town.alerts, AlertPage(title="Crue", slug="crue"), MONDAY + dt.timedelta(days=1))
    publish(town.news, NewsPage(title="Sapins", slug="sapins"), MONDAY + dt.timedelta(days=2))
    publish(neighbour.news, NewsPage(title="Ailleurs", slug="ailleurs"), MONDAY)
    parsed = feedparser.parse(client.get("/tout/rss.xml").content)
    assert not parsed.bozo
    assert [entry.title for entry in parsed.entries] == ["Sapins", "Crue", "La halle rouvre"]
    assert parsed.feed.link == "http://localhost/"
