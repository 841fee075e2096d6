"""What other programs and other sites are given of the agenda."""

import csv
import io
import json
from datetime import date, datetime, time
from typing import Any

import icalendar
import pytest
from django.test import Client

from content.models import Commune
from events.models import AgendaPage, DateChange
from events.opendata import ACCESS
from home.founding import Sections
from tests.events.calendars import PARIS
from tests.events.town import announce, choir, concert, culture, hall, rehearsal
from tests.newsletter.composing import photo

DOCUMENTS = ["agenda.ics", "google.ics", "agenda.json", "agenda.csv", "integrer/"]


def read(client: Client, path: str) -> Any:
    return json.loads(client.get(path).content)


def table(client: Client, path: str = "/agenda/agenda.csv") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(client.get(path).content.decode())))


@pytest.fixture
def busy(agenda: AgendaPage) -> AgendaPage:
    """A concert of the choir at the hall, about culture, and its rehearsals, one cancelled and one moved."""
    place, who, subject = hall(agenda), choir(agenda), culture(agenda)
    changes = [
        DateChange(original_day=date(2026, 12, 8), kind="cancelled", message="La salle est prise."),
        DateChange(original_day=date(2026, 12, 15), kind="moved", new_day=date(2026, 12, 17), message="Un jeudi."),
    ]
    announce(agenda, rehearsal(place=place, organizer=who, topics=[subject], date_changes=changes))
    announce(agenda, concert(title="Loto", slug="loto", price="5 €"))
    return agenda


@pytest.mark.parametrize("document", DOCUMENTS)
@pytest.mark.parametrize("below", ["", "theme/culture/", "lieu/salle-du-preau/", "organisateur/les-voix-du-lavoir/"])
def test_every_collection_answers_every_form(busy: AgendaPage, client: Client, below: str, document: str) -> None:
    response = client.get(f"/agenda/{below}{document}")
    assert response.status_code == 200
    assert not response.cookies
    assert response["X-Robots-Tag"] == "noindex"
    text = response.content.decode()
    assert "Répétition du chœur" in text
    assert ("Loto" in text) == (not below)


@pytest.mark.parametrize("document", DOCUMENTS)
@pytest.mark.parametrize("path", ["agenda/theme/rien", "agenda/rue/culture", "actualites", "agenda/theme"])
def test_nothing_answers_for_what_the_town_has_not(busy: AgendaPage, client: Client, path: str, document: str) -> None:
    assert client.get(f"/{path}/{document}").status_code == 404


def test_who_follows_by_google_still_sees_what_is_cancelled(busy: AgendaPage, client: Client) -> None:
    plain, google = client.get("/agenda/agenda.ics").content, client.get("/agenda/google.ics").content
    cancelled = "SUMMARY:ANNULÉ – Répétition du chœur\r\n".encode()
    assert cancelled in plain and b"STATUS:CANCELLED" in plain
    assert cancelled in google and b"STATUS:CANCELLED" not in google
    [event] = [each for each in icalendar.Calendar.from_ical(google).walk("VEVENT") if "ANNULÉ" in each["SUMMARY"]]
    assert (event["STATUS"], event["TRANSP"]) == ("CONFIRMED", "TRANSPARENT")
    assert google.count(b"BEGIN:VEVENT") == plain.count(b"BEGIN:VEVENT")


def test_a_calendar_has_the_colour_of_the_town(agenda: AgendaPage, client: Client) -> None:
    Commune.objects.filter(site=agenda.site).update(colour_1="#0e4a3a")
    assert b"\r\nCOLOR:darkslategray\r\n" in client.get("/agenda/agenda.ics").content


def test_a_meeting_online_says_where_to_join(agenda: AgendaPage, client: Client) -> None:
    announce(agenda, concert(online_url="https://visio.example/conseil"))
    assert (
        b"CONFERENCE;FEATURE=VIDEO;VALUE=URI:https://visio.example/conseil" in client.get("/agenda/agenda.ics").content
    )


def test_an_event_shows_its_picture_in_a_calendar_and_in_open_data(agenda: AgendaPage, client: Client) -> None:
    image = photo("affiche")
    announce(agenda, concert(image=image))
    Commune.objects.filter(site=agenda.site).update(coat_of_arms=image)
    document = icalendar.Calendar.from_ical(client.get("/agenda/agenda.ics").content)
    [event] = document.walk("VEVENT")
    assert str(event["IMAGE"]).startswith("http://localhost/media/images/affiche")
    assert event["IMAGE"].params["VALUE"] == "URI"
    assert str(document["IMAGE"]).startswith("http://localhost/media/images/affiche")
    [described] = read(client, "/agenda/agenda.json")["events"]
    assert described["image"] == str(event["IMAGE"])


