from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar
import pytest
import recurring_ical_events
import time_machine
from django.test import Client

from content.models import Commune
from events.jobs import carry_to_the_horizon
from events.models import AgendaPage, DateChange, EventDate, EventPage, Occurrence
from home.founding import Sections
from tests.events.calendars import PARIS
from tests.events.town import announce, choir, concert, culture, hall, rehearsal, republish

AGENDA = "/agenda/agenda.ics"


def read(client: Client, address: str = AGENDA) -> Any:
    response = client.get(address)
    assert response.status_code == 200
    return icalendar.Calendar.from_ical(response.content)


def starts(calendar: Any, first: date, last: date) -> list[tuple[Any, str]]:
    """What a subscriber sees between two days: each start and its title."""
    found = recurring_ical_events.of(calendar).between(first, last)
    return sorted(((event["DTSTART"].dt, str(event["SUMMARY"])) for event in found), key=str)


def test_a_subscriber_sees_what_the_pages_show(agenda: AgendaPage, client: Client) -> None:
    Commune.objects.filter(site=agenda.site).update(school_zone="A")
    place = hall(agenda)
    announce(
        agenda,
        rehearsal(
            skip_school_holidays=True,
            place=place,
            date_changes=[
                DateChange(original_day=date(2026, 12, 8), kind="cancelled", message="La salle est prise."),
                DateChange(
                    original_day=date(2026, 12, 15), kind="moved", new_day=date(2026, 12, 17), message="Un jeudi."
                ),
                DateChange(original_day=date(2026, 12, 22), kind="held", message="Avant la veillée."),
            ],
            chosen_dates=[EventDate(day=date(2027, 1, 9))],
        ),
    )
    announce(agenda, concert(place=place))
    rows = Occurrence.objects.for_site(agenda.site).in_order()
    words = {"cancelled": "ANNULÉ – "}
    pages = [
        (
            row.starts_at.astimezone(PARIS) if row.start_time else row.start_day,
            words.get(row.status, "") + row.event.title,
        )
        for row in rows
    ]
    assert starts(read(client), date(2026, 11, 1), date(2028, 11, 1)) == sorted(pages, key=str)
    assert len(pages) > 20


def test_each_collection_is_its_own_calendar(agenda: AgendaPage, client: Client) -> None:
    announce(agenda, concert(place=hall(agenda), organizer=choir(agenda), topics=[culture(agenda)]))
    announce(agenda, concert(title="Loto"))
    for path in ("theme/culture", "lieu/salle-du-preau", "organisateur/les-voix-du-lavoir"):
        calendar = read(client, f"/agenda/{path}/agenda.ics")
        assert [str(event["SUMMARY"]) for event in calendar.walk("VEVENT")] == ["Concert de Sainte-Cécile"]
        assert str(calendar["SOURCE"]).endswith(f"/agenda/{path}/agenda.ics")
    assert len(read(client).walk("VEVENT")) == 2
    assert str(read(client)["X-WR-CALNAME"]) == "Agenda de Valombreuse-sur-Lise"


def test_an_event_goes_alone_into_somebodys_calendar(agenda: AgendaPage, client: Client) -> None:
    event = announce(agenda, concert())
    announce(agenda, concert(title="Loto"))
    [entry] = read(client, "/agenda/concert-de-sainte-cecile/evenement.ics").walk("VEVENT")
    assert str(entry["UID"]) == str(event.uid)
    assert str(entry["URL"]).endswith("/agenda/concert-de-sainte-cecile/")


def test_a_calendar_is_what_the_old_clients_want(agenda: AgendaPage, client: Client) -> None:
    announce(agenda, concert())
    response = client.get(AGENDA, headers={"accept-encoding": "gzip, br"})
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Content-Disposition"] == 'inline; filename="agenda.ics"'
    assert response["Last-Modified"] == "Fri, 20 Nov 2026 10:30:00 GMT"
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "Content-Encoding" not in response
    assert not response.cookies
    head = client.head(AGENDA)
    assert (head.status_code, head["ETag"], head.content) == (200, response["ETag"], b"")


