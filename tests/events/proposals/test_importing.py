"""The club's calendar is read by the worker: what is new or changed arrives in the desk, nothing published is lost."""

import datetime as dt
import hashlib
from collections.abc import Iterator

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from content import fetch
from content.models import Organizer
from events.models import AgendaPage, CalendarSource, EventPage, ImportedEvent, Proposal
from events.proposals import importing
from events.proposals.models import Submission
from tests.events.proposals.calendars.samples import FAIR, YOGA, calendar, event
from tests.events.proposals.conftest import FORM, filled
from tests.events.proposals.letters import link_in, mails, words
from tests.events.town import announce, choir, concert, hall

State = Submission.State
ADDRESS = "https://club.example/agenda.ics"


class Club:
    """The club's own server."""

    def __init__(self) -> None:
        self.body = calendar(event(YOGA), event(FAIR))
        self.trouble: Exception | None = None
        self.asked: list[str] = []

    def get(self, url: str, *, etag: str = "", **options: object) -> fetch.Fetched:
        self.asked.append(etag)
        if self.trouble:
            raise self.trouble
        now = hashlib.sha256(self.body).hexdigest()[:8]
        if etag == now:
            raise fetch.FetchUnchanged
        return fetch.Fetched(url, "text/calendar", "utf-8", self.body, now)


@pytest.fixture
def club(monkeypatch: pytest.MonkeyPatch) -> Iterator[Club]:
    server = Club()
    monkeypatch.setattr(fetch, "get", server.get)
    yield server


@pytest.fixture
def source(agenda: AgendaPage) -> CalendarSource:
    """A calendar that the town hall has accepted."""
    now = timezone.now()
    facts = {"organizer": choir(agenda), "url": ADDRESS, "asked_at": now, "next_read_at": now}
    return CalendarSource.objects.create(site=agenda.site, state=State.ACCEPTED, **facts)


def read(source: CalendarSource, days: int = 0) -> CalendarSource:
    """The worker reads what is due, DAYS later."""
    CalendarSource.objects.filter(pk=source.pk).update(next_read_at=timezone.now())
    with time_machine.travel(timezone.now() + dt.timedelta(days=days), tick=False):
        importing.read_due(timezone.now())
    source.refresh_from_db()
    return source


def waiting() -> list[str]:
    return [str(proposal) for proposal in Proposal.objects.waiting()]


def publish_all(desk: Client) -> None:
    for proposal in Proposal.objects.waiting():
        desk.post(reverse("proposal_act", args=[proposal.pk, "publier"]))


def test_what_a_calendar_holds_arrives_in_the_desk_and_nothing_is_published(source: CalendarSource, club: Club) -> None:
    read(source)
    assert sorted(waiting()) == ["Foire aux plants", "Yoga"]
    assert not EventPage.objects.exists()
    assert source.report["sentence"] == "2 nouveaux."
    assert source.next_read_at == timezone.now() + importing.EVERY


def test_the_place_and_the_organizer_are_those_of_the_towns_lists(
    source: CalendarSource, club: Club, agenda: AgendaPage, desk: Client
) -> None:
    place = hall(agenda)
    read(source)
    publish_all(desk)
    yoga = EventPage.objects.get(title="Yoga")
    assert (yoga.place, yoga.place_detail) == (place, "")
    assert yoga.signatory == Organizer.objects.get()
    assert mails("decided") == [], "nobody left an address"


def test_a_calendar_that_did_not_move_is_not_read_again(source: CalendarSource, club: Club) -> None:
    read(source)
    first = source.etag
    read(source)
    assert club.asked == ["", first]
    assert Proposal.objects.count() == 2


def test_the_same_entries_read_for_weeks_ask_nothing_again(source: CalendarSource, club: Club, desk: Client) -> None:
    read(source)
    publish_all(desk)
    for week in (1, 3, 8):
        club.body += b"\r\n" * week  # other bytes, the same entries
        read(source, days=7 * week)
        assert waiting() == []
    assert source.report["sentence"] == "2 inchangés."


def test_a_changed_entry_arrives_as_a_difference_and_keeps_what_the_editor_amended(
    source: CalendarSource, club: Club, desk: Client
) -> None:
    read(source)
    publish_all(desk)
    page = EventPage.objects.get(title="Yoga")
    page.title, page.standfirst = "Yoga doux", "Apportez un tapis."
    page.save_revision().publish()
    club.body = calendar(event(YOGA.replace("T200000", "T203000")), event(FAIR))
    read(source)
    assert source.report["sentence"] == "1 changé, 1 inchangé."
    change = Proposal.objects.waiting().get()
    seen = words(desk.get(reverse("proposal_read", args=[change.pk])))
    table = seen.split("La page, une fois changée")[0]
    assert "de 18 h 30 à 20 h" in table
    assert "de 18 h 30 à 20 h 30" in table
    assert "tapis" not in table
    publish_all(desk)
    page.refresh_from_db()
    assert (page.end_time, page.title, page.standfirst) == (dt.time(20, 30), "Yoga doux", "Apportez un tapis.")
    assert EventPage.objects.count() == 2


