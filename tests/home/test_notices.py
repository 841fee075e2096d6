"""The pages the law asks for exist from the first day, and say nothing that the code does not do."""

import re

import pytest
from django.test import Client
from wagtail.models import Site

from content.models import Commune
from newsletter.limits import PER_NETWORK
from newsletter.retention import ADDRESS_AFTER_LEAVING, PERSON_IN_LEDGER
from newsletter.tokens import CONFIRMATION_LIFE

pytestmark = pytest.mark.django_db


def read(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return re.sub(r"[\s\u202f\u00a0]+", " ", text)


def test_the_legal_notice_says_who_publishes_and_who_hosts(client: Client, town: object, site: Site) -> None:
    commune = Commune.for_site(site)
    commune.address, commune.phone = "3, place de la Halle\nValombreuse-sur-Lise", "04 65 71 00 42"
    commune.director, commune.host_name = "Hélène Courtade, maire", "Hébergeur du Val"
    commune.save()
    page = read(client, "/mentions-legales/")
    for fact in ("3, place de la Halle", "04 65 71 00 42", "Hélène Courtade, maire", "Hébergeur du Val"):
        assert fact in page


def test_what_the_town_hall_has_not_said_is_not_made_up(client: Client, town: object) -> None:
    assert "non renseigné par la mairie" in read(client, "/mentions-legales/")


def test_the_periods_promised_are_those_of_the_code(client: Client, town: object) -> None:
    page = read(client, "/donnees-personnelles/")
    assert f"{ADDRESS_AFTER_LEAVING.days} jours après votre départ" in page
    assert f"{PERSON_IN_LEDGER.days} jours, puis seulement des nombres" in page
    assert f"{int(PER_NETWORK.window.total_seconds() // 60)} minutes" in page
    assert f"{CONFIRMATION_LIFE.days} jours" in page


def test_nothing_is_claimed_before_an_audit(client: Client, town: object) -> None:
    page = read(client, "/accessibilite/")
    assert "non conforme" in page
    assert "Défenseur des droits, Libre réponse 71120, 75342 Paris CEDEX 07" in page


def test_the_plan_names_every_section(client: Client, town: object) -> None:
    page = read(client, "/plan-du-site/")
    for section in ("Actualités", "Agenda", "Alertes", "Bulletin", "Mentions légales", "Accessibilité"):
        assert section in page