def test_who_has_it_already_receives_nothing(
    agenda: AgendaPage, client: Client, friday: time_machine.Traveller
) -> None:
    event = announce(agenda, concert())
    first = client.get(AGENDA)
    friday.shift(timedelta(days=1))
    again = client.get(AGENDA, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    event.title = "Concert de l’Avent"
    republish(event)
    changed = client.get(AGENDA, headers={"if-none-match": first["ETag"]})
    assert changed.status_code == 200
    assert "Concert de l’Avent".encode() in changed.content


def test_a_day_that_passes_changes_no_byte(agenda: AgendaPage, client: Client, friday: time_machine.Traveller) -> None:
    announce(agenda, rehearsal())
    before = client.get(AGENDA)
    friday.shift(timedelta(days=3))
    assert carry_to_the_horizon(datetime.now(UTC)) == 1
    after = client.get(AGENDA)
    assert (after.content, after["ETag"]) == (before.content, before["ETag"])


def test_what_was_withdrawn_leaves_and_what_is_cancelled_stays(agenda: AgendaPage, client: Client) -> None:
    gone = announce(agenda, concert(title="Loto"))
    concert_page = announce(agenda, concert())
    gone.unpublish()
    concert_page.status, concert_page.status_message = "cancelled", "L’église est inondée."
    republish(concert_page)
    [event] = read(client).walk("VEVENT")
    assert (str(event["SUMMARY"]), event["STATUS"]) == ("ANNULÉ – Concert de Sainte-Cécile", "CANCELLED")
    assert event["SEQUENCE"] == 1
    assert str(event["DESCRIPTION"]).startswith("L’église est inondée.")


def test_an_event_long_over_leaves_the_calendar(
    agenda: AgendaPage, client: Client, friday: time_machine.Traveller
) -> None:
    announce(agenda, concert())
    friday.move_to(datetime(2027, 11, 30, 12, tzinfo=UTC))
    assert len(read(client).walk("VEVENT")) == 1
    friday.move_to(datetime(2027, 12, 10, 12, tzinfo=UTC))
    assert read(client).walk("VEVENT") == []


def test_a_calendar_of_forty_series_is_read_in_ten_queries(
    agenda: AgendaPage, client: Client, django_assert_max_num_queries: Any, remembering: None
) -> None:
    for number in range(4):
        announce(
            agenda,
            rehearsal(title=f"Cours {number}", slug=f"cours-{number}", place=hall(agenda, slug=f"salle-{number}")),
        )
    etag = client.get(AGENDA)["ETag"]
    with django_assert_max_num_queries(10):
        assert client.get(AGENDA).status_code == 200
    with django_assert_max_num_queries(1):
        assert client.get(AGENDA, headers={"if-none-match": etag}).status_code == 304


def test_the_other_town_has_its_own_calendar(agenda: AgendaPage, neighbour: Sections, client: Client) -> None:
    announce(agenda, concert())
    announce(neighbour.agenda, concert(title="Bal"))
    response = client.get(AGENDA, headers={"host": "saint-aubin.example"})
    titles = [str(event["SUMMARY"]) for event in icalendar.Calendar.from_ical(response.content).walk("VEVENT")]
    assert titles == ["Bal"]


@pytest.mark.parametrize("address", ["/agenda/rien/agenda.ics", "/actualites/agenda.ics", "/agenda/theme/agenda.ics"])
def test_there_is_no_calendar_elsewhere(agenda: AgendaPage, client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_an_event_withdrawn_and_another_brought_back_are_another_calendar(agenda: AgendaPage, client: Client) -> None:
    _first, second, third = (announce(agenda, concert(title=f"Soirée {n}", slug=f"soiree-{n}")) for n in range(3))
    third.unpublish()
    before = client.get(AGENDA)
    second.unpublish()
    EventPage.objects.filter(pk=third.pk).update(live=True)  # no byte of any event is written again
    after = client.get(AGENDA, headers={"if-none-match": before["ETag"]})
    assert after.status_code == 200
    assert "Soirée 2".encode() in after.content and "Soirée 1".encode() not in after.content
