"""The other papers of a number, asked of the site: what was approved, never today's words."""

import datetime as dt
from io import BytesIO
from pathlib import Path
from unittest.mock import patch

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from pypdf import PdfReader
from pytest_django import Settings
from wagtail.models import Site

from accounts.models import User
from content.pdf import PdfError
from home.founding import Sections
from news.models import NewsPage
from newsletter.approval import issuing
from newsletter.bulletin import printings
from newsletter.bulletin.printings import Paper
from newsletter.models import BulletinPage, PressSheets, PrintedForm
from newsletter.renderers.papers import Sheets
from tests.newsletter.composing import december, live, settle
from tests.newsletter.conftest import blank
from tests.replaying import once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_press")]
HERE = "/bulletin/la-halle-rouvre/"
PAPERS = [f"{HERE}{paper}.pdf" for paper in Paper]


@pytest.fixture
def issued(
    quick_press: None, town: Sections, site: Site, odile: User, now: dt.datetime, settings: Settings, tmp_path: Path
) -> BulletinPage:
    settle(site)
    live(town, site, now)
    once("issued", lambda: issuing.issue(december(town), now, odile))
    settings.DATA = tmp_path
    return BulletinPage.objects.get(number=47)


@pytest.fixture
def instant(monkeypatch: pytest.MonkeyPatch) -> list[Sheets]:
    """A press that takes no time and tells what it was given."""
    seen: list[Sheets] = []

    def press(sheets: Sheets, _photos: object) -> bytes:
        seen.append(sheets)
        return blank()

    monkeypatch.setattr(printings, "_PRESS", dict.fromkeys(Paper, press))
    return seen


@pytest.mark.usefixtures("issued")
@pytest.mark.parametrize("address", PAPERS)
def test_it_is_drawn_from_the_frozen_sheets_once(client: Client, instant: list[Sheets], address: str) -> None:
    NewsPage.objects.update(title="Une nouvelle réécrite depuis")
    answers = [client.get(address) for _time in range(2)]
    assert [answer["Content-Type"] for answer in answers] == ["application/pdf"] * 2
    (sheets,) = instant
    assert "Quatorze mois" in sheets.html
    assert "réécrite depuis" not in sheets.html
    assert answers[0]["X-Robots-Tag"] == "noindex"


@pytest.mark.usefixtures("issued")
def test_whoever_has_it_already_is_told_so_in_a_word(client: Client, instant: list[Sheets]) -> None:
    etag = client.get(PAPERS[0])["ETag"]
    assert client.get(PAPERS[0], headers={"if-none-match": etag}).status_code == 304
    assert len(instant) == 1


@pytest.mark.slow
@pytest.mark.usefixtures("issued")
def test_the_ink_saving_one_really_carries_the_words_approved(client: Client) -> None:
    NewsPage.objects.update(title="Une nouvelle réécrite depuis")
    text = " ".join(sheet.extract_text() for sheet in PdfReader(BytesIO(client.get(PAPERS[0]).content)).pages)
    assert "Quatorze mois" in text
    assert "réécrite depuis" not in text


@pytest.mark.parametrize("address", PAPERS)
def test_there_is_none_of_what_is_not_approved(
    town: Sections, site: Site, client: Client, now: dt.datetime, address: str
) -> None:
    settle(site)
    live(town, site, now)
    december(town).save_revision().publish()
    assert client.get(address).status_code == 404
    assert "économe en encre" not in client.get(HERE).content.decode()


@pytest.mark.usefixtures("issued")
def test_a_number_approved_before_sheets_were_kept_has_none(client: Client) -> None:
    PressSheets.objects.all().delete()
    assert client.get(PAPERS[0]).status_code == 404
    assert "économe en encre" not in client.get(HERE).content.decode()


@pytest.mark.usefixtures("issued")
def test_a_press_out_of_order_says_so_in_words(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    with patch.object(printings.papers.pdf, "render", side_effect=PdfError("panne")):
        answer = client.get(PAPERS[0])
    assert (answer.status_code, answer["Content-Type"]) == (503, "text/plain; charset=utf-8")
    assert "Le bulletin ordinaire dit la même chose" in answer.content.decode()


@pytest.mark.usefixtures("issued")
def test_residents_find_the_papers_with_about_what_they_weigh(client: Client) -> None:
    PrintedForm.objects.update(weight=2_000_000)
    page = BeautifulSoup(client.get(HERE).content, "html.parser")
    line = page.select_one(".bulletin-header-papers")
    assert line is not None
    words = " ".join(line.get_text(" ").split())
    assert "économe en encre (PDF, 1,0 Mo environ)" in words.replace("( ", "(").replace(" )", ")")
    assert [link["href"] for link in line.select("a")] == [f"{HERE}economique.pdf", f"{HERE}livret.pdf"]
    assert "imprimeur" not in words


@pytest.mark.usefixtures("issued")
def test_the_neighbouring_town_does_not_serve_them(neighbour: Sections, client: Client, instant: list[Sheets]) -> None:
    assert client.get(PAPERS[0], headers={"host": "saint-aubin.example"}).status_code == 404
    assert instant == []
