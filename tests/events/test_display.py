from dataclasses import replace
from datetime import date, time, timedelta

from events.display import days, line, month, summary
from events.values import OccurrenceValue, PlaceValue, Status, Timing

TODAY = date(2026, 11, 20)
SUNDAY = date(2026, 12, 6)
CONCERT = OccurrenceValue(
    title="Concert",
    path="/agenda/concert/",
    address="https://ville.example/agenda/concert/",
    timing=Timing(SUNDAY, time(17), end=time(18, 30)),
    original_day=SUNDAY,
    original_hour=time(17),
    place=PlaceValue("Église Saint-Aubin"),
)


def titles_by_day(
    *values: OccurrenceValue, first: date = TODAY, last: date = date(2026, 12, 31)
) -> dict[date, list[str]]:
    return {day.date: [entry.title for entry in day.entries] for day in days(values, values, first, last, TODAY)}


def test_a_line_says_what_one_asks_on_the_telephone() -> None:
    said = line(replace(CONCERT, price="8 €", ages="dès 6 ans", organizer="L’Harmonie", paper="coloured"))
    assert (said.when, said.place, said.note) == ("17\xa0h\xa0– 18\xa0h\xa030", "Église Saint-Aubin", "Dès 6 ans, 8 €")
    assert said.organizer == "Organisé par L’Harmonie"
    assert line(replace(CONCERT, organizer="La mairie")).organizer == ""


def test_each_state_has_its_word_and_only_what_is_off_is_struck() -> None:
    words = {
        status: (line(replace(CONCERT, status=status)).status, line(replace(CONCERT, status=status)).status_text)
        for status in Status
    }
    assert words[Status.SCHEDULED] == ("", "")
    assert words[Status.CANCELLED] == ("cancelled", "Annulé")
    assert words[Status.POSTPONED] == ("postponed", "Reporté")
    assert words[Status.FULL] == ("full", "Complet")
    assert words[Status.RESCHEDULED] == ("moved", "Nouvel horaire")
    assert {style for status, (style, _word) in words.items() if status.off} == {"cancelled", "postponed"}


def test_what_lasts_stands_once_in_the_list() -> None:
    exhibition = replace(
        CONCERT, timing=Timing(date(2026, 11, 10), last_day=date(2026, 11, 25)), original_day=date(2026, 11, 10)
    )
    assert titles_by_day(exhibition) == {TODAY: ["Concert"]}
    assert titles_by_day(exhibition, first=date(2026, 11, 26)) == {}


def test_what_lasts_says_until_when() -> None:
    whole = replace(CONCERT, timing=Timing(SUNDAY, last_day=SUNDAY + timedelta(days=9)))
    assert line(whole).when == "jusqu’au 15\xa0décembre"
    weekend = replace(CONCERT, timing=Timing(SUNDAY, time(18), SUNDAY + timedelta(days=1), time(16)))
    assert (line(weekend).when, line(weekend).note) == ("18\xa0h", "Jusqu’au lundi 7\xa0décembre")


def test_a_long_exhibition_takes_one_square_of_the_month() -> None:
    long = replace(
        CONCERT, timing=Timing(date(2026, 11, 10), last_day=date(2027, 1, 8)), original_day=date(2026, 11, 10)
    )
    busy = [
        cell.day.day for week in month(date(2026, 12, 1), [long], TODAY, "/").weeks for cell in week if cell.entries
    ]
    assert busy == [1]


def test_a_moved_date_leaves_a_trace_where_it_was_announced() -> None:
    moved = replace(CONCERT, status=Status.RESCHEDULED, timing=CONCERT.timing.on(SUNDAY + timedelta(days=7)))
    assert titles_by_day(moved) == {SUNDAY: ["Concert"], SUNDAY + timedelta(days=7): ["Concert"]}
    old, new = (day.entries[0] for day in days([moved], [moved], TODAY, date(2026, 12, 31), TODAY))
    assert (old.status, old.status_text, new.status, new.status_text) == ("postponed", "Déplacé", "moved", "Déplacé")
    assert "dimanche 13\xa0décembre" in old.reason and "dimanche 6\xa0décembre" in new.reason


def test_today_and_tomorrow_are_called_so() -> None:
    soon = [replace(CONCERT, timing=CONCERT.timing.on(TODAY + timedelta(days=n))) for n in range(3)]
    assert [day.word for day in days(soon, [], TODAY, SUNDAY, TODAY)] == ["aujourd’hui", "demain", ""]


def test_a_month_begins_on_monday_and_shows_only_its_own_days() -> None:
    shown = month(date(2026, 12, 1), [CONCERT], TODAY, "/agenda/")
    assert (shown.title, shown.weeks[0][0].day) == ("Décembre 2026", date(2026, 11, 30))
    assert all(len(week) == 7 for week in shown.weeks)
    inside = [cell for week in shown.weeks for cell in week if not cell.is_outside]
    assert [cell.day for cell in inside] == [date(2026, 12, number) for number in range(1, 32)]
    [busy] = [cell for cell in inside if cell.entries]
    assert (busy.url, busy.label) == ("/agenda/2026/12/06/", "dimanche 6\xa0décembre, 1 rendez-vous")
    assert (
        shown.previous and shown.next and (shown.previous.url, shown.next.title) == ("/agenda/2026/11/", "janvier 2027")
    )


def test_a_weekend_over_two_months_is_in_both() -> None:
    long = replace(
        CONCERT, timing=Timing(date(2026, 11, 29), last_day=date(2026, 12, 2)), original_day=date(2026, 11, 29)
    )
    busy = [
        cell.day.day for week in month(date(2026, 12, 1), [long], TODAY, "/").weeks for cell in week if cell.entries
    ]
    assert busy == [1, 2]


def test_a_month_counts_what_is_off() -> None:
    off = replace(CONCERT, status=Status.CANCELLED)
    assert summary([]) == "aucun rendez-vous"
    assert summary([CONCERT]) == "1 rendez-vous"
    assert summary([CONCERT, off]) == "2 rendez-vous, dont 1 annulé"
    assert summary([CONCERT, off, off]) == "3 rendez-vous, dont 2 annulés"
