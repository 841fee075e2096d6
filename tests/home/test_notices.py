"""The pages the law asks for exist from the first day, and say nothing that the code does not do."""

import datetime as dt
import re
from typing import Any

import pytest
import time_machine
from django.test import Client
from wagtail.models import Site

from content import privacy
from content.models import Commune
from home.contact.models import KEPT
from home.founding import Sections
from home.models import AccessibilityAudit, EditorialPage
from newsletter.subscribers.limits import PER_NETWORK
from newsletter.subscribers.retention import ADDRESS_AFTER_LEAVING, PERSON_IN_LEDGER
from newsletter.subscribers.tokens import CONFIRMATION_LIFE

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


def test_the_licence_the_fonts_and_the_data_officer_are_named(client: Client, town: object, site: Site) -> None:
    Commune.objects.update_or_create(
        site=site, defaults={"name": "Aubrelle", "insee_code": "43999", "dpo_name": "Iris Vasseur"}
    )
    page = read(client, "/mentions-legales/")
    for fact in ("Commune d’Aubrelle", "(Haute-Loire)", "Iris Vasseur", "Licence Ouverte 2.0", "Open Font License 1.1"):
        assert fact in page


def test_the_periods_promised_are_those_of_the_code(client: Client, town: object) -> None:
    page = read(client, "/donnees-personnelles/")
    assert f"{ADDRESS_AFTER_LEAVING.days} jours après votre départ" in page
    assert f"{PERSON_IN_LEDGER.days} jours, puis seulement des nombres" in page
    assert f"{int(PER_NETWORK.window.total_seconds() // 60)} minutes" in page
    assert f"{CONFIRMATION_LIFE.days} jours" in page
    assert f"{KEPT.days} jours sur ce site" in page


def test_each_processing_says_why_what_until_when_for_whom_and_by_what_right(client: Client, town: object) -> None:
    page = read(client, "/donnees-personnelles/")
    for processing in privacy.processings():
        for words in (
            processing.title,
            processing.purpose,
            processing.data,
            processing.recipients,
            processing.basis.value,
        ):
            assert re.sub(r"[\s\u202f\u00a0]+", " ", str(words)).lower() in page.lower()
    assert "CNIL" in page


@pytest.mark.parametrize(
    "address", ["/mentions-legales/", "/donnees-personnelles/", "/accessibilite/", "/plan-du-site/"]
)
def test_no_cookie_is_what_it_says(client: Client, town: object, address: str) -> None:
    response = client.get(address)
    assert not response.cookies
    assert "Set-Cookie" not in response.headers


def test_nothing_is_claimed_before_an_audit(client: Client, town: object) -> None:
    page = read(client, "/accessibilite/")
    assert "non conforme" in page
    assert "Défenseur des droits, Libre réponse 71120, 75342 Paris CEDEX 07" in page
    assert "Accessibilité : non conforme" in read(client, "/")


def on(day: str) -> Any:
    """That day at half past eleven, in the town."""
    return time_machine.travel(f"{day}T10:30:00+00:00", tick=False)


def audit(site: Site, on: dt.date, conforming: int = 60, non_conforming: int = 12) -> AccessibilityAudit:
    """An audit of that day, its other criteria without object."""
    return AccessibilityAudit.objects.create(
        site=site,
        audited_on=on,
        declared_on=on,
        auditor="Access 42",
        conforming=conforming,
        non_conforming=non_conforming,
        not_applicable=106 - conforming - non_conforming,
        non_conformities="Le plan du cimetière n’a pas d’équivalent écrit.\n\nQuatorze PDF sans titres.",
        pages_audited="Accueil\nContact",
        environment="NVDA et Firefox",
    )


def test_an_audit_writes_the_declaration_and_the_foot_of_every_page(client: Client, town: object, site: Site) -> None:
    audit(site, dt.date(2026, 3, 2))
    with on("2026-11-20"):
        page, home = read(client, "/accessibilite/"), read(client, "/")
    for words in (
        "partiellement conforme",
        "83 % des critères",
        "Access 42",
        "Quatorze PDF sans titres.",
        "L’audit vaut jusqu’au vendredi 2 mars 2029",
    ):
        assert words in page
    assert "Accessibilité : partiellement conforme" in home


def test_after_three_years_the_site_says_that_its_audit_is_worth_nothing(
    client: Client, town: object, site: Site
) -> None:
    audit(site, dt.date(2026, 3, 2))
    with on("2029-03-01"):
        assert "Accessibilité : partiellement conforme" in read(client, "/")
    with on("2029-03-02"):
        assert "Accessibilité : non conforme" in read(client, "/")
        assert "n’est plus valable depuis le vendredi 2 mars 2029" in read(client, "/accessibilite/")


def test_a_neighbour_s_audit_is_not_ours(client: Client, neighbour: Sections, site: Site) -> None:
    audit(neighbour.home.site, dt.date(2026, 3, 2))
    assert "Accessibilité : non conforme" in read(client, "/")


def test_the_plans_are_proposed_and_part_of_the_declaration_once_published(client: Client, town: Sections) -> None:
    assert "la stratégie et les actions suivantes" not in read(client, "/accessibilite/")
    for plan in EditorialPage.objects.filter(slug__in=["schema-pluriannuel", "plan-d-action"]):
        plan.get_latest_revision().publish()
    page = read(client, "/accessibilite/")
    assert "la stratégie et les actions suivantes" in page
    assert page.index("Schéma pluriannuel") < page.index("Plan d’action") < page.index("État de conformité")
    assert "Le calendrier" in read(client, "/accessibilite/schema-pluriannuel/")


def test_the_plan_names_every_section(client: Client, town: object) -> None:
    page = read(client, "/plan-du-site/")
    for section in ("Actualités", "Agenda", "Alertes", "Bulletin", "Mentions légales", "Accessibilité"):
        assert section in page
