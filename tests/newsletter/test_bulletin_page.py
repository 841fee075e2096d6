"""A resident reads the bulletin on the site, prints it, finds the older ones, follows it."""

import datetime as dt
import json
from io import BytesIO
from pathlib import Path
from unittest.mock import patch

import feedparser
import pytest
from bs4 import BeautifulSoup
from django.test import Client
from pypdf import PdfReader
from pytest_django import DjangoAssertNumQueries, Settings
from wagtail.models import Site

from accounts.models import User
from content.models import JournalLine
from content.pdf import PdfUnavailable
from home.founding import Sections
from news.models import NewsPage
from newsletter.approval import issuing
from newsletter.models import BulletinCorrection, BulletinPage, PrintedForm
from newsletter.renderers import pdf
from tests.conftest import publish
from tests.newsletter.composing import december, live, settle
from tests.replaying import once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_press")]
REAL_PRESS = pdf.render
HERE = "/bulletin/la-halle-rouvre/"


@pytest.fixture
def issued(quick_press: None, town: Sections, site: Site, odile: User, now: dt.datetime) -> BulletinPage:
    settle(site)
    live(town, site, now)
    once("issued", lambda: issuing.issue(december(town), now, odile))
    return BulletinPage.objects.get(number=47)


@pytest.mark.usefixtures("issued")
def test_the_page_has_its_contents_and_each_leads_to_its_section(client: Client) -> None:
    page = BeautifulSoup(client.get(HERE).content, "html.parser")
    assert page.h1 is not None
    assert page.h1.get_text() == "La halle rouvre"
    entries = page.select("nav .contents-list a")
    assert [entry.get_text() for entry in entries][:2] == ["Quatorze mois, et un toit", "Les nouvelles du mois"]
    assert all(page.find(id=entry["href"].removeprefix("#")) for entry in entries)
    assert len(page.find_all("h1")) == 1


@pytest.mark.usefixtures("issued")
def test_the_page_says_how_many_pages_and_how_much_the_printed_one_weighs(client: Client) -> None:
    printed = PrintedForm.objects.get()
    page = client.get(HERE).content.decode()
    assert f"Imprimer (PDF, {printed.pages} pages" in page
    assert f'href="{HERE}bulletin.pdf"' in page


@pytest.mark.usefixtures("issued")
def test_the_page_says_that_its_pdf_can_be_listened_to_and_claims_no_conformity(client: Client) -> None:
    words = BeautifulSoup(client.get(HERE).content, "html.parser").select_one("main").get_text()  # type: ignore[union-attr]
    assert "PDF balisé, lisible par un lecteur d’écran." in words
    for claim in ("conforme", "PDF/UA", "PDF/A", "RGAA"):
        assert claim not in words


@pytest.mark.usefixtures("issued")
def test_a_search_engine_knows_it_is_a_number_of_a_periodical(client: Client) -> None:
    block = BeautifulSoup(client.get(HERE).content, "html.parser").find("script", type="application/ld+json")
    nodes = json.loads(block.get_text())["@graph"]  # type: ignore[union-attr]
    (issue,) = [node for node in nodes if node["@type"] == "PublicationIssue"]
    assert (issue["issueNumber"], issue["name"]) == (47, "La halle rouvre")
    assert issue["isPartOf"] == {"@type": "Periodical", "name": "Avis à la population"}


@pytest.mark.usefixtures("issued")
def test_every_item_of_the_number_leads_to_its_own_page(client: Client) -> None:
    page = BeautifulSoup(client.get(HERE).content, "html.parser")
    news = page.select(".bulletin-news h3 a")
    events = page.select(".bulletin-day li a")
    assert news and events
    for link in [*news, *events]:
        assert client.get(str(link["href"])).status_code == 200


@pytest.mark.usefixtures("issued")
def test_no_cookie_no_inline_style_no_script_on_the_page(client: Client) -> None:
    response = client.get(HERE)
    assert not response.cookies
    page = BeautifulSoup(response.content, "html.parser")
    assert page.find_all(style=True) == []
    assert {script["type"] for script in page.find_all("script")} <= {"application/ld+json"}


