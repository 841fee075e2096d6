import json
from dataclasses import replace
from datetime import date, time
from zoneinfo import ZoneInfo

from bs4 import BeautifulSoup

from events.jsonld import Facts, data_block, event_data
from events.values import OccurrenceValue, PlaceValue, Status, Timing

PARIS = ZoneInfo("Europe/Paris")
CONCERT = OccurrenceValue(
    title="Concert",
    path="/agenda/concert/",
    address="https://ville.example/agenda/concert/",
    timing=Timing(date(2026, 12, 6), time(17), end=time(18, 30)),
    original_day=date(2026, 12, 6),
    original_hour=time(17),
    place=PlaceValue("Église", "eglise", "rue de l’Église", 44.8, 4.1),
    organizer="L’Harmonie",
)


def test_a_search_engine_reads_when_and_where() -> None:
    data = event_data(CONCERT, PARIS, Facts(free=True))
    assert (data["startDate"], data["endDate"]) == ("2026-12-06T17:00:00+01:00", "2026-12-06T18:30:00+01:00")
    assert data["location"]["address"]["streetAddress"] == "rue de l’Église"
    assert data["eventStatus"] == "https://schema.org/EventScheduled"
    assert data["isAccessibleForFree"] is True and data["offers"]["price"] == 0
    assert "image" not in data


def test_whole_days_are_dates_and_an_open_end_is_not_invented() -> None:
    fair = replace(CONCERT, timing=Timing(date(2026, 12, 6), last_day=date(2026, 12, 8)))
    assert (event_data(fair, PARIS)["startDate"], event_data(fair, PARIS)["endDate"]) == ("2026-12-06", "2026-12-08")
    assert "endDate" not in event_data(replace(CONCERT, timing=Timing(date(2026, 12, 6), time(17))), PARIS)


def test_what_became_of_a_date_is_said() -> None:
    assert event_data(replace(CONCERT, status=Status.CANCELLED), PARIS)["eventStatus"].endswith("/EventCancelled")
    said_new = event_data(replace(CONCERT, status=Status.RESCHEDULED), PARIS)
    assert said_new["eventStatus"].endswith("/EventRescheduled") and "previousStartDate" not in said_new
    moved = replace(CONCERT, status=Status.RESCHEDULED, timing=CONCERT.timing.on(date(2026, 12, 13)))
    data = event_data(moved, PARIS)
    assert data["eventStatus"].endswith("/EventRescheduled")
    assert (data["previousStartDate"], data["startDate"][:10]) == ("2026-12-06T17:00:00+01:00", "2026-12-13")


def test_a_meeting_online_has_a_virtual_place() -> None:
    online = event_data(replace(CONCERT, place=None), PARIS, Facts(online="https://rencontres.example/lecture"))
    assert online["location"] == {"@type": "VirtualLocation", "url": "https://rencontres.example/lecture"}
    assert online["eventAttendanceMode"].endswith("/OnlineEventAttendanceMode")
    assert event_data(CONCERT, PARIS, Facts(online="https://x.example"))["eventAttendanceMode"].endswith(
        "/MixedEventAttendanceMode"
    )


def test_what_it_costs_is_read_in_the_editor_s_sentence() -> None:
    several = event_data(CONCERT, PARIS, Facts(price="8 €, réduit 5,50 €", registration="https://billets.example"))[
        "offers"
    ]
    assert (several["@type"], several["lowPrice"], several["highPrice"]) == ("AggregateOffer", 5.5, 8)
    assert several["url"] == "https://billets.example"
    assert event_data(CONCERT, PARIS, Facts(price="4 euros"))["offers"]["price"] == 4
    assert "offers" not in event_data(CONCERT, PARIS, Facts(price="au chapeau"))
    full = event_data(replace(CONCERT, status=Status.FULL), PARIS, Facts(price="4 €"))
    assert full["offers"]["availability"].endswith("/SoldOut")


def test_who_may_come_is_said_to_machines_too() -> None:
    data = event_data(CONCERT, PARIS, Facts(access=("accessible en fauteuil",), age_min=6))
    assert data["location"]["amenityFeature"][0]["name"] == "accessible en fauteuil"
    assert data["typicalAgeRange"] == "6-"
    assert event_data(CONCERT, PARIS, Facts(age_min=6, age_max=12))["typicalAgeRange"] == "6-12"
    assert event_data(CONCERT, PARIS, Facts(age_max=12))["typicalAgeRange"] == "0-12"


def test_a_title_cannot_leave_its_block() -> None:
    hostile = data_block(event_data(replace(CONCERT, title="</script><script>alert(1)</script>&amp;"), PARIS))
    soup = BeautifulSoup(f"<head>{hostile}</head>", "html.parser")
    [block] = soup.find_all("script")
    assert json.loads(block.get_text())["name"] == "</script><script>alert(1)</script>&amp;"
