"""Feeds as reader programs see them: complete, in order, the same bytes until something changes."""

import datetime as dt
import locale

import feedparser
import pytest
from django.test import Client

from content.feeds import Enclosure, FeedDocument, FeedEntry, rss
from content.feeds.markup import for_readers as absolute
from content.models import District, Topic
from home.founding import Sections
from news.models import NewsPage
from tests.conftest import publish

MONDAY = dt.datetime(2026, 11, 16, 9, 0, tzinfo=dt.UTC)


def entry(number: int, **values: object) -> FeedEntry:
    at = MONDAY - dt.timedelta(days=number)
    base: dict[str, object] = {
        "id": f"tag:x.example,2026:{number}",
        "title": f"Titre {number}",
        "url": f"https://x.example/{number}/",
    }
    return FeedEntry(**(base | {"published": at, "updated": at, "author": "La mairie"} | values))  # type: ignore[arg-type]


def document(*entries: FeedEntry) -> FeedDocument:
    return FeedDocument(
        title="Valombreuse",
        description="Les nouvelles.",
        page_url="https://x.example/actualites/",
        feed_url="https://x.example/actualites/rss.xml",
        author="Valombreuse",
        entries=entries,
    )


def read(body: bytes) -> feedparser.FeedParserDict:
    parsed = feedparser.parse(body)
    assert not parsed.bozo, parsed.bozo_exception
    return parsed


def test_a_reader_gets_the_newest_first_as_given() -> None:
    parsed = read(rss.write(document(entry(0), entry(1), entry(2))))
    assert [item.title for item in parsed.entries] == ["Titre 0", "Titre 1", "Titre 2"]


def test_the_channel_links_to_the_page_for_people_and_to_itself() -> None:
    feed = read(rss.write(document(entry(0)))).feed
    assert feed.link == "https://x.example/actualites/"
    assert {link.rel: link.href for link in feed.links}["self"] == "https://x.example/actualites/rss.xml"


def test_an_author_without_an_address_is_kept() -> None:
    assert read(rss.write(document(entry(0, author="Les Voix du Lavoir")))).entries[0].author == "Les Voix du Lavoir"


def test_the_whole_text_and_the_enclosure_arrive() -> None:
    pdf = Enclosure("https://x.example/bulletin.pdf", 1_234_567, "application/pdf")
    item = read(rss.write(document(entry(0, html="<p>Été à Noël</p>", enclosures=(pdf,))))).entries[0]
    assert item.content[0].value == "<p>Été à Noël</p>"
    assert [(e.href, e.length, e.type) for e in item.enclosures] == [(pdf.url, "1234567", "application/pdf")]


def test_the_same_document_gives_the_same_bytes_and_leaves_the_locale_alone() -> None:
    before = locale.setlocale(locale.LC_ALL)
    assert rss.write(document(entry(0))) == rss.write(document(entry(0)))
    assert rss.write(document()) == rss.write(document())
    assert locale.setlocale(locale.LC_ALL) == before


def test_dates_are_those_of_the_entries() -> None:
    parsed = read(rss.write(document(entry(0), entry(3))))
    assert parsed.feed.updated == "Mon, 16 Nov 2026 09:00:00 +0000"
    assert parsed.entries[1].published == "Fri, 13 Nov 2026 09:00:00 +0000"


@pytest.mark.parametrize("junk", ["\x0b", "\x00", "\x1f", "\ufffe"])
def test_a_control_character_pasted_from_a_word_processor_breaks_nothing(junk: str) -> None:
    item = read(
        rss.write(
            document(entry(0, title=f"La{junk} halle", html=f"<p>{junk}a]]>b</p>", summary=junk, author=f"M{junk}"))
        )
    ).entries[0]
    assert item.title == "La halle"
    assert "b" in item.content[0].value


def test_addresses_become_absolute() -> None:
    html = '<p><a href="/agenda/">x</a><img src="a.jpg" srcset="/b.jpg 1x, /c.jpg 2x"></p>'
    done = absolute(html, "https://x.example/actualites/halle/")
    assert 'href="https://x.example/agenda/"' in done
    assert 'src="https://x.example/actualites/halle/a.jpg"' in done
    assert 'srcset="https://x.example/b.jpg 1x, https://x.example/c.jpg 2x"' in done


@pytest.fixture
def halle(town: Sections) -> NewsPage:
    site = town.home.site
    works = Topic.objects.create(site=site, name="Travaux", slug="travaux")
    bourg = District.objects.create(site=site, name="Le Bourg", slug="bourg")
    page = NewsPage(
        title="La halle rouvre", slug="la-halle-rouvre", standfirst="Samedi.", body=[("prose", "<p>Enfin.</p>")]
    )
    page.topics.set([works])
    page.districts.set([bourg])
    publish(town.news, page, MONDAY)
    publish(town.news, NewsPage(title="Autre chose", slug="autre-chose"), MONDAY - dt.timedelta(days=1))
    return page


def titles(client: Client, path: str) -> list[str]:
    response = client.get(path)
    assert response.status_code == 200, path
    assert response["Content-Type"].startswith("application/rss+xml")
    assert not response.cookies
    return [item.title for item in read(response.content).entries]


def test_jeanne_follows_the_news_a_topic_or_her_district(client: Client, halle: NewsPage) -> None:
    assert titles(client, "/actualites/rss.xml") == ["La halle rouvre", "Autre chose"]
    assert titles(client, "/actualites/theme/travaux/rss.xml") == ["La halle rouvre"]
    assert titles(client, "/actualites/quartier/bourg/rss.xml") == ["La halle rouvre", "Autre chose"]


def test_a_collection_that_does_not_exist_is_a_404(client: Client, halle: NewsPage) -> None:
    for path in (
        "/rien/rss.xml",
        "/actualites/theme/rien/rss.xml",
        "/actualites/rien/travaux/rss.xml",
        "/alertes/theme/travaux/rss.xml",
    ):
        assert client.get(path).status_code == 404, path


def test_a_reader_that_has_the_bytes_gets_a_304(client: Client, halle: NewsPage) -> None:
    tag = client.get("/actualites/rss.xml")["ETag"]
    assert client.get("/actualites/rss.xml", headers={"if-none-match": tag}).status_code == 304
    halle.standfirst = "Dimanche."
    halle.save_revision().publish()
    assert client.get("/actualites/rss.xml", headers={"if-none-match": tag}).status_code == 200


def test_the_identity_of_an_entry_survives_a_new_address(client: Client, halle: NewsPage) -> None:
    def identity() -> str:
        return str(read(client.get("/actualites/theme/travaux/rss.xml").content).entries[0].id)

    before = identity()
    halle.slug = "la-halle"
    halle.save_revision().publish()
    assert identity() == before
