"""A secretary in Corsica hands over the ministry's file; what became of each line is told to her."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from content.models import Commune
from events.jobs import carry_to_the_horizon
from events.models import AgendaPage, SchoolBreak
from tests.events.test_school_calendar import CSV
from tests.events.town import announce, rehearsal


@pytest.fixture
def desk(agenda: AgendaPage, odile: User, client: Client) -> Client:
    """Odile is at her desk; her town is in Corsica."""
    Commune.objects.filter(site=agenda.site).update(school_zone="", insee_code="2A004")
    client.force_login(odile)
    return client


def handed(desk: Client, agenda: AgendaPage, document: str = CSV, zone: str = "Corse") -> BeautifulSoup:
    file = SimpleUploadedFile("fr-en-calendrier-scolaire.csv", document.encode())
    said = {"site": agenda.site.pk, "zone": zone, "file": file}
    return BeautifulSoup(desk.post(reverse("school_breaks_import"), said).content, "html.parser")


def report_of(page: BeautifulSoup) -> str:
    [report] = page.select("section[aria-label='Compte rendu']")
    return report.get_text(" ", strip=True)


def test_her_own_calendar_is_proposed(desk: Client) -> None:
    page = BeautifulSoup(desk.get(reverse("school_breaks_import")).content, "html.parser")
    [chosen] = page.select("select[name=zone] option[selected]")
    assert chosen["value"] == "Corse"
    assert "Aucune vacance" in page.get_text()


def test_the_file_fills_her_list_and_says_what_it_left_aside(desk: Client, agenda: AgendaPage) -> None:
    text = report_of(handed(desk, agenda))
    assert "Ajoutées (3)" in text and "Laissées de côté (2)" in text
    assert "Vacances de la Toussaint, du 16 au 31\xa0octobre 2027" in text
    assert "sans date de reprise" in text
    assert SchoolBreak.objects.for_site(agenda.site).count() == 3


def test_the_same_file_twice_adds_nothing(desk: Client, agenda: AgendaPage) -> None:
    handed(desk, agenda)
    assert "Déjà connues (3)" in report_of(handed(desk, agenda))
    assert SchoolBreak.objects.count() == 3


def test_when_the_ministry_changes_its_mind_the_dates_follow(desk: Client, agenda: AgendaPage) -> None:
    SchoolBreak.objects.create(
        site=agenda.site, name="Toussaint", first_day=date(2027, 10, 18), last_day=date(2027, 10, 30)
    )
    assert "Corrigées (1)" in report_of(handed(desk, agenda))
    first = SchoolBreak.objects.for_site(agenda.site).order_by("first_day").first()
    assert (first.name, first.first_day) == ("Toussaint", date(2027, 10, 16))


def test_what_the_site_knows_already_is_left(desk: Client, agenda: AgendaPage) -> None:
    Commune.objects.filter(site=agenda.site).update(school_zone="A", insee_code="43157")
    line = "Vacances de Noël;-;2026-12-18T23:00:00+00:00;2027-01-03T23:00:00+00:00;Lyon;Zone A;2026-2027"
    assert "Déjà connues (1)" in report_of(handed(desk, agenda, f"{CSV.splitlines()[0]}\n{line}", "Zone A"))
    assert not SchoolBreak.objects.exists()


def test_the_choir_rests_as_soon_as_the_worker_has_passed(desk: Client, agenda: AgendaPage) -> None:
    event = announce(agenda, rehearsal(skip_school_holidays=True, rule="FREQ=WEEKLY;BYDAY=TU"))
    assert event.occurrences.filter(start_day=date(2027, 10, 19)).exists()
    handed(desk, agenda)
    carry_to_the_horizon(timezone.now())
    assert not event.occurrences.filter(start_day=date(2027, 10, 19)).exists()


def test_a_wrong_file_is_refused_and_nothing_is_written(desk: Client, agenda: AgendaPage) -> None:
    page = handed(desk, agenda, "nom;prix\nvélo;8")
    assert "n’est pas le calendrier scolaire du ministère" in page.get_text()
    assert not SchoolBreak.objects.exists()
    assert desk.post(reverse("school_breaks_import"), {"zone": "Mars"}).status_code == 422


def test_the_list_of_holidays_leads_there(desk: Client) -> None:
    page = desk.get(reverse("wagtailsnippets_events_schoolbreak:list")).content.decode()
    assert reverse("school_breaks_import") in page


def test_who_may_not_write_the_list_may_not_import(agenda: AgendaPage, client: Client) -> None:
    lise = User.objects.create_user("lise", "lise@saint-aubin.example", "un long mot de passe", is_staff=True)
    client.force_login(lise)
    assert client.get(reverse("school_breaks_import")).status_code in (302, 403)