def test_one_date_of_a_series_goes_alone_into_somebodys_calendar(busy: AgendaPage, client: Client) -> None:
    response = client.get("/agenda/repetition-du-choeur/2026-12-15/evenement.ics")
    [event] = icalendar.Calendar.from_ical(response.content).walk("VEVENT")
    assert event["DTSTART"].dt == datetime(2026, 12, 17, 20, tzinfo=PARIS)
    assert "RRULE" not in event and "RECURRENCE-ID" not in event
    again = client.get(
        "/agenda/repetition-du-choeur/2026-12-15/evenement.ics", headers={"if-none-match": response["ETag"]}
    )
    assert (again.status_code, again.content) == (304, b"")
    assert client.get("/agenda/repetition-du-choeur/2026-12-16/evenement.ics").status_code == 404


def test_the_page_of_a_date_offers_that_date_and_all_of_them(busy: AgendaPage, client: Client) -> None:
    page = client.get("/agenda/repetition-du-choeur/2026-12-15/").content.decode()
    assert 'href="/agenda/repetition-du-choeur/2026-12-15/evenement.ics"' in page
    assert 'href="/agenda/repetition-du-choeur/evenement.ics"' in page
    assert "dates=20261217T190000Z%2F20261217T210000Z" in page


# --- Open data -----------------------------------------------------------------------------------------------------------


def test_each_of_the_five_codes_of_openagenda_can_be_guaranteed() -> None:
    assert set(ACCESS) == {"hi", "vi", "pi", "mi", "ii"}
    assert all(ACCESS.values())


def test_an_event_has_the_shape_of_openagenda(busy: AgendaPage, client: Client) -> None:
    document = read(client, "/agenda/theme/culture/agenda.json")
    assert (document["total"], document["licence"]["name"]) == (1, "Licence Ouverte 2.0")
    [event] = document["events"]
    assert event["title"] == {"fr": "Répétition du chœur"}
    assert (event["status"], event["state"], event["attendanceMode"]) == (1, 2, 1)
    assert event["timezone"] == "Europe/Paris"
    assert event["accessibility"] == {"hi": False, "vi": False, "pi": False, "mi": True, "ii": False}
    assert event["location"]["name"] == "Salle du Préau"
    assert event["keywords"] == {"fr": ["Culture"]}
    assert event["firstTiming"] == {"begin": "2026-12-01T20:00:00+01:00", "end": "2026-12-01T22:00:00+01:00"}
    assert event["lastTiming"]["begin"] == "2027-06-29T20:00:00+02:00"
    begins = [timing["begin"][:10] for timing in event["timings"]]
    assert "2026-12-08" not in begins and "2026-12-15" not in begins and "2026-12-17" in begins
    states = {each["date"]: each["status"] for each in event["exceptions"]}
    assert states == {"2026-12-08": 6, "2026-12-15": 2}


def test_an_event_cancelled_as_a_whole_keeps_its_date_and_says_so(agenda: AgendaPage, client: Client) -> None:
    announce(agenda, concert(status="cancelled", status_message="L’église est inondée."))
    [event] = read(client, "/agenda/agenda.json")["events"]
    assert (event["status"], len(event["timings"])) == (6, 1)
    assert event["statusMessage"] == {"fr": "L’église est inondée."}


def test_no_timing_lasts_longer_than_a_day(agenda: AgendaPage, client: Client) -> None:
    said = {"start_day": date(2026, 12, 4), "end_day": date(2026, 12, 6)}
    announce(agenda, concert(title="Salon", **said | {"start_time": time(18), "end_time": time(12)}))
    announce(agenda, concert(title="Foire", **said | {"start_time": None, "end_time": None}))
    events = {each["title"]["fr"]: each["timings"] for each in read(client, "/agenda/agenda.json")["events"]}
    edges = {title: [(t["begin"][8:16], t["end"][8:16]) for t in timings] for title, timings in events.items()}
    assert edges["Salon"] == [("04T18:00", "05T00:00"), ("05T00:00", "06T00:00"), ("06T00:00", "06T12:00")]
    assert edges["Foire"] == [("04T00:00", "05T00:00"), ("05T00:00", "06T00:00"), ("06T00:00", "07T00:00")]


