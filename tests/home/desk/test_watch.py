"""Odile sees what waits on the desk's first page, and says in one click that a page is right as it stands."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.utils import timezone
from wagtail.models import PageLogEntry

from accounts.models import User
from content.models import JournalLine
from home.founding import Sections
from home.models import EditorialPage
from tests.conftest import publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(town: Sections) -> EditorialPage:
    """A procedure read again every six months, ten days late."""
    today = timezone.localdate()
    due = today - dt.timedelta(days=10)
    known = {"checked_on": due - dt.timedelta(days=182), "checked_by": "l’accueil", "check_again_on": due}
    page = publish(town.home, EditorialPage(title="Inscription à l’école", slug="ecole", **known))
    return EditorialPage.objects.get(pk=page.pk)


def test_what_waits_is_on_the_first_page(client: Client, odile: User, page: EditorialPage) -> None:
    client.force_login(odile)
    desk = client.get("/admin/").content.decode()
    assert "Inscription à l’école" in desk
    assert "à vérifier depuis le" in desk
    assert "qui héberge le site" in desk


def test_one_click_moves_the_dates_and_nothing_else(client: Client, odile: User, page: EditorialPage) -> None:
    lines = JournalLine.objects.count()
    client.force_login(odile)
    answer = client.post(f"/admin/pages/{page.pk}/verifiee/", follow=True).content.decode()
    assert "Prochaine vérification avant le" in answer
    today = timezone.localdate()
    after = EditorialPage.objects.get(pk=page.pk)
    assert (after.checked_on, after.checked_by) == (today, "Odile Marchand")
    assert after.check_again_on == today + dt.timedelta(days=182)
    assert (after.last_published_at, after.has_unpublished_changes) == (page.last_published_at, False)
    assert JournalLine.objects.count() == lines
    assert PageLogEntry.objects.filter(page=page.pk, action="home.check", user=odile).exists()


def test_a_draft_published_later_keeps_the_check(client: Client, odile: User, page: EditorialPage) -> None:
    page.standfirst = "Un brouillon."
    page.save_revision()
    client.force_login(odile)
    client.post(f"/admin/pages/{page.pk}/verifiee/")
    EditorialPage.objects.get(pk=page.pk).latest_revision.publish()
    after = EditorialPage.objects.get(pk=page.pk)
    assert (after.standfirst, after.checked_on) == ("Un brouillon.", timezone.localdate())


def test_only_who_may_publish_the_page_signs_for_it(client: Client, page: EditorialPage) -> None:
    group = Group.objects.create(name="accueil")
    group.permissions.set(Permission.objects.filter(codename="access_admin"))
    colleague = User.objects.create_user("paul", "paul@mairie.example", "un long mot de passe")
    colleague.groups.add(group)
    client.force_login(colleague)
    client.post(f"/admin/pages/{page.pk}/verifiee/")
    assert EditorialPage.objects.get(pk=page.pk).checked_by == "l’accueil"
    assert "Inscription à l’école" not in client.get("/admin/").content.decode()


def test_a_check_is_a_click_never_a_link(client: Client, odile: User, page: EditorialPage) -> None:
    client.force_login(odile)
    assert client.get(f"/admin/pages/{page.pk}/verifiee/").status_code == 405
    assert client.post("/admin/pages/999999/verifiee/").status_code == 404


@pytest.mark.parametrize("door", ["delete", "unpublish"])
def test_a_page_the_law_asks_for_stays_online(client: Client, odile: User, town: Sections, door: str) -> None:
    legal = EditorialPage.objects.get(notice="legal")
    client.force_login(odile)
    answer = client.post(f"/admin/pages/{legal.pk}/{door}/", follow=True).content.decode()
    assert "est obligatoire" in answer
    client.post(f"/admin/bulk/wagtailcore/page/{door}/?id={legal.pk}&next=/admin/", follow=True)
    assert EditorialPage.objects.get(pk=legal.pk).live


def test_an_ordinary_page_may_leave(client: Client, odile: User, page: EditorialPage) -> None:
    client.force_login(odile)
    client.post(f"/admin/pages/{page.pk}/unpublish/")
    assert not EditorialPage.objects.get(pk=page.pk).live


def test_odile_copies_the_report_of_an_audit(client: Client, odile: User, town: Sections) -> None:
    client.force_login(odile)
    address = "/admin/snippets/home/accessibilityaudit/add/"
    assert "Sans audit, le site se déclare" in client.get(address).content.decode()
    answers = {
        "audited_on": "2026-03-02", "declared_on": "2026-03-10", "auditor": "Access 42", "referential": "RGAA 4.1.2",
        "conforming": 60, "non_conforming": 12, "not_applicable": 34, "non_conformities": "Un plan sans texte.",
        "pages_audited": "Accueil", "technologies": "HTML5", "environment": "NVDA", "site": town.home.site.pk,
    }  # fmt: skip
    assert "font 105" in client.post(address, answers | {"not_applicable": 33}).content.decode()
    listing = client.post(address, answers, follow=True).content.decode()
    assert "partiellement conforme" in listing
