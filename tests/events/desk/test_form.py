from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from accounts.models import User
from content.models import Commune
from events.models import AgendaPage, EventPage
from home.founding import Sections
from tests.events.town import announce, culture, hall, rehearsal

CHOIR: dict[str, Any] = {
    "title": "Répétition du chœur",
    "slug": "repetition-du-choeur",
    "start_day": "2026-12-01",
    "start_time": "20:00",
    "end_time": "22:00",
    "status": "scheduled",
    "rule_repeat": "weekly",
    "rule_interval": "1",
    "rule_until": "2027-06-30",
}
EVERY_TUESDAY = "FREQ=WEEKLY;BYDAY=TU;UNTIL=20270630"


@pytest.fixture
def desk(agenda: AgendaPage, odile: User, client: Client) -> Client:
    """Odile is at her desk."""
    client.force_login(odile)
    return client


def written(said: dict[str, Any], dates: Iterable[Any] = (), changes: Iterable[Any] = ()) -> dict[str, Any]:
    """The form as a browser sends it, no script having touched it."""
    children = {"chosen_dates": inline_formset(list(dates)), "date_changes": inline_formset(list(changes))}
    ticked = {name: boxes for name, boxes in said.items() if isinstance(boxes, list)}
    lines = {name: text for name, text in said.items() if name not in ticked}
    empty = {"body": streamfield([]), "comments": inline_formset([])}
    filled: dict[str, Any] = nested_form_data(CHOIR | children | empty | lines)
    return filled | ticked


def change(day: str, kind: str = "cancelled", **said: str) -> dict[str, str]:
    return {"original_day": day, "kind": kind, "message": "La salle est prise."} | said


def sent(desk: Client, agenda: AgendaPage, data: dict[str, Any], action: str = "action-publish") -> BeautifulSoup:
    """What the desk answers, redirections followed."""
    address = reverse("wagtailadmin_pages:add", args=["events", "eventpage", agenda.pk])
    response = desk.post(address, data | {action: "1"}, follow=True)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def refused(desk: Client, agenda: AgendaPage, said: dict[str, Any], **children: Any) -> str:
    """The sentences of a refusal, in one text."""
    page = sent(desk, agenda, written(said, **children))
    assert not EventPage.objects.filter(live=True).exists()
    return " ".join(found.get_text(" ", strip=True) for found in page.select(".error-message"))


def test_odile_announces_the_choir_in_one_go(desk: Client, agenda: AgendaPage) -> None:
    place, topic = hall(agenda), culture(agenda)
    sent(desk, agenda, written({"place": place.pk, "topics": [topic.pk]}, changes=[change("2026-12-08")]))
    event = EventPage.objects.get(live=True)
    assert (event.rule, event.place, list(event.topics.all())) == (EVERY_TUESDAY, place, [topic])
    assert event.occurrences.filter(status="cancelled").get().original_day == date(2026, 12, 8)


def test_a_series_opened_again_shows_what_was_chosen(desk: Client, agenda: AgendaPage) -> None:
    event = announce(agenda, rehearsal(rule="FREQ=MONTHLY;INTERVAL=2;BYDAY=1TU,3TU;COUNT=6"))
    page = BeautifulSoup(desk.get(reverse("wagtailadmin_pages:edit", args=[event.pk])).content, "html.parser")
    chosen = {
        "repeat": [option["value"] for option in page.select("select[name=rule_repeat] option[selected]")],
        "interval": [field["value"] for field in page.select("input[name=rule_interval]")],
        "weekdays": [field["value"] for field in page.select("input[name=rule_weekdays][checked]")],
        "ranks": [field["value"] for field in page.select("input[name=rule_ranks][checked]")],
        "count": [field["value"] for field in page.select("input[name=rule_count]")],
    }
    assert chosen == {
        "repeat": ["monthly_rank"],
        "interval": ["2"],
        "weekdays": ["1"],
        "ranks": ["1", "3"],
        "count": ["6"],
    }


def test_before_publishing_the_desk_reads_the_dates_back(desk: Client, agenda: AgendaPage) -> None:
    Commune.objects.filter(site=agenda.site).update(school_zone="A")
    said = {"skip_school_holidays": "on", "rule_until": "2027-06-30"}
    page = sent(desk, agenda, written(said, changes=[change("2026-12-08")]), action="action-save")
    text = page.get_text(" ", strip=True)
    assert "Chaque mardi de 20\xa0h à 22\xa0h, sauf vacances scolaires, du 1er\xa0décembre au 30\xa0juin" in text
    panel = [item.get_text(" ", strip=True) for item in page.select("[aria-live] ol li")]
    assert len(panel) == 8
    assert panel[0].startswith("mardi 1er\xa0décembre")
    assert panel[1].startswith("Annulé") and "mardi 8\xa0décembre" in panel[1]
    assert "mardi 22\xa0décembre" in text and "Sautées entre-temps" in text
    assert not EventPage.objects.filter(live=True).exists()