def test_a_date_moved_by_recurrence_id_is_told_as_that_date(source: CalendarSource, club: Club, desk: Client) -> None:
    read(source)
    publish_all(desk)
    moved = event(
        "UID:yoga@club.example", "SUMMARY:Yoga", "RECURRENCE-ID;TZID=Europe/Paris:20261208T183000",
        "DTSTART;TZID=Europe/Paris:20261209T190000", "DTEND;TZID=Europe/Paris:20261209T203000", "LOCATION:Salle du Préau",
    )  # fmt: skip
    club.body = calendar(event(YOGA), event(FAIR), moved)
    read(source)
    seen = words(desk.get(reverse("proposal_read", args=[Proposal.objects.waiting().get().pk])))
    assert "Date du mardi 8 décembre rien déplacé au mercredi 9 décembre, de 19 h à 20 h 30" in seen
    publish_all(desk)
    row = EventPage.objects.get(title="Yoga").occurrences.get(original_day=dt.date(2026, 12, 8))
    assert row.start_day == dt.date(2026, 12, 9)


def test_a_club_that_strikes_out_the_school_holidays_means_except_holidays(
    source: CalendarSource, club: Club, desk: Client
) -> None:
    ends = YOGA.replace("BYDAY=TU", "BYDAY=TU;UNTIL=20270115T170000Z")
    club.body = calendar(event(ends, "EXDATE;TZID=Europe/Paris:20261222T183000,20261229T183000"))
    read(source)
    facts = Proposal.objects.get().said
    assert (facts.skip_school_holidays, facts.date_changes) == (True, ())
    club.body = calendar(event(ends, "EXDATE;TZID=Europe/Paris:20261222T183000"))
    read(source)
    facts = Proposal.objects.waiting().get().said
    assert (facts.skip_school_holidays, len(facts.date_changes)) == (False, 1)


def test_what_is_cancelled_before_anybody_heard_of_it_is_only_counted(
    source: CalendarSource, club: Club, desk: Client
) -> None:
    club.body = calendar(event(YOGA, "STATUS:CANCELLED"), event(FAIR))
    read(source)
    assert waiting() == ["Foire aux plants"]
    assert source.report["sentence"] == "1 nouveau, 1 annulé."
    publish_all(desk)
    club.body = calendar(event(FAIR, "STATUS:CANCELLED"))
    read(source)
    change = Proposal.objects.waiting().get()
    assert "Annulé : À la demande de l’organisateur." in words(desk.get(reverse("proposal_read", args=[change.pk])))


def test_a_proposal_nobody_has_read_is_brought_up_to_date(source: CalendarSource, club: Club) -> None:
    read(source)
    club.body = calendar(event(YOGA.replace("SUMMARY:Yoga", "SUMMARY:Yoga du soir")), event(FAIR))
    read(source)
    assert sorted(waiting()) == ["Foire aux plants", "Yoga du soir"]


def test_what_vanishes_from_a_calendar_stays_published_and_is_said(
    source: CalendarSource, club: Club, desk: Client
) -> None:
    read(source)
    publish_all(desk)
    club.body = calendar(event(FAIR))
    read(source)
    assert EventPage.objects.get(title="Yoga").live
    assert source.report["missing"] == ["Yoga"]
    assert "Absent du calendrier, mais toujours publié" in words(desk.get(reverse("calendar_source", args=[source.pk])))


def test_what_vanishes_before_anybody_read_it_waits_no_longer_and_may_come_back(
    source: CalendarSource, club: Club
) -> None:
    whole = club.body
    read(source)
    club.body = calendar(event(FAIR))
    read(source)
    assert waiting() == ["Foire aux plants"]
    club.body = whole
    read(source)
    assert sorted(waiting()) == ["Foire aux plants", "Yoga"]


def test_a_calendar_that_answers_no_more_loses_nothing_and_is_tried_again(
    source: CalendarSource, club: Club, desk: Client
) -> None:
    read(source)
    publish_all(desk)
    club.trouble = fetch.FetchFailed("Le site club.example ne répond pas.")
    read(source)
    assert EventPage.objects.filter(live=True).count() == 2
    assert source.failing_since == timezone.now()
    assert "Le site club.example ne répond pas." in words(desk.get("/admin/propositions/"))
    club.trouble = None
    read(source)
    assert source.failing_since is None


def test_a_calendar_turned_into_something_else_loses_nothing(source: CalendarSource, club: Club, desk: Client) -> None:
    read(source)
    publish_all(desk)
    for body in (b"<html>", calendar("\n".join(["BEGIN:VEVENT\nEND:VEVENT"] * 20_000))):
        club.body = body
        read(source)
        assert EventPage.objects.filter(live=True).count() == 2
        assert source.report["trouble"]