def test_the_table_has_one_line_for_each_date(busy: AgendaPage, client: Client) -> None:
    lines = table(client)
    assert [line["debut"] for line in lines] == sorted(line["debut"] for line in lines)
    moved = next(line for line in lines if line["date_annoncee"] == "2026-12-15")
    assert (moved["debut"], moved["etat"], moved["lieu"]) == (
        "2026-12-17T20:00:00+01:00",
        "Nouvel horaire",
        "Salle du Préau",
    )
    assert all("Licence Ouverte 2.0" in line["licence"] for line in lines)
    assert len(lines) == sum(len(event["timings"]) for event in read(client, "/agenda/agenda.json")["events"]) + 1


@pytest.mark.parametrize("title", ["=2+5", "+33 4 65", "-1", "@SOMME(A1)", "\t=1", "＝1"])
def test_a_spreadsheet_runs_nothing_that_somebody_wrote(agenda: AgendaPage, client: Client, title: str) -> None:
    announce(agenda, concert(title=title, slug="essai", standfirst="=HYPERLINK(1)", price="=1+1"))
    [line] = table(client)
    assert not [cell for cell in line.values() if cell.startswith(("=", "+", "-", "@", "\t", "＝"))]
    assert title.strip() in line["titre"]


def test_open_data_says_its_licence_and_may_be_read_from_any_site(busy: AgendaPage, client: Client) -> None:
    for name, media_type in (
        ("agenda.json", "application/json"),
        ("agenda.csv", "text/csv; charset=utf-8; header=present"),
    ):
        response = client.get(f"/agenda/{name}")
        assert response["Content-Type"] == media_type
        assert response["Access-Control-Allow-Origin"] == "*"
        assert response["Link"] == '<https://www.etalab.gouv.fr/licence-ouverte-open-licence/>; rel="license"'
        assert client.get(f"/agenda/{name}", headers={"if-none-match": response["ETag"]}).status_code == 304


@pytest.mark.parametrize("document", DOCUMENTS)
def test_each_is_read_in_ten_queries(
    agenda: AgendaPage, client: Client, django_assert_max_num_queries: Any, remembering: None, document: str
) -> None:
    for number in range(4):
        subject = culture(agenda, name=f"Sujet {number}", slug=f"sujet-{number}")
        place = hall(agenda, slug=f"salle-{number}")
        said = {"place": place, "topics": [subject], "image": photo(f"cours-{number}")}
        announce(agenda, rehearsal(title=f"Cours {number}", slug=f"cours-{number}", **said))
    client.get(f"/agenda/{document}")
    with django_assert_max_num_queries(10):
        assert client.get(f"/agenda/{document}").status_code == 200


def test_the_other_town_keeps_its_dates_to_itself(busy: AgendaPage, neighbour: Sections, client: Client) -> None:
    announce(neighbour.agenda, concert(title="Bal", slug="bal"))
    for document in DOCUMENTS:
        text = client.get(f"/agenda/{document}", headers={"host": "saint-aubin.example"}).content.decode()
        assert "Bal" in text and "Loto" not in text
        assert "Bal" not in client.get(f"/agenda/{document}").content.decode()


# --- The frame -----------------------------------------------------------------------------------------------------------


def test_only_the_frame_may_be_shown_inside_another_site(busy: AgendaPage, client: Client) -> None:
    framed = client.get("/agenda/integrer/")
    assert "frame-ancestors *" in framed["Content-Security-Policy"]
    assert "X-Frame-Options" not in framed
    for path in ("/agenda/", "/agenda/agenda.json", "/agenda/repetition-du-choeur/", "/recevoir/calendrier/"):
        response = client.get(path)
        assert "frame-ancestors 'none'" in response["Content-Security-Policy"]
        assert response["X-Frame-Options"] == "DENY"


def test_a_link_in_the_frame_leaves_it_and_nothing_runs_there(busy: AgendaPage, client: Client) -> None:
    page = client.get("/agenda/integrer/").content.decode()
    assert '<base target="_top">' in page
    assert "<script" not in page
    assert page.count("<h1") == 1
    assert "La salle est prise." in page and "Annulé" in page


def test_a_frame_without_anything_to_come_says_so(agenda: AgendaPage, client: Client) -> None:
    assert "Rien n’est annoncé" in client.get("/agenda/integrer/").content.decode()