def test_a_refused_form_says_why_and_still_shows_the_dates_it_would_give(desk: Client, agenda: AgendaPage) -> None:
    page = sent(desk, agenda, written({}, changes=[change("2026-12-09")]))
    assert "Aucun rendez-vous n’est prévu le mercredi 9\xa0décembre." in page.get_text(" ", strip=True)
    assert len(page.select("[aria-live] ol li")) == 8
    assert not EventPage.objects.exists()


def test_where_the_holidays_are_not_known_the_desk_says_so(desk: Client, agenda: AgendaPage) -> None:
    Commune.objects.filter(site=agenda.site).update(school_zone="")
    page = sent(desk, agenda, written({"skip_school_holidays": "on", "rule_until": ""}), action="action-save")
    warning = page.select_one("[aria-live] .help-warning")
    assert warning and "vacances scolaires" in warning.get_text()


def test_a_start_off_its_own_rule_is_refused_with_the_day_to_choose(desk: Client, agenda: AgendaPage) -> None:
    text = refused(desk, agenda, {"rule_weekdays": ["3"]})
    assert "mardi 1er\xa0décembre, n’est pas un jour de la répétition" in text
    assert "Commencez le jeudi 3\xa0décembre, ou cochez mardi avec jeudi." in text


def test_an_exception_that_makes_no_sense_is_refused(desk: Client, agenda: AgendaPage) -> None:
    exceptions = [
        change("2026-12-08", "moved"),
        change("2026-12-15", message=""),
        change("2026-12-22", "moved", new_end_time="21:00", new_day="2026-12-23"),
    ]
    text = refused(desk, agenda, {}, changes=exceptions)
    assert "Donnez le nouveau jour ou la nouvelle heure." in text
    assert "Dites pourquoi, en une phrase" in text
    assert "Donnez aussi l’heure de début." in text


def test_a_date_already_skipped_need_not_be_cancelled_but_may_be_held(desk: Client, agenda: AgendaPage) -> None:
    Commune.objects.filter(site=agenda.site).update(school_zone="A")
    skipping = {"skip_school_holidays": "on"}
    assert "est déjà sauté" in refused(desk, agenda, skipping, changes=[change("2026-12-22")])
    sent(desk, agenda, written(skipping, changes=[change("2026-12-22", "held")]))
    assert EventPage.objects.get(live=True).occurrences.filter(start_day=date(2026, 12, 22)).exists()


def test_an_exception_of_the_past_never_blocks_the_form(
    desk: Client, agenda: AgendaPage, odile: User, friday: time_machine.Traveller
) -> None:
    friday.move_to(datetime(2027, 3, 3, 10, tzinfo=UTC))
    desk.force_login(odile)
    sent(desk, agenda, written({"start_day": "2027-03-04"}, changes=[change("2026-12-08")]))
    assert EventPage.objects.filter(live=True).exists()


def test_an_address_kept_for_the_site_is_refused(desk: Client, agenda: AgendaPage) -> None:
    assert "sert déjà" in refused(desk, agenda, {"slug": "lieu"})


def test_odile_is_offered_the_places_of_her_own_town(desk: Client, agenda: AgendaPage, neighbour: Sections) -> None:
    hall(agenda)
    hall(neighbour.agenda, name="Halle de Saint-Aubin", slug="halle")
    address = reverse("wagtailadmin_pages:add", args=["events", "eventpage", agenda.pk])
    page = BeautifulSoup(desk.get(address).content, "html.parser")
    offered = [option.get_text(strip=True) for option in page.select("select[name=place] option")]
    assert "Salle du Préau" in offered
    assert "Halle de Saint-Aubin" not in offered


def test_the_preview_shows_the_dates_of_the_draft(desk: Client, agenda: AgendaPage) -> None:
    event = announce(agenda, rehearsal())
    event.start_time = rehearsal(start_time=datetime(2026, 12, 1, 18, 30).time()).start_time
    event.save_revision()
    page = BeautifulSoup(desk.get(reverse("wagtailadmin_pages:view_draft", args=[event.pk])).content, "html.parser")
    assert "Chaque mardi de 18\xa0h\xa030 à 22\xa0h" in page.get_text()
    assert len(page.select(".dates li")) == 12


SEEN = "action-show-dates"


