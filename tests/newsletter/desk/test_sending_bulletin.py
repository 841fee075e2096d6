"""Odile reads her number again, tries it on herself, approves it: it leaves once."""

import datetime as dt
import re

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.test import Client
from wagtail.models import GroupPagePermission, Site

from accounts.models import User
from content.models import OutgoingMessage
from home.founding import Sections
from newsletter.approval import issuing
from newsletter.models import BulletinPage, Delivery, Dispatch, Issue
from tests.newsletter.composing import december, live, settle
from tests.newsletter.residents import issue as former
from tests.newsletter.residents import readers

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_press")]


@pytest.fixture
def draft(town: Sections, site: Site, odile: User, client: Client, now: dt.datetime) -> BulletinPage:
    settle(site)
    live(town, site, now)
    readers(site, 3, now)
    client.force_login(odile)
    return december(town)


def desk(draft: BulletinPage, where: str) -> str:
    return f"/admin/bulletins/{draft.pk}/{where}/"


def test_the_screen_says_who_will_receive_and_what_to_know(draft: BulletinPage, client: Client) -> None:
    page = BeautifulSoup(client.get(desk(draft, "envoyer")).content, "html.parser")
    text = " ".join(page.get_text().split())
    assert re.search(r"3 personnes recevront ce numéro. Fin (vers|le) \d", text)
    assert "Approuvé par Odile Marchand." in text
    assert [row.th.get_text() for row in page.select(".bulletin-gauges tbody tr")][:3] == [
        "Bulletin imprimé",
        "Rubriques",
        "Courriel",
    ]


def test_the_screen_is_reached_from_the_number_s_own_page(draft: BulletinPage, client: Client) -> None:
    page = client.get(f"/admin/pages/{draft.pk}/edit/").content.decode()
    assert desk(draft, "envoyer") in page


@pytest.mark.parametrize("name", ["web", "email", "phone", "pdf", "file"])
def test_each_form_can_be_looked_at(draft: BulletinPage, client: Client, name: str) -> None:
    response = client.get(desk(draft, f"forme/{name}"))
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/pdf" if name == "file" else "text/html")


def test_an_unknown_form_is_not_found(draft: BulletinPage, client: Client) -> None:
    assert client.get(desk(draft, "forme/cassette")).status_code == 404


def test_a_trial_leaves_to_herself_alone(draft: BulletinPage, client: Client) -> None:
    client.post(desk(draft, "essai"))
    (message,) = OutgoingMessage.objects.all()
    assert message.recipient == "odile@mairie.example"
    assert message.subject == "Essai : Avis à la population n°\u00a047, décembre 2026"
    assert b"{{lien" not in bytes(message.raw)
    assert not Issue.objects.exists()


def test_a_number_she_has_not_tried_as_it_is_says_so(draft: BulletinPage, client: Client) -> None:
    reminder = "Vous ne vous êtes pas encore envoyé ce numéro tel qu’il est"
    assert reminder in client.get(desk(draft, "envoyer")).content.decode()
    client.post(desk(draft, "essai"))
    assert reminder not in client.get(desk(draft, "envoyer")).content.decode()
    draft.save_revision()
    assert reminder in client.get(desk(draft, "envoyer")).content.decode()


def test_nothing_leaves_without_the_box_ticked(draft: BulletinPage, client: Client) -> None:
    response = client.post(desk(draft, "approuver"))
    assert response.status_code == 422
    assert "rien ne part sans approbation" in response.content.decode()
    assert not Issue.objects.exists()


def test_approving_freezes_one_issue_and_plans_one_mail_per_reader(draft: BulletinPage, client: Client) -> None:
    client.post(desk(draft, "approuver"), {"approved": "on"})
    issue = Issue.objects.get()
    assert issue.approver_name == "Odile Marchand"
    assert Delivery.objects.for_issue(issue).tally() == {Delivery.State.PENDING: 3}


