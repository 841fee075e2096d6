"""The addresses of feeds, as reader programs ask for them."""

import datetime as dt
import json
from email.utils import parsedate_to_datetime
from io import BytesIO
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.test import Client
from lxml import etree
from PIL import Image
from pytest_django import DjangoAssertNumQueries
from wagtail.models import PageViewRestriction

from content.models import District, Organizer, RenderedEntry, Topic, TownDocument, TownImage
from home.founding import Sections
from news.models import NewsCorrection, NewsPage
from tests.conftest import publish, sections_of
from tests.content.feeds.samples import atom_grammar, read
from tests.replaying import once

MONDAY = dt.datetime(2026, 11, 16, 9, 0, tzinfo=dt.UTC)
FRIDAY = dt.datetime(2026, 11, 20, 10, 30, tzinfo=dt.UTC)
FORMATS = {"rss.xml": "application/rss+xml", "atom.xml": "application/atom+xml", "feed.json": "application/feed+json"}


@pytest.fixture(autouse=True)
def friday() -> Any:
    with time_machine.travel(FRIDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def halle(town: Sections) -> NewsPage:
    once("the hall and something else", lambda: tell(town))
    return NewsPage.objects.get(slug="la-halle-rouvre")


def tell(town: Sections) -> None:
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


def republished(page: NewsPage) -> None:
    page.save_revision().publish()


def titles(client: Client, path: str) -> list[str]:
    response = client.get(path)
    assert response.status_code == 200, path
    assert not response.cookies
    return [item.title for item in read(response.content).entries]


def test_jeanne_follows_the_news_a_topic_or_her_district(client: Client, halle: NewsPage) -> None:
    assert titles(client, "/actualites/rss.xml") == ["La halle rouvre", "Autre chose"]
    assert titles(client, "/actualites/theme/travaux/atom.xml") == ["La halle rouvre"]
    assert titles(client, "/actualites/quartier/bourg/rss.xml") == ["La halle rouvre", "Autre chose"]
    feed = client.get("/actualites/theme/travaux/feed.json").json()
    assert [(item["title"], item["tags"]) for item in feed["items"]] == [("La halle rouvre", ["Travaux", "Le Bourg"])]


def test_a_collection_that_does_not_exist_is_a_404(client: Client, halle: NewsPage) -> None:
    for path in (
        "/rien/rss.xml",
        "/actualites/theme/rien/atom.xml",
        "/actualites/rien/travaux/rss.xml",
        "/alertes/theme/travaux/feed.json",
        "/actualites/rss/2026/13.xml",
        "/actualites/rss/2026/12.xml",
        "/actualites/theme/rien/flux/",
    ):
        assert client.get(path).status_code == 404, path


@pytest.mark.parametrize("file_name", FORMATS)
def test_a_feed_says_what_it_is_and_to_whom_it_is_open(client: Client, halle: NewsPage, file_name: str) -> None:
    answer = client.get(f"/actualites/{file_name}")
    assert answer["Content-Type"] == f"{FORMATS[file_name]}; charset=utf-8"
    assert answer["Cache-Control"] == "public, max-age=300"
    assert answer["Access-Control-Allow-Origin"] == "*"
    own = f"http://localhost/actualites/{file_name}"
    assert answer["Link"] == f'<http://localhost/websub/>; rel="hub", <{own}>; rel="self"'
    assert "Vary" not in answer or "Cookie" not in answer["Vary"]
    assert not answer.cookies
    assert client.get(f"/actualites/{file_name}").content == answer.content
    assert client.head(f"/actualites/{file_name}")["ETag"] == answer["ETag"]
    assert client.post(f"/actualites/{file_name}").status_code == 405


@pytest.mark.parametrize("file_name", FORMATS)
def test_a_reader_that_has_the_bytes_gets_a_304_on_either_validator(
    client: Client, halle: NewsPage, file_name: str, friday: time_machine.Traveller
) -> None:
    path = f"/actualites/{file_name}"
    first = client.get(path)
    held = [{"if-none-match": first["ETag"]}, {"if-modified-since": first["Last-Modified"]}]
    for headers in held:
        assert client.get(path, headers=headers).status_code == 304
        assert client.head(path, headers=headers).status_code == 304
        assert client.get(path, headers=headers)["ETag"] == first["ETag"]
    friday.shift(dt.timedelta(hours=1))
    halle.standfirst = "Dimanche."
    republished(halle)
    for headers in held:
        assert client.get(path, headers=headers).status_code == 200
    assert parsedate_to_datetime(client.get(path)["Last-Modified"]) == FRIDAY + dt.timedelta(hours=1)


def test_a_withdrawal_reaches_a_reader_that_only_knows_dates(
    client: Client, halle: NewsPage, friday: time_machine.Traveller
) -> None:
    held = {"if-modified-since": client.get("/actualites/rss.xml")["Last-Modified"]}
    friday.shift(dt.timedelta(hours=1))
    halle.unpublish()
    answer = client.get("/actualites/rss.xml", headers=held)
    assert answer.status_code == 200
    assert [item.title for item in read(answer.content).entries] == ["Autre chose"]
    assert titles(client, "/actualites/theme/travaux/rss.xml") == []


def test_a_private_page_is_in_no_feed(client: Client, halle: NewsPage) -> None:
    PageViewRestriction.objects.create(page=halle, restriction_type=PageViewRestriction.LOGIN)
    for path in ("/actualites/rss.xml", "/tout/atom.xml", "/actualites/rss/2026/11.xml"):
        assert "halle" not in client.get(path).content.decode()


def test_only_what_matters_moves_the_date_of_an_entry(
    client: Client, halle: NewsPage, friday: time_machine.Traveller
) -> None:
    def updated() -> str:
        return str(read(client.get("/actualites/atom.xml").content).entries[0].updated)

    assert updated() == MONDAY.isoformat()
    friday.shift(dt.timedelta(hours=1))
    republished(halle)
    assert updated() == MONDAY.isoformat()
    halle.title = "La halle rouvre samedi"
    republished(halle)
    assert updated() == (FRIDAY + dt.timedelta(hours=1)).isoformat()


def test_the_identity_of_an_entry_survives_a_new_address(client: Client, halle: NewsPage) -> None:
    def identity() -> tuple[str, str]:
        [item] = read(client.get("/actualites/theme/travaux/rss.xml").content).entries
        return str(item.id), str(item.link)

    before = identity()
    halle.slug = "la-halle"
    republished(halle)
    assert identity()[0] == before[0]
    assert identity()[1] == "http://localhost/actualites/la-halle/"


def test_the_identity_of_a_feed_survives_a_new_domain(client: Client, town: Sections) -> None:
    def identity() -> str:
        return str(etree.fromstring(client.get("/actualites/atom.xml").content).findtext("{*}id"))

    before = identity()
    site = town.home.site
    site.hostname = "www.valombreuse.example"
    site.save()
    assert identity() == before


def test_a_correction_comes_first_and_is_marked(client: Client, halle: NewsPage) -> None:
    halle.corrections.add(NewsCorrection(at=FRIDAY, text="C’est dimanche, et non samedi."))
    republished(halle)
    [item, _other] = read(client.get("/actualites/atom.xml").content).entries
    assert item.summary.startswith("Rectificatif : C’est dimanche")
    assert item.content[0].value.index("C’est dimanche") < item.content[0].value.index("Enfin.")
    assert ("rectificatif", "Rectificatif") in [(tag.term, tag.label) for tag in item.tags]
    assert client.get("/actualites/theme/travaux/feed.json").json()["items"][0]["tags"][0] == "Rectificatif"


def photo(name: str = "halle.png", **said: Any) -> TownImage:
    bytes_ = BytesIO()
    Image.new("RGB", (40, 20), "green").save(bytes_, "PNG")
    usual = {"title": "La halle", "alternative": "La halle sous la neige", "credit": "J. Perrin"}
    image: TownImage = TownImage.objects.create(file=ContentFile(bytes_.getvalue(), name), **usual | said)
    return image


def test_pictures_and_files_arrive_whole(client: Client, town: Sections) -> None:
    plan = TownDocument.objects.create(title="Plan", file=ContentFile(b"%PDF-1.4 plan", "plan.pdf"))
    club = Organizer.objects.create(site=town.home.site, name="Les Voix du Lavoir", slug="voix")
    body = [
        ("prose", '<h2>Le plan</h2><p data-block-key="a"><a href="/agenda/">x</a></p>'),
        ("attachments", {"documents": [{"document": plan, "description": ""}]}),
        ("image", {"image": photo("b.png", alternative="Le lavoir"), "caption": "Hier"}),
    ]
    publish(town.news, NewsPage(title="La halle", slug="halle", signatory=club, image=photo(), body=body), MONDAY)
    [item] = read(client.get("/actualites/atom.xml").content).entries
    html = BeautifulSoup(item.content[0].value, "html.parser")
    assert [image["alt"] for image in html.select("img")] == ["La halle sous la neige", "Le lavoir"]
    addresses = [each[name] for name in ("src", "href") for each in html.select(f"[{name}]")]
    assert addresses and all(address.startswith("http://localhost/") for address in addresses)
    assert not html.select("[class], [data-block-key], picture, source, script")
    assert html.select_one("h2").text == "Le plan"
    [file] = item.enclosures
    assert (file.href, file.length, file.type) == (f"http://localhost{plan.url}", "13", "application/pdf")
    assert item.author == "Les Voix du Lavoir"
    assert item.media_content[0]["medium"] == "image"


def test_what_an_entry_shows_is_read_again_when_it_changes(client: Client, town: Sections) -> None:
    image = photo()
    topic = Topic.objects.create(site=town.home.site, name="Travaux", slug="travaux")
    page = NewsPage(title="La halle", slug="halle", image=image)
    page.topics.set([topic])
    publish(town.news, page, MONDAY)
    assert "sous la neige" in client.get("/actualites/rss.xml").content.decode()
    image.alternative = "La halle en travaux"
    image.save()
    topic.name = "Chantiers"
    topic.save()
    said = client.get("/actualites/feed.json").json()["items"][0]
    assert "en travaux" in said["content_html"]
    assert said["tags"] == ["Chantiers"]


def test_an_entry_is_rendered_once_per_revision(
    client: Client, halle: NewsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.get("/actualites/rss.xml")
    assert RenderedEntry.objects.get(page_id=halle.pk).revision == NewsPage.objects.get(pk=halle.pk).live_revision_id
    monkeypatch.setattr("content.feeds.kept.maker_of", lambda model: pytest.fail("rendered twice"))
    assert titles(client, "/tout/atom.xml") == ["La halle rouvre", "Autre chose"]


@pytest.mark.slow
def test_nothing_is_lost_off_the_end(client: Client, town: Sections) -> None:
    """RFC 5005: from the feed of the present, link after link, to the first publication."""
    for number in range(70):
        at = FRIDAY - dt.timedelta(days=number if number < 36 else number * 2, hours=number)
        publish(town.news, NewsPage(title=f"N{number}", slug=f"n{number}"), at)
    for kind in ("rss", "atom"):
        found: set[str] = set()
        path = f"/actualites/{kind}.xml"
        followed: list[str] = []
        while path:
            answer = client.get(path)
            parsed = read(answer.content)
            found |= {item.title for item in parsed.entries}
            links = {link.rel: link.href for link in parsed.feed.links}
            assert links["self"] == f"http://localhost{path}"
            if followed:
                assert links["current"] == f"http://localhost/actualites/{kind}.xml"
                assert links.get("next-archive", "") == (f"http://localhost{followed[-1]}" if len(followed) > 1 else "")
            if kind == "atom":
                assert atom_grammar().validate(etree.fromstring(answer.content)), atom_grammar().error_log
            followed.append(path)
            path = links.get("prev-archive", "").removeprefix("http://localhost")
        assert len(followed) > 3
        assert found == {f"N{number}" for number in range(70)}


@pytest.mark.slow
def test_a_busy_month_stays_in_the_feed_until_it_has_its_archive(client: Client, town: Sections) -> None:
    for number in range(35):
        publish(town.news, NewsPage(title=f"N{number}", slug=f"n{number}"), FRIDAY - dt.timedelta(hours=number))
    publish(town.news, NewsPage(title="Octobre", slug="octobre"), FRIDAY - dt.timedelta(days=30))
    assert len(titles(client, "/actualites/rss.xml")) == 35
    assert titles(client, "/actualites/rss/2026/10.xml") == ["Octobre"]


def test_an_archive_moves_only_when_a_page_of_it_does(
    client: Client, halle: NewsPage, town: Sections, friday: time_machine.Traveller
) -> None:
    friday.move_to(dt.datetime(2027, 1, 5, 10, tzinfo=dt.UTC))
    path = "/actualites/atom/2026/11.xml"
    before = client.get(path)
    publish(town.news, NewsPage(title="Janvier", slug="janvier"))
    after = client.get(path, headers={"if-none-match": before["ETag"]})
    assert after.status_code == 304
    assert after["Cache-Control"] == "public, max-age=86400"
    halle.unpublish()
    assert titles(client, path) == ["Autre chose"]


def test_the_list_of_feeds_names_them_all_and_each_answers(client: Client, halle: NewsPage) -> None:
    answer = client.get("/recevoir/flux.opml")
    assert answer["Content-Type"] == "text/x-opml; charset=utf-8"
    addresses = [each.get("xmlUrl") for each in etree.fromstring(answer.content).iterfind(".//outline[@xmlUrl]")]
    paths = [address.removeprefix("http://localhost") for address in addresses]
    assert {
        "/tout/rss.xml",
        "/bulletin/rss.xml",
        "/actualites/quartier/bourg/rss.xml",
        "/agenda/theme/travaux/rss.xml",
    } <= set(paths)
    assert len(paths) == len(set(paths))
    for path in paths:
        assert client.get(path).status_code == 200
    assert client.get("/recevoir/flux.opml", headers={"if-none-match": answer["ETag"]}).status_code == 304


def test_the_page_of_a_feed_says_what_it_is_to_people(client: Client, halle: NewsPage) -> None:
    page = BeautifulSoup(client.get("/actualites/theme/travaux/flux/").content, "html.parser")
    assert page.select_one("h1").text == "Actualités\xa0: Travaux"
    assert [field["value"] for field in page.select(".copy-field input")] == [
        f"http://localhost/actualites/theme/travaux/{file_name}" for file_name in FORMATS
    ]
    assert page.select_one('a[href="http://localhost/actualites/la-halle-rouvre/"]')
    assert client.get("/tout/")["Location"] == "/tout/flux/"
    for path in ("/tout/flux/", "/agenda/flux/", "/alertes/flux/", "/bulletin/flux/"):
        assert client.get(path).status_code == 200


def test_a_page_offers_three_feeds_at_most(client: Client, halle: NewsPage) -> None:
    wanted = {
        "/": ["/actualites/rss.xml", "/tout/rss.xml", "/agenda/rss.xml"],
        "/actualites/la-halle-rouvre/": ["/actualites/rss.xml", "/tout/rss.xml", "/agenda/rss.xml"],
        "/actualites/theme/travaux/": ["/actualites/theme/travaux/rss.xml", "/tout/rss.xml", "/agenda/rss.xml"],
        "/agenda/": ["/agenda/rss.xml", "/tout/rss.xml"],
        "/alertes/": ["/alertes/rss.xml", "/tout/rss.xml", "/agenda/rss.xml"],
    }
    for path, feeds in wanted.items():
        page = BeautifulSoup(client.get(path).content, "html.parser")
        assert [link["href"] for link in page.select('link[type="application/rss+xml"]')] == feeds, path


@pytest.fixture
def busy(town: Sections) -> Sections:
    """Thirty articles, each signed, filed and illustrated."""
    once("thirty articles", lambda: fill(town))
    return sections_of(town.home.site)


def fill(town: Sections) -> None:
    topic = Topic.objects.create(site=town.home.site, name="Travaux", slug="travaux")
    club = Organizer.objects.create(site=town.home.site, name="Les Voix du Lavoir", slug="voix")
    image = photo()
    for number in range(30):
        page = NewsPage(
            title=f"N{number}", slug=f"n{number}", signatory=club, image=image, body=[("prose", "<p>a</p>")]
        )
        page.topics.set([topic])
        publish(town.news, page, FRIDAY - dt.timedelta(days=number))


@pytest.mark.parametrize("path", ["/actualites/rss.xml", "/actualites/theme/travaux/atom.xml", "/tout/feed.json"])
def test_thirty_whole_articles_cost_few_questions_and_a_304_hardly_any(
    client: Client,
    busy: Sections,
    path: str,
    remembering: None,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    client.get("/tout/rss.xml")  # every entry is rendered and kept
    with django_assert_max_num_queries(12):
        answer = client.get(path)
    with django_assert_max_num_queries(2):
        assert client.get(path, headers={"if-none-match": answer["ETag"]}).status_code == 304
    items = json.loads(answer.content)["items"] if path.endswith("json") else read(answer.content).entries
    assert len(items) == 30


@pytest.mark.parametrize(
    "path", ["/actualites/theme/travaux/flux/", "/recevoir/flux.opml", "/actualites/rss/2026/11.xml"]
)
def test_what_surrounds_the_feeds_costs_as_little(
    client: Client,
    busy: Sections,
    path: str,
    remembering: None,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    client.get("/tout/rss.xml")
    client.get("/mentions-legales/")
    with django_assert_max_num_queries(10):
        assert client.get(path).status_code == 200
