"""« Chemin de fer »: Odile sees the pages of her number facing each other, and puts its sections in order."""

from unittest.mock import patch

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import GroupPagePermission, Site

from accounts.models import User
from content import pdf
from home.founding import Sections
from newsletter.approval import issuing
from newsletter.models import BulletinPage, Issue
from tests.newsletter.composing import december, usual
from tests.newsletter.conftest import PAGES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_press")]


def address(draft: BulletinPage) -> str:
    return f"/admin/bulletins/{draft.pk}/chemin-de-fer/"


def screen(client: Client, draft: BulletinPage) -> BeautifulSoup:
    response = client.get(address(draft))
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def names(page: BeautifulSoup) -> list[str]:
    return [row.b.get_text() for row in page.select(".flat-plan-row") if row.b]


def press(client: Client, draft: BulletinPage, page: BeautifulSoup, label: str, button: str) -> BeautifulSoup:
    """What a click on that button of that section does."""
    (row,) = [row for row in page.select(".flat-plan-row") if row.b and row.b.get_text() == label]
    (pressed,) = [one for one in row.select("button") if one.get_text().startswith(button)]
    assert not pressed.has_attr("disabled")
    fields = {str(field["name"]): str(field["value"]) for field in row.select("input")}
    return post(client, draft, fields | {"to": str(pressed["value"])})


def post(client: Client, draft: BulletinPage, fields: dict[str, str]) -> BeautifulSoup:
    response = client.post(f"{address(draft)}deplacer/", fields, follow=True)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def test_the_plan_is_reached_from_the_number_and_from_its_send_screen(draft: BulletinPage, client: Client) -> None:
    assert address(draft) in client.get(f"/admin/pages/{draft.pk}/edit/").content.decode()
    assert address(draft) in client.get(f"/admin/bulletins/{draft.pk}/envoyer/").content.decode()


def test_pages_face_each_other_with_their_number_and_sections(draft: BulletinPage, client: Client) -> None:
    page = screen(client, draft)
    spreads = [
        [" ".join(folio.figcaption.get_text().split()) for folio in spread.select("figure") if folio.figcaption]
        for spread in page.select(".flat-plan-spread")
    ]
    assert spreads[0] == ["1 Couverture"]
    assert spreads[1][0] == "2 Éditorial"
    assert spreads[-1][-1].endswith("Être prévenu")
    assert [heading.get_text() for heading in page.select("h3")][:2] == ["Couverture", "Pages 2 et 3"]
    assert "feuille" in page.select_one(".flat-plan-count").get_text()  # type: ignore[union-attr]


def test_pictures_come_by_themselves_and_never_hold_the_screen(draft: BulletinPage, client: Client) -> None:
    pictures = screen(client, draft).select(".folio img")
    assert pictures
    assert all(picture["loading"] == "lazy" and picture["src"].startswith(address(draft)[:-15]) for picture in pictures)


def test_a_section_goes_down_then_back_by_its_buttons(draft: BulletinPage, client: Client) -> None:
    first = screen(client, draft)
    assert names(first) == ["Éditorial", "Nouvelles (du site)", "Agenda (du site)", "Pratique", "Dos : être prévenu"]
    down = press(client, draft, first, "Éditorial", "Descendre")
    assert names(down)[:2] == ["Nouvelles (du site)", "Éditorial"]
    told = down.select_one(".flat-plan-moved")
    assert told and told["role"] == "status" and "Éditorial : " in told.get_text()
    assert down.select_one("button[autofocus]").find_parent("li")["data-rank"] == "1"  # type: ignore[union-attr,index]
    undo = {str(field["name"]): str(field["value"]) for field in told.select("input, button[name]")}
    assert names(post(client, draft, undo)) == names(first)


def test_undoing_is_no_longer_offered_once_the_number_was_saved_again(draft: BulletinPage, client: Client) -> None:
    press(client, draft, screen(client, draft), "Éditorial", "Descendre")
    assert screen(client, draft).select_one(".flat-plan-moved")
    draft.refresh_from_db()
    draft.get_latest_revision_as_object().save_revision()
    assert not screen(client, draft).select_one(".flat-plan-moved")


def test_the_first_does_not_go_up_the_last_does_not_go_down_and_the_back_stays(
    draft: BulletinPage, client: Client
) -> None:
    rows = screen(client, draft).select(".flat-plan-row")
    ends = [[button.has_attr("disabled") for button in row.select("button")] for row in rows]
    assert ends == [[True, False], [False, False], [False, False], [False, True], []]
    assert "reste à la fin" in rows[-1].get_text()


