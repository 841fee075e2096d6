"""An editor looks at the four forms of what she is typing, before anybody else."""

import datetime as dt
from unittest.mock import patch

import pytest
from bs4 import BeautifulSoup
from django.test import RequestFactory
from wagtail.models import Site

from content.pdf import PdfUnavailable
from home.founding import Sections
from newsletter import showing
from newsletter.models import BulletinPage
from newsletter.renderers import pdf
from newsletter.showing import preview_response
from tests.newsletter.composing import december, live, settle

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_press")]


@pytest.fixture
def draft(town: Sections, site: Site, now: dt.datetime) -> BulletinPage:
    settle(site)
    live(town, site, now)
    return december(town)


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
    assert f"width:{showing.PHONE}px" in seen(draft, "phone", now)


def test_the_printed_one_is_shown_page_by_page(draft: BulletinPage, now: dt.datetime) -> None:
    pages = BeautifulSoup(seen(draft, "pdf", now), "html.parser").find_all("img")
    assert len(pages) % 4 == 0
    assert pages[0]["src"].startswith("data:image/jpeg;base64,")
    assert [page["alt"] for page in pages[:2]] == ["Page 1", "Page 2"]


def test_without_the_engine_the_preview_says_what_to_install(draft: BulletinPage, now: dt.datetime) -> None:
    with patch.object(pdf, "render", side_effect=PdfUnavailable("Le PDF attend Pango.")):
        assert "Le PDF attend Pango." in seen(draft, "pdf", now)
