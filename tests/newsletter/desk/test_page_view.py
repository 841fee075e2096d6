"""One page of a number as a picture: kept once drawn, for those who may change the number."""

import pytest
from django.test import Client

from accounts.models import User
from content.pdf import PdfError
from home.founding import Sections
from newsletter.approval import issuing
from newsletter.models import BulletinPage
from newsletter.proofing import page_by_page
from tests.newsletter.desk.test_flat_plan import editor_of, screen

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_press")]

JPEG = b"\xff\xd8\xff"


@pytest.fixture
def second(draft: BulletinPage, client: Client) -> str:
    """The address of the picture of page 2."""
    return str(screen(client, draft).select(".folio img")[1]["src"])


def test_a_page_is_drawn_once_then_kept(client: Client, second: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first = client.get(second)
    assert first.content.startswith(JPEG) and first["Cache-Control"] == "private, max-age=31536000, immutable"
    monkeypatch.setattr(page_by_page, "draw", lambda _page: pytest.fail("drawn twice"))
    assert client.get(second).content == first.content


def test_a_page_that_changed_since_is_shown_as_it_is_and_not_kept(
    draft: BulletinPage, client: Client, second: str
) -> None:
    draft.sections[0].value["title"] = "Un autre titre"
    draft.save_revision()
    answer = client.get(second)
    assert answer.content.startswith(JPEG)
    assert answer["Cache-Control"] == "no-store"


def test_a_page_that_cannot_be_drawn_says_so_in_its_place(
    client: Client, second: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def late(_page: page_by_page.LonePages) -> bytes:
        raise PdfError("Le PDF a pris <trop> de temps.")

    monkeypatch.setattr(page_by_page, "draw", late)
    answer = client.get(second)
    assert (answer.status_code, answer["Content-Type"], answer["Cache-Control"]) == (503, "image/svg+xml", "no-store")
    assert "Elle n’a pas pu être dessinée." in answer.content.decode()
    assert "<trop>" not in answer.content.decode()


def test_a_page_the_number_does_not_have_is_not_found(client: Client, second: str) -> None:
    assert client.get(second.replace("/pages/2/", "/pages/99/").replace("-", "-0", 1)).status_code == 404
    assert client.get(second.replace("/pages/2/", "/pages/0/").replace("-", "-0", 1)).status_code == 404


def test_a_key_of_another_town_is_not_found(client: Client, second: str) -> None:
    directory, _, name = second.rpartition("/")
    assert client.get(f"{directory}/999-{name.split('-', 1)[1]}").status_code == 404


def test_a_neighbour_s_clerk_and_a_stranger_see_nothing(second: str, client: Client, neighbour: Sections) -> None:
    client.get(second)
    clerk = Client()
    assert clerk.get(second).status_code == 302
    clerk.force_login(editor_of(neighbour))
    assert clerk.get(second).status_code == 302


def test_a_number_not_saved_yet_has_the_pages_of_its_preview_only(
    client: Client, second: str, town: Sections, draft: BulletinPage
) -> None:
    below_shelf = second.replace(f"/{draft.pk}/", f"/{town.bulletin.pk}/")
    assert client.get(below_shelf).status_code == 404
    client.get(second)
    assert client.get(below_shelf).content.startswith(JPEG)


def test_an_approved_number_shows_the_pages_residents_received(
    draft: BulletinPage, client: Client, odile: User, now: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    issuing.issue(draft, now, odile)  # type: ignore[arg-type]
    monkeypatch.setattr(page_by_page, "draw", lambda _page: pytest.fail("drawn again"))
    address = str(screen(client, draft).select(".folio img")[1]["src"])
    assert client.get(address).content.startswith(JPEG)
    assert client.get(address.replace("/pages/2/", "/pages/9/").replace("-2.jpg", "-9.jpg")).status_code == 404
