"""The evening of the storm: Odile finds tonight's date, cancels it with a reason, and everything says so."""

from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission

from accounts.models import User
from content.models import Commune, JournalLine
from events.models import AgendaPage, EventPage
from events.values import Status
from home.founding import Sections
from tests.events.desk.test_form import written
from tests.events.town import announce, concert, hall, rehearsal

EIGHTH = "2026-12-08"
FLOODED = {"kind": "cancelled", "message": "La salle est inondée."}


@pytest.fixture
def desk(agenda: AgendaPage, odile: User, client: Client) -> Client:
    """Odile is at her desk."""
    client.force_login(odile)
    return client


def decided(desk: Client, event: EventPage, said: dict[str, Any], name: str = EIGHTH) -> BeautifulSoup:
    response = desk.post(reverse("event_decide", args=[event.pk, name]), said, follow=True)
    assert response.status_code in (200, 422)
    return BeautifulSoup(response.content, "html.parser")


def refusals(page: BeautifulSoup) -> str:
    return " ".join(found.get_text(" ", strip=True) for found in page.select(".error-message, .w-field__errors"))


def test_odile_finds_tonights_rehearsal_and_cancels_it(desk: Client, agenda: AgendaPage) -> None:
    event = announce(agenda, rehearsal(place=hall(agenda)))
    page = BeautifulSoup(desk.get(reverse("coming_dates")).content, "html.parser")
    [door] = page.select(f"a.no[href$='/{EIGHTH}/']")
    form = BeautifulSoup(desk.get(str(door["href"])).content, "html.parser")
    [chosen] = form.select("input[name=kind][checked]")
    assert chosen["value"] == "cancelled"
    answer = desk.post(str(door["href"]), FLOODED, follow=True).content.decode()
    assert "C’est annulé : le site, les calendriers, les flux et l’affiche le disent dès maintenant." in answer
    assert "La salle est inondée." in answer
    assert event.occurrences.get(original_day=EIGHTH).state == Status.CANCELLED
    assert "La salle est inondée." in desk.get(f"/agenda/{event.slug}/{EIGHTH}/").content.decode()


def test_nothing_is_cancelled_without_a_reason(desk: Client, agenda: AgendaPage) -> None:
    event = announce(agenda, rehearsal())
    page = decided(desk, event, {"kind": "cancelled", "message": "  "})
    assert "Dites pourquoi, en une phrase" in refusals(page)
    assert not event.occurrences.exclude(status="scheduled").exists()


def test_a_click_restores_the_date(desk: Client, agenda: AgendaPage) -> None:
    event = announce(agenda, rehearsal())
    decided(desk, event, FLOODED)
    page = BeautifulSoup(desk.get(reverse("event_dates", args=[event.pk])).content, "html.parser")
    [form] = page.select("form[action$='/retablir/']")
    desk.post(str(form["action"]))
    assert event.occurrences.get(original_day=EIGHTH).state == Status.SCHEDULED


def test_the_whole_series_is_cancelled_and_restored(desk: Client, agenda: AgendaPage) -> None:
    event = announce(agenda, rehearsal())
    decided(desk, event, FLOODED, "tout")
    assert EventPage.objects.get(pk=event.pk).state == Status.CANCELLED
    desk.post(reverse("event_restore", args=[event.pk, "tout"]))
    assert EventPage.objects.get(pk=event.pk).state == Status.SCHEDULED


def test_a_concert_moved_to_another_evening(desk: Client, agenda: AgendaPage) -> None:
    event = announce(agenda, concert())
    said = {"kind": "moved", "message": "L’église est prise.", "day": "2026-12-13", "start": "16:00"}
    decided(desk, event, said, "2026-12-06")
    row = event.occurrences.get()
    assert (row.start_day, row.start_time.hour, row.end_time.hour) == (date(2026, 12, 13), 16, 17)
    assert row.state == Status.RESCHEDULED


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"kind": "moved"}, "Donnez le nouveau jour ou la nouvelle heure."),
        ({"kind": "moved", "day": "2026-12-10", "end": "21:00"}, "Donnez aussi l’heure de début."),
        ({"kind": "moved", "day": EIGHTH}, "C’est déjà le jour et l’heure annoncés."),
        ({"kind": "moved", "day": "2027-03-28", "start": "02:30"}, "n’existe pas dans la nuit du"),
        ({"kind": "changed"}, "Choisissez le lieu."),
        ({"kind": "postponed"}, "Dites pourquoi"),
        ({"kind": "exploded"}, "exploded"),
        ({}, "Cochez ce qui se passe."),
        ({"kind": "moved", "day": "31/02/2027", "start": "25:00"}, "valide"),
    ],
)
def test_a_decision_that_makes_no_sense_is_refused_with_what_to_do(
    desk: Client, agenda: AgendaPage, said: dict[str, str], sentence: str
) -> None:
    event = announce(agenda, rehearsal())
    assert sentence in refusals(decided(desk, event, said))
    assert not EventPage.objects.get(pk=event.pk).date_changes.exists()


