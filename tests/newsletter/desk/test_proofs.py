"""« D’où tenez-vous mon accord ? », answered on one sheet."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from wagtail.models import Site

from accounts.models import User
from content import pdf
from home.founding import Sections
from newsletter.models import Subscriber
from newsletter.subscribers import consent, erasing, subscriptions
from tests.newsletter.residents import ALERTS, subscriber
from tests.newsletter.views.reading import words
from tests.people import JEANNE, KARIM

FORM = "/admin/preuve-d-accord/"


@pytest.fixture
def desk(client: Client, odile: User) -> Client:
    client.force_login(odile)
    return client


@pytest.fixture
def karim(town: Sections, now: dt.datetime) -> Subscriber:
    person = subscriber(town.home.site, KARIM, now)
    subscriptions.choose(person, [ALERTS], now, districts=[], text_only=False, page="https://valombreuse.example/…")
    return person


def test_odile_prints_what_karim_agreed_to_from_the_list(desk: Client, karim: Subscriber) -> None:
    sheet = f"/admin/abonnes/{karim.pk}/preuve/"
    assert sheet in desk.get("/admin/abonnes/").content.decode()
    said = words(desk.get(sheet))
    assert "Accord recueilli par la mairie" in said
    assert "bulletin papier" in said
    assert "Le bulletin (chaque mois)" in said
    assert "Changement" in said
    assert "Alertes (aussitôt)" in said


def test_an_address_erased_long_ago_can_still_be_answered(desk: Client, karim: Subscriber, now: dt.datetime) -> None:
    erasing.erase(karim, consent.Source.PERSONAL_LINK, now)
    said = words(desk.post(FORM, {"address": KARIM.upper()}))
    assert "Effacement" in said
    assert "bulletin papier" in said


def test_an_address_that_never_subscribed_has_an_empty_sheet(desk: Client, karim: Subscriber) -> None:
    assert "aucune ligne pour cette adresse" in words(desk.post(FORM, {"address": JEANNE}))


@pytest.mark.parametrize("typed", ["", "karim", "a" * 400, "\x00@boite.example"])
def test_what_is_not_an_address_is_told(desk: Client, town: Sections, typed: str) -> None:
    page = desk.post(FORM, {"address": typed})
    assert page.status_code == 200
    assert "Voir la feuille" in words(page)


def test_whoever_may_only_see_subscribers_sees_no_proof(client: Client, karim: Subscriber) -> None:
    group = Group.objects.create(name="accueil")
    group.permissions.set(Permission.objects.filter(codename__in=["access_admin", "view_subscriber"]))
    colleague = User.objects.create_user("paul", "paul@mairie.example", "un long mot de passe")
    colleague.groups.add(group)
    client.force_login(colleague)
    sheet = f"/admin/abonnes/{karim.pk}/preuve/"
    assert sheet not in client.get("/admin/abonnes/").content.decode()
    assert b"bulletin papier" not in client.get(sheet, follow=True).content
    assert b"bulletin papier" not in client.post(FORM, {"address": KARIM}, follow=True).content


@pytest.mark.slow
@pytest.mark.skipif(not pdf.available(), reason="no Pango on this machine")
def test_the_sheet_is_a_file_too(desk: Client, karim: Subscriber, site: Site) -> None:
    answer = desk.get(f"/admin/abonnes/{karim.pk}/preuve/?pdf")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