def test_the_dates_are_read_back_and_nothing_is_saved(desk: Client, agenda: AgendaPage) -> None:
    page = sent(desk, agenda, written({"title": "Chœur", "rule_weekdays": ["1", "3"]}), action=SEEN)
    panel = page.select_one("[aria-live][autofocus]")
    assert panel is not None
    text = panel.get_text(" ", strip=True)
    assert "Chaque mardi et jeudi de 20\xa0h à 22\xa0h" in text
    assert len(panel.select("ol li")) == 8
    assert "ne peut pas" not in text
    assert [field["value"] for field in page.select("input[name=title]")] == ["Chœur"]
    assert [box["value"] for box in page.select("input[name=rule_weekdays][checked]")] == ["1", "3"]
    assert not EventPage.objects.exists()


def test_what_was_published_stays_as_it_was_while_its_dates_are_read_back(desk: Client, agenda: AgendaPage) -> None:
    event = announce(agenda, rehearsal())
    revisions = event.revisions.count()
    address = reverse("wagtailadmin_pages:edit", args=[event.pk])
    response = desk.post(address, written({"start_time": "18:30"}) | {SEEN: "1"})
    page = BeautifulSoup(response.content, "html.parser")
    assert "de 18\xa0h\xa030 à 22\xa0h" in page.select("[aria-live]")[0].get_text(" ", strip=True)
    assert event.revisions.count() == revisions
    assert not EventPage.objects.get(pk=event.pk).has_unpublished_changes
    assert event.occurrences.first().start_time.hour == 20


@pytest.mark.parametrize(
    ("said", "sentence", "dates"),
    [
        ({"rule_weekdays": ["3"]}, "ou cochez mardi avec jeudi.", 8),
        ({"rule_repeat": "daily", "rule_count": "5"}, "pas les deux", 0),
        ({"start_day": "31/02/2027"}, "valide", 0),
        ({"registration_url": "n’importe quoi"}, "URL", 8),
        ({"start_day": "2027-03-28", "start_time": "02:30", "rule_repeat": "", "end_time": ""}, "n’existe pas", 1),
    ],
)
def test_a_refusal_is_read_back_with_the_dates_while_there_are_any(
    desk: Client, agenda: AgendaPage, said: dict[str, Any], sentence: str, dates: int
) -> None:
    page = sent(desk, agenda, written(said), action=SEEN)
    panel = page.select("[aria-live]")[0]
    assert "Cela ne peut pas encore être publié." in panel.get_text(" ", strip=True)
    assert sentence in panel.get_text(" ", strip=True)
    assert len(panel.select("ol li")) == dates
    assert not EventPage.objects.exists()


@pytest.mark.parametrize("action", [SEEN, "action-save", "action-publish"])
def test_an_empty_form_is_refused_and_never_breaks(desk: Client, agenda: AgendaPage, action: str) -> None:
    empty = {"title": "", "start_day": "", "start_time": "", "end_time": "", "rule_repeat": "weekly", "status": ""}
    sent(desk, agenda, written(empty), action=action)
    assert not EventPage.objects.exists()


def test_without_a_script_the_lists_of_dates_grow_by_a_button(desk: Client, agenda: AgendaPage) -> None:
    page = sent(desk, agenda, written({}) | {SEEN: "chosen_dates"}, action="unknown")
    assert len(page.select("input[name=chosen_dates-0-day]")) == 1
    typed = written({}, dates=[{"day": "2027-01-09", "start_time": "15:00"}, {}])
    sent(desk, agenda, typed)
    event = EventPage.objects.get(live=True)
    assert [each.day for each in event.chosen_dates.all()] == [date(2027, 1, 9)]


@pytest.mark.parametrize("counter", ["", "x", "99999", "-1", "²"])
def test_a_counter_that_no_browser_sends_changes_nothing(desk: Client, agenda: AgendaPage, counter: str) -> None:
    sent(desk, agenda, written({}) | {SEEN: "chosen_dates", "chosen_dates-TOTAL_FORMS": counter}, action="unknown")
    assert not EventPage.objects.exists()


def test_without_a_script_the_choir_is_announced_and_its_text_kept(desk: Client, agenda: AgendaPage) -> None:
    drawn_by_scripts = ("body", "comments", "next")
    bare = {name: value for name, value in written({}).items() if not name.startswith(drawn_by_scripts)}
    page = sent(desk, agenda, bare, action=SEEN)
    assert len(page.select("[aria-live] ol li")) == 8
    sent(desk, agenda, bare)
    event = EventPage.objects.get(live=True)
    assert event.rule == EVERY_TUESDAY
    event.body = [("prose", "<p>Venez avec votre voix.</p>")]
    event.save_revision().publish()
    address = reverse("wagtailadmin_pages:edit", args=[event.pk])
    desk.post(address, bare | {"start_time": "18:30", "action-publish": "1"})
    event = EventPage.objects.get(pk=event.pk)
    assert event.start_time.hour == 18
    assert "Venez avec votre voix" in str(event.body)