def test_a_list_that_changed_by_more_than_a_fifth_is_looked_at_twice(
    draft: BulletinPage, client: Client, site: Site, now: dt.datetime
) -> None:
    Dispatch.objects.create(issue=former(site), frozen_at=now, candidates=4, planned=4, excluded=0)
    page = client.get(desk(draft, "envoyer")).content.decode()
    assert "Le numéro précédent est parti à 4 personnes, celui-ci partirait à 3." in page
    refused = client.post(desk(draft, "approuver"), {"approved": "on"})
    assert "La liste a beaucoup changé" in refused.content.decode()
    assert not Issue.objects.filter(page=draft.pk).exists()
    client.post(desk(draft, "approuver"), {"approved": "on", "looked_again": "on"})
    assert Issue.objects.filter(page=draft.pk).exists()


@pytest.mark.parametrize(("before", "is_asked"), [(0, False), (3, False), (15, True)])
def test_a_list_that_hardly_changed_asks_nothing_more(
    draft: BulletinPage, client: Client, site: Site, now: dt.datetime, before: int, is_asked: bool
) -> None:
    if before:
        Dispatch.objects.create(issue=former(site), frozen_at=now, candidates=before, planned=before, excluded=0)
    assert ("looked_again" in client.get(desk(draft, "envoyer")).content.decode()) is is_asked


def test_a_double_click_sends_once(draft: BulletinPage, client: Client) -> None:
    for _click in range(2):
        client.post(desk(draft, "approuver"), {"approved": "on"})
    assert (Issue.objects.count(), Dispatch.objects.count(), Delivery.objects.count()) == (1, 1, 3)


def test_afterwards_the_screen_says_where_the_sending_is(draft: BulletinPage, client: Client) -> None:
    client.post(desk(draft, "approuver"), {"approved": "on"})
    text = " ".join(BeautifulSoup(client.get(desk(draft, "envoyer")).content, "html.parser").get_text().split())
    assert "Ce numéro est parti" in text
    assert "3 personnes prévues" in text
    assert "en attente : 3" in text


def test_an_approved_number_never_sent_can_still_leave(
    draft: BulletinPage, client: Client, odile: User, now: dt.datetime
) -> None:
    issuing.issue(draft, now, odile)
    assert "Commencer l’envoi" in client.get(desk(draft, "envoyer")).content.decode()
    client.post(desk(draft, "approuver"), {"approved": "on"})
    assert Dispatch.objects.count() == 1


def test_an_empty_number_cannot_leave(town: Sections, site: Site, odile: User, client: Client) -> None:
    settle(site)
    client.force_login(odile)
    empty = december(town, [])
    assert "disabled" in client.get(desk(empty, "envoyer")).content.decode()
    client.post(desk(empty, "approuver"), {"approved": "on"})
    assert not Issue.objects.exists()


def writer(draft: BulletinPage) -> User:
    """Jean, who may write the bulletin and not publish it."""
    writers = Group.objects.create(name="Rédaction")
    writers.permissions.add(Permission.objects.get(codename="access_admin"))
    for right in ("add", "change"):
        permission = Permission.objects.get(codename=f"{right}_page")
        GroupPagePermission.objects.create(group=writers, page=draft.get_parent(), permission=permission)
    jean: User = User.objects.create_user("jean", "jean@mairie.example", "un long mot de passe", first_name="Jean")
    jean.groups.add(writers)
    return jean


def test_whoever_may_only_write_looks_at_it_and_may_not_send(draft: BulletinPage, client: Client) -> None:
    client.force_login(writer(draft))
    page = client.get(desk(draft, "envoyer")).content.decode()
    assert "3. Demander l’approbation" in page
    assert "Approuver et envoyer" not in page
    for act in ("approuver", "donner"):
        client.post(desk(draft, act), {"approved": "on"})
    assert not Issue.objects.exists()


def test_whoever_may_not_write_sees_nothing_of_it(draft: BulletinPage, client: Client) -> None:
    stranger = User.objects.create_user("paul", "paul@mairie.example", "un long mot de passe")
    stranger.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(stranger)
    for screen in ("envoyer", "mesures", "groupes"):
        assert client.get(desk(draft, screen)).status_code in {302, 403}


def test_a_visitor_is_asked_to_sign_in(draft: BulletinPage) -> None:
    response = Client().get(desk(draft, "envoyer"))
    assert response.status_code == 302
    assert "/admin/login/" in response["Location"]
