"""An editor looks at the four forms of what she is typing, before anybody else."""

import datetime as dt
import os
import signal
from unittest.mock import patch

import pytest
from bs4 import BeautifulSoup
from django.test import RequestFactory
from wagtail.models import Site

from content import pdf
from content.pdf import PdfError, PdfUnavailable
from content.pdf.engine import ENGINE
from home.founding import Sections
from newsletter.models import BulletinPage
from newsletter.press.flatplan import plan
from newsletter.proofing import page_by_page, page_pictures, previews
from newsletter.proofing.previews import preview_response
from tests.newsletter.composing import december as december_page
from tests.newsletter.composing import live, settle
from tests.newsletter.conftest import blank
from tests.newsletter.editions import december

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_press")]


@pytest.fixture
def draft(town: Sections, site: Site, now: dt.datetime) -> BulletinPage:
    settle(site)
    live(town, site, now)
    return december_page(town)


def seen(draft: BulletinPage, mode: str, now: dt.datetime) -> str:
    request = RequestFactory().get("/")
    request.is_preview = True  # type: ignore[attr-defined]
    response = preview_response(draft, request, mode, now)
    if hasattr(response, "render"):
        response.render()
    return response.content.decode()


def test_wagtail_offers_the_four_forms(draft: BulletinPage) -> None:
    assert [name for name, _label in draft.preview_modes] == ["web", "email", "phone", "pdf"]


def test_the_page_shows_the_words_being_typed(draft: BulletinPage, now: dt.datetime) -> None:
    draft.title = "Pas encore enregistré"
    assert "Pas encore enregistré" in seen(draft, "web", now)


def test_the_mail_is_the_real_one_with_no_personal_link(draft: BulletinPage, now: dt.datetime) -> None:
    html = seen(draft, "email", now)
    assert "Avis à la population" in html
    assert "{{lien" not in html


def test_on_a_phone_the_mail_stands_in_a_narrow_frame(draft: BulletinPage, now: dt.datetime) -> None:
    frame = BeautifulSoup(seen(draft, "phone", now), "html.parser").iframe
    assert frame is not None
    assert "Avis à la population" in frame["srcdoc"]
    assert f"width:{previews.PHONE}px" in seen(draft, "phone", now)


def test_the_printed_one_is_shown_page_by_page(draft: BulletinPage, now: dt.datetime) -> None:
    pages = BeautifulSoup(seen(draft, "pdf", now), "html.parser").find_all("img")
    assert len(pages) % 4 == 0
    assert [page["alt"] for page in pages[:2]] == ["Page 1 : Couverture", "Page 2 : Éditorial"]
    assert pages[0]["src"].startswith(f"/admin/bulletins/{draft.pk}/pages/1/")


def test_typing_in_one_section_draws_its_pages_again_and_no_other(
    draft: BulletinPage, now: dt.datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen(draft, "pdf", now)
    drawn: list[int] = []

    def draw(page: page_by_page.LonePages) -> bytes:
        drawn.append(page.number)
        return blank()

    monkeypatch.setattr(page_by_page, "draw", draw)
    draft.sections[0].value["signatory"] = "Hélène Courtade-Roche"
    seen(draft, "pdf", now)
    assert drawn == [2]


def test_pages_that_take_long_are_shown_as_they_come(
    draft: BulletinPage, now: dt.datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(previews, "PATIENCE", 0)
    frame = seen(draft, "pdf", now)
    assert "Toutes les pages ne sont pas encore dessinées." in frame and "Dessiner la suite" in frame
    monkeypatch.undo()
    monkeypatch.setattr(page_by_page, "draw", lambda _page: blank())
    frame = seen(draft, "pdf", now)
    assert "pas encore dessinées" not in frame


def test_a_page_that_cannot_be_drawn_says_so_and_the_others_are_there(
    draft: BulletinPage, now: dt.datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def late_on_page_two(page: page_by_page.LonePages) -> bytes:
        asked.append(page.number)
        if page.number == 2:
            raise PdfError("Le PDF a pris trop de temps.")
        return blank()

    monkeypatch.setattr(page_by_page, "draw", late_on_page_two)
    for _look in range(2):
        frame = seen(draft, "pdf", now)
        assert "Cette page n’a pas pu être dessinée. Le PDF a pris trop de temps." in frame
        assert "Page 3" in frame and "pas encore dessinées" not in frame
    assert asked.count(2) == 1  # not tried again at every key


def test_without_the_engine_the_preview_says_what_to_install(draft: BulletinPage, now: dt.datetime) -> None:
    with patch.object(page_by_page, "draw", side_effect=PdfUnavailable("Le PDF attend Pango.")):
        assert "Le PDF attend Pango." in seen(draft, "pdf", now)


def test_a_number_not_saved_yet_is_previewed_below_its_shelf(
    town: Sections, draft: BulletinPage, now: dt.datetime
) -> None:
    draft.pk = draft.id = None
    pages = BeautifulSoup(seen(draft, "pdf", now), "html.parser").find_all("img")
    assert pages[0]["src"].startswith(f"/admin/bulletins/{town.bulletin.pk}/pages/1/")


@pytest.mark.slow
@pytest.mark.skipif(not pdf.available(), reason=pdf.obstacle())
def test_a_child_that_dies_or_hangs_is_replaced_and_the_editor_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()  # the real press
    edition = december()
    pages = page_by_page.pages(edition, plan(edition), {})
    site = Site(pk=999)
    monkeypatch.setattr(page_by_page, "TIMEOUT", 0.01)
    (told,) = page_pictures.drawn_in_time(pages[2:3], site, 60)
    assert told.failure == "Le PDF a pris trop de temps."
    monkeypatch.undo()
    first = page_pictures.drawn_in_time(pages[7:8], site, 60)
    os.kill(ENGINE.pid or pytest.fail("no child was kept warm"), signal.SIGKILL)
    second = page_pictures.drawn_in_time(pages[10:11], site, 60)
    assert [page.drawn for page in (*first, *second)] == [True, True]