def test_a_date_full_needs_no_reason_and_one_elsewhere_says_where(desk: Client, agenda: AgendaPage) -> None:
    event = announce(agenda, rehearsal())
    church = hall(agenda, name="Église Saint-Aubin", slug="eglise")
    decided(desk, event, {"kind": "full"})
    decided(desk, event, {"kind": "changed", "place": church.pk}, "2026-12-15")
    states = dict(event.occurrences.exclude(status="scheduled").values_list("slug", "status"))
    assert states == {EIGHTH: "full", "2026-12-15": "relocated"}


def test_a_rehearsal_is_held_in_spite_of_the_holidays_in_one_click(desk: Client, agenda: AgendaPage) -> None:
    Commune.objects.filter(site=agenda.site).update(school_zone="A")
    event = announce(agenda, rehearsal(skip_school_holidays=True))
    page = BeautifulSoup(desk.get(reverse("event_dates", args=[event.pk])).content, "html.parser")
    doors = [str(form["action"]) for form in page.select("form[action$='/maintenir/']")]
    assert doors[0].endswith("/2026-12-22/maintenir/")
    desk.post(doors[0])
    assert event.occurrences.get(original_day=date(2026, 12, 22)).state == Status.SCHEDULED
    assert desk.post(doors[0]).status_code == 404  # it is no longer skipped


def test_a_form_opened_before_the_cancellation_does_not_undo_it(desk: Client, agenda: AgendaPage, odile: User) -> None:
    event = announce(agenda, rehearsal())
    decided(desk, event, FLOODED)
    address = reverse("wagtailadmin_pages:edit", args=[event.pk])
    desk.post(address, written({"title": "Répétition de Noël"}) | {"action-publish": "1"})
    event = EventPage.objects.get(pk=event.pk)
    assert event.title == "Répétition de Noël"
    assert event.occurrences.get(original_day=EIGHTH).state == Status.CANCELLED


def test_the_history_says_who_decided_what(desk: Client, agenda: AgendaPage) -> None:
    event = announce(agenda, rehearsal())
    decided(desk, event, FLOODED)
    page = desk.get(reverse("wagtailadmin_pages:history", args=[event.pk])).content.decode()
    assert "Annulation, mardi 8\xa0décembre" in page


def test_the_event_s_form_leads_to_its_dates(desk: Client, agenda: AgendaPage) -> None:
    event = announce(agenda, rehearsal())
    page = desk.get(reverse("wagtailadmin_pages:edit", args=[event.pk])).content.decode()
    assert page.count(reverse("event_dates", args=[event.pk])) >= 2


@pytest.mark.parametrize("name", ["2026-12-09", "2026-13-41", "rien", "2026-12-08-25h70"])
def test_a_date_the_event_has_not_is_not_found(desk: Client, agenda: AgendaPage, name: str) -> None:
    event = announce(agenda, rehearsal())
    for verb in ("event_decide", "event_restore", "event_hold"):
        assert desk.post(reverse(verb, args=[event.pk, name]), FLOODED).status_code == 404


def test_a_draft_has_no_dates_to_cancel(desk: Client, agenda: AgendaPage) -> None:
    event = announce(agenda, rehearsal())
    event.unpublish()
    assert desk.get(reverse("event_dates", args=[event.pk])).status_code == 404


def test_an_editor_decides_in_her_own_town_only(agenda: AgendaPage, neighbour: Sections, client: Client) -> None:
    group = Group.objects.create(name="Saint-Aubin")
    GroupPagePermission.objects.create(group=group, page=neighbour.home, permission_type="publish")
    lise = User.objects.create_user("lise", "lise@saint-aubin.example", "un long mot de passe", is_staff=True)
    lise.groups.add(group, Group.objects.get(name="Editors"))
    GroupPagePermission.objects.filter(group__name="Editors").delete()
    client.force_login(lise)
    theirs, ours = announce(neighbour.agenda, rehearsal(title="Bal")), announce(agenda, rehearsal())
    listed = client.get(reverse("coming_dates")).content.decode()
    assert "Bal" in listed and "Répétition" not in listed
    assert decided(client, theirs, FLOODED)
    client.post(reverse("event_decide", args=[ours.pk, EIGHTH]), FLOODED)
    assert not ours.occurrences.exclude(status="scheduled").exists()
    assert JournalLine.objects.about(ours.uid).count() == 1


def test_the_list_of_dates_is_searched_and_read_in_ten_queries(
    desk: Client, agenda: AgendaPage, django_assert_max_num_queries: Any
) -> None:
    announce(agenda, concert(place=hall(agenda)))
    announce(agenda, rehearsal())
    desk.get(reverse("coming_dates"))
    with django_assert_max_num_queries(20):  # ten of them are the desk's own frame
        page = desk.get(reverse("coming_dates"), {"q": "Sainte", "page": "x"}).content.decode()
    assert "Concert de Sainte-Cécile" in page and "Répétition" not in page
    assert "ne porte" in desk.get(reverse("coming_dates"), {"q": "<b>rien</b>"}).content.decode()