def test_a_plan_that_is_out_of_date_says_who_saved_and_moves_nothing(draft: BulletinPage, client: Client) -> None:
    first = screen(client, draft)
    draft.save_revision(user=User.objects.create(username="jean", first_name="Jean", last_name="Roche"))
    told = press(client, draft, first, "Éditorial", "Descendre")
    assert "Jean Roche a enregistré ce numéro" in told.get_text()
    assert names(told) == names(first)


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"block": "x", "to": "1"},
        {"block": "0c5bd2b0-0000-0000-0000-000000000000", "to": "1"},
        {"block": "0c5bd2b0-0000-0000-0000-000000000000", "to": "-1", "seen": "é"},
        {"block": "\x00", "to": "9" * 40, "seen": "9" * 40},
    ],
)
def test_nonsense_moves_nothing(draft: BulletinPage, client: Client, fields: dict[str, str]) -> None:
    before = draft.latest_revision_id
    page = post(client, draft, fields)
    assert page.select_one(".messages .error")
    draft.refresh_from_db()
    assert draft.latest_revision_id == before


def test_a_move_needs_its_form(draft: BulletinPage, odile: User) -> None:
    assert Client().get(address(draft)).status_code == 302
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(odile)
    assert strict.post(f"{address(draft)}deplacer/", {}).status_code == 403
    assert strict.get(f"{address(draft)}deplacer/").status_code == 405


def test_a_neighbour_s_clerk_sees_and_moves_nothing(draft: BulletinPage, neighbour: Sections) -> None:
    clerk = Client()
    clerk.force_login(editor_of(neighbour))
    assert clerk.get(address(draft)).status_code == 302  # back to her own desk, with a word
    assert clerk.post(f"{address(draft)}deplacer/", {}).status_code == 302
    assert names(screen(logged_in_again(), draft))[0] == "Éditorial"


def editor_of(sections: Sections) -> User:
    group = Group.objects.create(name="Secrétariat de Saint-Aubin")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    change = Permission.objects.get(content_type__app_label="wagtailcore", codename="change_page")
    GroupPagePermission.objects.create(group=group, page=sections.home, permission=change)
    user = User.objects.create_user("lise@saint-aubin.example")
    user.groups.add(group)
    return user


def logged_in_again() -> Client:
    client = Client()
    client.force_login(User.objects.get(last_name="Marchand"))
    return client


def test_an_empty_number_says_where_to_begin(draft: BulletinPage, client: Client, town: Sections) -> None:
    empty = december(town, sections=[], title="Rien encore", number=48)
    page = screen(client, empty)
    assert "Ce numéro n’a pas encore de rubrique." in page.get_text()
    assert page.select(".folio")


def test_without_the_engine_the_plan_is_drawn_in_blank(draft: BulletinPage, client: Client) -> None:
    with (
        patch.object(pdf, "obstacle", return_value="Le PDF attend Pango."),
        patch.object(pdf, "available", return_value=False),
    ):
        page = screen(client, draft)
    assert "Le PDF attend Pango." in page.get_text()
    assert page.select(".folio-blank") and not page.select(".folio img")
    assert page.select(".flat-plan-row button")


def test_an_approved_number_shows_its_own_pages_and_does_not_move(
    draft: BulletinPage, client: Client, odile: User, now: object
) -> None:
    issuing.issue(draft, now, odile)  # type: ignore[arg-type]
    page = screen(client, draft)
    assert "Ce numéro est paru : ses pages ne bougent plus." in page.get_text()
    assert len(page.select(".folio img")) == PAGES
    assert not page.select("[data-block], .flat-plan-row")


def test_an_approved_number_without_a_printed_form_says_that_it_has_no_pages(
    draft: BulletinPage, client: Client, site: Site
) -> None:
    Issue.objects.create(site=site, page=draft, subject="n° 47", html="x", text="x", pdf_obstacle="Pango manquait.")
    page = screen(client, draft)
    assert "Ce numéro est paru sans bulletin imprimé : il n’a pas de pages. Pango manquait." in page.get_text()
    assert not page.select(".folio")


def test_a_locked_number_is_read_only(draft: BulletinPage, client: Client) -> None:
    draft.locked, draft.locked_by = True, User.objects.create(username="jean", first_name="Jean", last_name="Roche")
    draft.save()
    page = screen(client, draft)
    assert "verrouillé par Jean Roche" in page.get_text()
    assert not page.select(".flat-plan-row button, [data-block]")


def test_a_longer_number_asks_the_database_no_more(draft: BulletinPage, client: Client, town: Sections) -> None:
    long = december(town, sections=[*usual()[:4] * 3, usual()[4]], title="Le long", number=48)
    assert questions(client, long) == questions(client, draft)


def questions(client: Client, number: BulletinPage) -> int:
    """What showing the plan of a number asks, once it was composed."""
    screen(client, number)
    with CaptureQueriesContext(connection) as asked:
        screen(client, number)
    assert len(asked) <= 25
    return len(asked)