@pytest.mark.usefixtures("issued")
def test_the_printed_one_is_the_very_file_that_was_approved(client: Client) -> None:
    response = client.get(f"{HERE}bulletin.pdf")
    assert response["Content-Type"] == "application/pdf"
    assert response.content == bytes(PrintedForm.objects.get().content)
    assert "la-halle-rouvre.pdf" in response["Content-Disposition"]


@pytest.mark.slow
@pytest.mark.usefixtures("issued")
def test_large_print_and_the_booklet_are_drawn_from_what_was_approved(
    client: Client, settings: Settings, tmp_path: Path
) -> None:
    settings.DATA = tmp_path
    NewsPage.objects.update(title="Une nouvelle réécrite depuis")
    large = client.get(f"{HERE}gros-caracteres.pdf")
    words = " ".join(sheet.extract_text() for sheet in PdfReader(BytesIO(large.content)).pages)
    assert "Quatorze mois, et un toit" in words
    assert "réécrite depuis" not in words
    booklet = client.get(f"{HERE}livret.pdf")
    assert len(PdfReader(BytesIO(booklet.content)).pages) == PrintedForm.objects.get().pages // 2
    assert f'href="{HERE}gros-caracteres.pdf"' in client.get(HERE).content.decode()


def test_what_was_wrong_in_a_number_is_said_above_it_and_never_changed_inside(
    issued: BulletinPage, client: Client, now: dt.datetime
) -> None:
    frozen = client.get(f"{HERE}courriel.html").content
    issued.corrections.add(BulletinCorrection(at=now, mistake="Nous avions écrit 11 h.", text="C’est à midi."))
    issued.save_revision().publish()
    page = BeautifulSoup(client.get(HERE).content, "html.parser")
    words = page.get_text(" ", strip=True).replace("\xa0", " ")
    assert words.index("C’est à midi.") < words.index("Quatorze mois, et un toit", words.index("Rectificatif"))
    assert "Vendredi 20 novembre" in words
    assert client.get(f"{HERE}courriel.html").content == frozen
    assert JournalLine.objects.about(issued.uid).last().kind == JournalLine.Kind.CHANGED  # type: ignore[union-attr]


def test_a_correction_of_a_number_outlives_a_revision_written_before_it(issued: BulletinPage, now: dt.datetime) -> None:
    before = issued.save_revision()
    issued.corrections.add(BulletinCorrection(at=now, mistake="11 h.", text="Midi."))
    issued.save_revision().publish()
    before.publish()
    assert [each.text for each in BulletinCorrection.objects.filter(page=issued.pk)] == ["Midi."]


def test_there_is_no_booklet_of_what_is_not_approved(
    town: Sections, site: Site, client: Client, now: dt.datetime
) -> None:
    settle(site)
    live(town, site, now)
    december(town).save_revision().publish()
    assert client.get(f"{HERE}livret.pdf").status_code == 404


@pytest.mark.slow
def test_what_the_editor_composed_is_really_on_the_paper(
    town: Sections, site: Site, client: Client, now: dt.datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "render", REAL_PRESS)
    settle(site)
    live(town, site, now)
    december(town).get_latest_revision().publish()
    text = "".join(
        sheet.extract_text() for sheet in PdfReader(BytesIO(client.get(f"{HERE}bulletin.pdf").content)).pages
    )
    assert "Le chœur cherche des basses" in text
    assert "Bal du dernier soir" in text


@pytest.mark.usefixtures("issued")
def test_the_mail_read_on_the_site_has_no_personal_link(client: Client) -> None:
    response = client.get(f"{HERE}courriel.html")
    assert b"{{lien" not in response.content
    assert b"/recevoir/courriel/" in response.content
    assert "script-src" not in response["Content-Security-Policy"]
    assert "default-src 'none'" in response["Content-Security-Policy"]


