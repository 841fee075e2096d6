"""Whoever decides decides once: the page, the lists, the calendars, the feeds, the journal and the poster follow."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from icalendar import Calendar
from wagtail.models import GroupApprovalTask, Workflow, WorkflowTask

from accounts.models import User
from content.models import JournalLine
from events.cancelling import Dated, Decision, decide, restore
from events.models import AgendaPage, DateChange, EventDate, EventPage, Occurrence
from events.schedule import Kind
from events.values import Status
from hub.publishing import publish_due
from tests.events.town import announce, concert, hall, rehearsal

EIGHTH = Dated(date(2026, 12, 8))
FLOODED = Decision(Kind.CANCELLED, "La salle est inondée.")
THURSDAY = Decision(Kind.MOVED, "La salle est prise.", day=date(2026, 12, 10))


def row_of(event: EventPage, day: date = EIGHTH.day) -> Occurrence:
    return event.occurrences.get(original_day=day)


def last_line(event: EventPage) -> JournalLine:
    line = JournalLine.objects.about(event.uid).last()
    assert line is not None
    return line


def calendar_of(client: Client, file_name: str = "agenda.ics") -> list[tuple[str, str, int]]:
    found = Calendar.from_ical(client.get(f"/agenda/{file_name}").content)
    entries = [(str(each["SUMMARY"]), str(each["STATUS"]), each["SEQUENCE"]) for each in found.walk("VEVENT")]
    return [entry for entry in entries if entry[0].startswith("ANNULÉ")]


def test_a_date_cancelled_once_is_cancelled_everywhere(agenda: AgendaPage, odile: User, client: Client) -> None:
    event = announce(agenda, rehearsal(place=hall(agenda)))
    decide(event, EIGHTH, FLOODED, odile)
    page = client.get("/agenda/repetition-du-choeur/2026-12-08/").content.decode()
    assert "Annulé" in page and "La salle est inondée." in page
    assert '"eventStatus":"https://schema.org/EventCancelled"' in page.replace(": ", ":")
    for listing in ("/agenda/", "/agenda/2026/12/liste/", "/agenda/2026/12/08/", "/agenda/repetition-du-choeur/"):
        assert "La salle est inondée." in client.get(listing).content.decode(), listing
    assert "dont 1 annulé" in client.get("/agenda/2026/12/").content.decode()
    assert calendar_of(client) == [("ANNULÉ – Répétition du chœur", "CANCELLED", 1)]
    assert calendar_of(client, "google.ics") == [("ANNULÉ – Répétition du chœur", "CONFIRMED", 1)]
    line = last_line(event)
    assert (line.kind, line.told) == (
        JournalLine.Kind.CANCELLED,
        "Mardi 8\xa0décembre, 20\xa0h : annulé. La salle est inondée.",
    )


def test_the_other_dates_take_place(agenda: AgendaPage, odile: User) -> None:
    event = decide(announce(agenda, rehearsal()), EIGHTH, FLOODED, odile)
    off = event.occurrences.filter(status=Status.CANCELLED)
    assert [row.original_day for row in off] == [EIGHTH.day]


def test_a_concert_cancelled_is_cancelled_as_a_whole(agenda: AgendaPage, odile: User) -> None:
    event = decide(announce(agenda, concert()), Dated(date(2026, 12, 6)), FLOODED, odile)
    assert (event.state, event.status_message) == (Status.CANCELLED, "La salle est inondée.")
    assert last_line(event).kind == JournalLine.Kind.CANCELLED
    assert last_line(event).told == "Annulé. La salle est inondée."


def test_a_whole_series_is_cancelled_in_one_go_and_comes_back(agenda: AgendaPage, odile: User) -> None:
    event = decide(announce(agenda, rehearsal()), None, FLOODED, odile)
    assert set(event.occurrences.values_list("status", "message")) == {("cancelled", "La salle est inondée.")}
    event = restore(event, None, odile)
    assert set(event.occurrences.values_list("status", "message")) == {("scheduled", "")}
    assert last_line(event).told == "Maintenu. Comme annoncé au départ."


def test_who_read_that_it_was_cancelled_is_told_that_it_is_not(agenda: AgendaPage, odile: User, client: Client) -> None:
    event = restore(decide(announce(agenda, rehearsal()), EIGHTH, FLOODED, odile), EIGHTH, odile)
    assert row_of(event).state == Status.SCHEDULED
    assert not event.date_changes.exists()
    assert calendar_of(client) == []
    assert (last_line(event).kind, last_line(event).told) == (
        JournalLine.Kind.CHANGED,
        "Mardi 8\xa0décembre, 20\xa0h : maintenu. Comme annoncé au départ.",
    )


def test_a_date_moved_says_where_it_went_and_what_it_was(agenda: AgendaPage, odile: User, client: Client) -> None:
    event = decide(announce(agenda, rehearsal()), EIGHTH, THURSDAY, odile)
    row = row_of(event)
    assert (row.state, row.start_day, row.start_time) == (Status.RESCHEDULED, date(2026, 12, 10), time(20))
    page = client.get("/agenda/repetition-du-choeur/2026-12-08/").content.decode().replace(": ", ":")
    assert '"previousStartDate":"2026-12-08T20:00:00+01:00"' in page
    assert last_line(event).kind == JournalLine.Kind.CHANGED
    assert last_line(event).told == (
        "Mardi 8\xa0décembre, 20\xa0h : déplacé. Jeudi 10\xa0décembre, de 20\xa0h à 22\xa0h. La salle est prise."
    )


def test_a_date_moved_then_cancelled_is_off_where_people_would_have_gone(agenda: AgendaPage, odile: User) -> None:
    event = decide(announce(agenda, rehearsal()), EIGHTH, THURSDAY, odile)
    event = decide(event, EIGHTH, FLOODED, odile)
    assert (row_of(event).state, row_of(event).start_day) == (Status.CANCELLED, date(2026, 12, 10))
    event = restore(event, EIGHTH, odile)
    assert (row_of(event).state, row_of(event).start_day) == (Status.RESCHEDULED, date(2026, 12, 10))
    event = restore(event, EIGHTH, odile)
    assert (row_of(event).state, row_of(event).start_day) == (Status.SCHEDULED, EIGHTH.day)


def test_a_concert_moved_then_cancelled_says_why_it_is_cancelled(agenda: AgendaPage, odile: User) -> None:
    sunday = Dated(date(2026, 12, 6))
    event = decide(announce(agenda, concert()), sunday, THURSDAY, odile)
    event = decide(event, sunday, FLOODED, odile)
    row = row_of(event, sunday.day)
    assert (row.state, row.start_day, row.message) == (Status.CANCELLED, date(2026, 12, 10), "La salle est inondée.")
    event = restore(event, sunday, odile)
    assert row_of(event, sunday.day).state == Status.RESCHEDULED


def test_a_date_put_off_without_a_day_is_off_too(agenda: AgendaPage, odile: User) -> None:
    event = decide(announce(agenda, rehearsal()), EIGHTH, Decision(Kind.POSTPONED, "Le chef est souffrant."), odile)
    assert (row_of(event).state, row_of(event).message) == (Status.POSTPONED, "Le chef est souffrant.")
    assert last_line(event).kind == JournalLine.Kind.CANCELLED


def test_of_two_performances_that_day_only_one_is_full(agenda: AgendaPage, odile: User) -> None:
    play = rehearsal(rule="", chosen_dates=[EventDate(day=date(2026, 12, 1), start_time=time(15))])
    event = decide(announce(agenda, play), Dated(date(2026, 12, 1), time(15)), Decision(Kind.FULL), odile)
    assert list(event.occurrences.order_by("starts_at").values_list("status", flat=True)) == ["full", "scheduled"]


def test_the_draft_of_a_colleague_stays_a_draft_and_learns_of_it(agenda: AgendaPage, odile: User) -> None:
    event = announce(agenda, rehearsal())
    event.title = "Répétition de Noël"
    event.save_revision(user=odile)
    event = decide(EventPage.objects.get(pk=event.pk), EIGHTH, FLOODED, odile)
    assert (event.title, event.has_unpublished_changes) == ("Répétition du chœur", True)
    event.get_latest_revision().publish()
    event = EventPage.objects.get(pk=event.pk)
    assert (event.title, row_of(event).state) == ("Répétition de Noël", Status.CANCELLED)


def test_what_was_to_appear_on_monday_does_not_announce_it_again(
    agenda: AgendaPage, odile: User, friday: time_machine.Traveller
) -> None:
    event = announce(agenda, rehearsal())
    event.title, event.go_live_at = "Répétition de Noël", timezone.now() + timedelta(days=3)
    event.save_revision(user=odile).publish()
    event = decide(EventPage.objects.get(pk=event.pk), EIGHTH, FLOODED, odile)
    assert (event.title, row_of(event).state) == ("Répétition du chœur", Status.CANCELLED)
    friday.shift(timedelta(days=4))
    publish_due(datetime.now(UTC))
    event = EventPage.objects.get(pk=event.pk)
    assert (event.title, row_of(event).state) == ("Répétition de Noël", Status.CANCELLED)


def test_what_a_moderator_is_reading_stays_before_him_and_learns_of_it(agenda: AgendaPage, odile: User) -> None:
    workflow = Workflow.objects.create(name="Relecture")
    task = GroupApprovalTask.objects.create(name="Le maire relit")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    event = announce(agenda, rehearsal())
    event.title = "Répétition de Noël"
    event.save_revision(user=odile)
    workflow.start(event, odile)
    decide(EventPage.objects.get(pk=event.pk), EIGHTH, FLOODED, odile)
    state = EventPage.objects.get(pk=event.pk).current_workflow_task_state
    assert state is not None
    state.approve(user=odile)
    event = EventPage.objects.get(pk=event.pk)
    assert (event.title, row_of(event).state) == ("Répétition de Noël", Status.CANCELLED)


def test_a_decision_that_fails_halfway_leaves_everything_as_it_was(
    agenda: AgendaPage, odile: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = announce(agenda, rehearsal())
    before = JournalLine.objects.count()

    def crash(*args: object, **kwargs: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("events.cancelling.log", crash)
    with pytest.raises(RuntimeError):
        decide(event, EIGHTH, FLOODED, odile)
    assert row_of(event).state == Status.SCHEDULED
    assert JournalLine.objects.count() == before


def test_a_date_that_is_no_more_is_not_said_to_be_maintained(agenda: AgendaPage, odile: User) -> None:
    event = decide(announce(agenda, rehearsal()), EIGHTH, FLOODED, odile)
    event.date_changes.clear()
    event.rule = "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"
    event.save_revision().publish()
    assert last_line(event).told == ""


def test_a_storm_is_told_the_day_after(agenda: AgendaPage, odile: User, friday: time_machine.Traveller) -> None:
    event = announce(agenda, rehearsal(date_changes=[DateChange(original_day=date(2026, 12, 1), kind="full")]))
    friday.move_to(datetime(2026, 12, 9, 9, tzinfo=UTC))
    event = decide(event, EIGHTH, FLOODED, odile)
    assert row_of(event).state == Status.CANCELLED
    assert last_line(event).told == ""  # nobody needs a mail about yesterday