def test_one_entry_that_breaks_costs_the_others_nothing(
    source: CalendarSource, club: Club, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = importing.propose

    def sometimes(source: CalendarSource, entry: ImportedEvent, before: dict[str, object], now: dt.datetime) -> None:
        if entry.facts["title"] == "Yoga":
            raise ValueError
        real(source, entry, before, now)

    monkeypatch.setattr(importing, "propose", sometimes)
    read(source)
    assert waiting() == ["Foire aux plants"]
    assert source.report["skipped"] == [{"title": "Yoga", "reason": "il n’a pas pu être pris"}]


def test_a_trusted_calendar_publishes_by_itself_but_never_over_a_taken_room(
    source: CalendarSource, club: Club, agenda: AgendaPage
) -> None:
    place = hall(agenda)
    announce(agenda, concert(start_day=dt.date(2026, 12, 8), start_time=dt.time(19), end_time=dt.time(21), place=place))
    CalendarSource.objects.update(trusted=True)
    read(source)
    assert EventPage.objects.get(title="Foire aux plants").live
    assert waiting() == ["Yoga"]


def test_a_calendar_given_by_form_is_read_only_once_the_town_hall_has_accepted_it(
    desk: Client, agenda: AgendaPage, club: Club
) -> None:
    jeanne = Client()
    given = {"url": "webcal://club.example/agenda.ics", "organizer_name": "Club de yoga"}
    page = jeanne.post(f"{FORM}calendrier/", filled(**given))
    assert "https://club.example/agenda.ics" in words(page)
    jeanne.post(link_in(mails("confirmation")[0]), {"confirm": "1"})
    importing.read_due(timezone.now())
    assert club.asked == [], "nobody's address is visited on a stranger's word"
    source = CalendarSource.objects.get()
    assert "Club de yoga" in words(desk.get(reverse("calendar_source", args=[source.pk])))
    desk.post(reverse("calendar_source_act", args=[source.pk, "accepter"]), {"organizer": ""})
    importing.read_due(timezone.now())
    assert len(waiting()) == 2
    assert "La mairie lit votre calendrier" in words(jeanne.get(link_in(mails("decided")[0])))
    source.refresh_from_db()
    assert source.organizer.name == "Club de yoga"


def test_whoever_lent_a_calendar_reads_what_was_not_taken_and_may_take_it_back(
    source: CalendarSource, club: Club, client: Client
) -> None:
    club.body = calendar(event(YOGA), event("UID:2", "SUMMARY:Secret", "DTSTART:20261212T200000", "CLASS:PRIVATE"))
    read(source)
    link = reverse("proposal", args=[source.token])
    assert "Secret : il est marqué privé" in words(client.get(link))
    assert "Votre proposition est retirée" in words(client.post(link, {"withdraw": "1"}))
    club.asked.clear()
    read(source)
    assert club.asked == []


def test_a_file_is_read_once_and_not_kept(desk: Client, agenda: AgendaPage, club: Club) -> None:

    jeanne = Client()
    file = SimpleUploadedFile("club.ics", club.body, "text/calendar")
    jeanne.post(f"{FORM}calendrier/", filled(file=file))
    jeanne.post(link_in(mails("confirmation")[0]), {"confirm": "1"})
    source = CalendarSource.objects.get()
    desk.post(reverse("calendar_source_act", args=[source.pk, "accepter"]), {"organizer": ""})
    importing.read_due(timezone.now())
    source.refresh_from_db()
    assert len(waiting()) == 2
    assert (source.content, source.next_read_at, club.asked) == (None, None, [])


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("club.ics", b"x" * 1_000_001, "ce fichier dépasse un mégaoctet"),
        ("club.exe", b"x", "son nom doit finir par « .ics »"),
        ("club.ics", b"", "ce fichier est vide"),
    ],
)
def test_a_file_that_is_no_calendar_is_refused_with_a_sentence(
    client: Client, agenda: AgendaPage, name: str, content: bytes, said: str
) -> None:

    page = client.post(f"{FORM}calendrier/", filled(file=SimpleUploadedFile(name, content)))
    assert said in words(page)
    assert not CalendarSource.objects.exists()


@pytest.mark.parametrize("url", ["club", "ftp://club.example/a.ics", "javascript:alert(1)", "https://"])
def test_an_address_that_is_none_is_refused_with_a_sentence(client: Client, agenda: AgendaPage, url: str) -> None:
    assert "cette adresse n’est pas complète" in words(client.post(f"{FORM}calendrier/", filled(url=url)))


def test_an_address_or_a_file_is_needed(client: Client, agenda: AgendaPage) -> None:
    assert "l’un des deux" in words(client.post(f"{FORM}calendrier/", filled()))


def test_what_the_town_hall_no_longer_reads_stays_published(source: CalendarSource, club: Club, desk: Client) -> None:
    read(source)
    publish_all(desk)
    desk.post(reverse("calendar_source_act", args=[source.pk, "arreter"]))
    assert EventPage.objects.filter(live=True).count() == 2
    club.asked.clear()
    read(source)
    assert club.asked == []