@pytest.mark.usefixtures("issued")
def test_the_text_is_text(client: Client) -> None:
    response = client.get(f"{HERE}texte.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert "Quatorze mois, et un toit\n=====" in response.content.decode()
    assert "{{lien" not in response.content.decode()


def test_a_number_not_approved_yet_shows_the_pages_as_they_are(
    town: Sections, site: Site, client: Client, now: dt.datetime
) -> None:
    settle(site)
    life = live(town, site, now)
    page = december(town)
    page.get_latest_revision().publish()
    assert "La halle rouvre, et voici la suite." in client.get(HERE).content.decode()
    life.hall.title = "La halle est rouverte"
    life.hall.save_revision().publish()
    assert "La halle est rouverte" in client.get(HERE).content.decode()
    assert client.get(f"{HERE}bulletin.pdf").content.startswith(b"%PDF")


def test_once_approved_a_later_change_of_the_news_no_longer_shows(issued: BulletinPage, client: Client) -> None:
    assert "La halle rouvre, et voici la suite." in client.get(HERE).content.decode()
    issued.title = "Changé après coup"
    issued.save_revision().publish()
    assert "Quatorze mois" in client.get(HERE).content.decode()


def test_without_the_pdf_engine_the_page_says_so_where_the_pdf_would_be(
    town: Sections, site: Site, odile: User, client: Client, now: dt.datetime
) -> None:
    settle(site)
    with patch.object(pdf, "render", side_effect=PdfUnavailable("Le PDF attend Pango.")):
        issuing.issue(december(town), now, odile)
    page = client.get(HERE).content.decode()
    assert "Le PDF attend Pango." in page
    assert "bulletin.pdf" not in BeautifulSoup(page, "html.parser").header.get_text()  # type: ignore[union-attr]
    answer = client.get(f"{HERE}bulletin.pdf")
    assert (answer.status_code, answer.content.decode()) == (503, "Le PDF attend Pango.")


def test_the_shelf_shows_each_year_with_its_covers(
    town: Sections, site: Site, client: Client, now: dt.datetime
) -> None:
    settle(site)
    for number, month in ((45, dt.date(2025, 12, 1)), (46, dt.date(2026, 11, 1)), (47, dt.date(2026, 12, 1))):
        publish(town.bulletin, BulletinPage(title=f"Le numéro {number}", number=number, month=month), now)
    page = BeautifulSoup(client.get("/bulletin/").content, "html.parser")
    assert [title.get_text() for title in page.select(".bulletin-shelf h3")] == [
        "N°\u00a047, décembre 2026",
        "N°\u00a046, novembre 2026",
    ]
    assert [cover.get("aria-hidden") for cover in page.select(".bulletin-cover")] == ["true", "true"]
    older = BeautifulSoup(client.get("/bulletin/2025/").content, "html.parser")
    assert "N°\u00a045, décembre 2025" in older.get_text()
    assert client.get("/bulletin/1999/").status_code == 404


def test_an_empty_shelf_says_so(town: Sections, client: Client) -> None:
    assert "Aucun bulletin" in client.get("/bulletin/").content.decode()


def test_a_shelf_asks_the_database_little(
    town: Sections,
    site: Site,
    client: Client,
    now: dt.datetime,
    request: pytest.FixtureRequest,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    settle(site)
    for number in range(1, 13):
        publish(town.bulletin, BulletinPage(title=f"N{number}", number=number, month=dt.date(2026, number, 1)), now)
    request.getfixturevalue("remembering")
    client.get("/bulletin/2025/")
    with django_assert_max_num_queries(10):
        client.get("/bulletin/")


@pytest.mark.usefixtures("issued")
def test_whoever_follows_the_bulletin_receives_its_pdf(client: Client) -> None:
    feed = feedparser.parse(client.get("/bulletin/rss.xml").content)
    (entry,) = feed.entries
    (enclosure,) = entry.enclosures
    assert enclosure.href.endswith(f"{HERE}bulletin.pdf")
    assert int(enclosure.length) == PrintedForm.objects.get().weight
    assert enclosure.type == "application/pdf"


@pytest.mark.usefixtures("issued")
def test_the_neighbouring_town_has_its_own_shelf(neighbour: Sections, client: Client) -> None:
    page = client.get("/bulletin/", headers={"host": "saint-aubin.example"}).content.decode()
    assert "La halle rouvre" not in page


def test_two_numbers_never_bear_the_same_figure(town: Sections) -> None:
    december(town)
    twin = BulletinPage(
        title="Jumeau", number=47, month=dt.date(2026, 12, 1), path=town.bulletin.path + "0009", depth=4, slug="jumeau"
    )
    with pytest.raises(Exception, match="Le numéro 47 existe déjà"):
        twin.clean()


def test_a_draft_is_not_for_residents(town: Sections, client: Client) -> None:
    december(town)
    assert client.get(HERE).status_code == 404
    assert client.get(f"{HERE}bulletin.pdf").status_code == 404
