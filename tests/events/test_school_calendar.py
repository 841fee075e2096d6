"""The ministry's own files, in the three shapes they come in."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.school_calendar import Period, UnreadableCalendar, read, zone_of_town

HEAD = "description;population;start_date;end_date;location;zones;annee_scolaire"
CSV = "\n".join(
    [
        HEAD,
        "Vacances de la Toussaint;-;2027-10-15T22:00:00+00:00;2027-10-31T23:00:00+00:00;Corse;Corse;2027-2028",
        "Vacances de la Toussaint;-;2027-10-22T22:00:00+00:00;2027-11-07T23:00:00+00:00;Lyon;Zone A;2027-2028",
        "Vacances de la Toussaint;-;2027-10-22T22:00:00+00:00;2027-11-07T23:00:00+00:00;Dijon;Zone A;2027-2028",
        "Vacances d'Hiver;Élèves;2028-02-11T00:00:00+01:00;2028-02-28T00:00:00+01:00;Corse;Corse;2027-2028",
        "Vacances d'Hiver;Enseignants;2028-02-11T00:00:00+01:00;2028-02-27T00:00:00+01:00;Corse;Corse;2027-2028",
        "Début des Vacances d'Été;-;2028-07-07T22:00:00+00:00;2028-07-07T22:00:00+00:00;Corse;Corse;2027-2028",
        "Pont de l'Ascension;-;2028-05-24T22:00:00+00:00;2028-05-28T22:00:00+00:00;Corse;Corse;2027-2028",
    ]
)
ICAL = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//education.gouv.fr//FR
BEGIN:VEVENT
UID:1@education.gouv.fr
DTSTAMP:20260101T000000Z
DTSTART;VALUE=DATE:20271218
DTEND;VALUE=DATE:20280103
SUMMARY:Vacances de Noël - Zones A/B/C
LOCATION:Zones A/B/C
END:VEVENT
BEGIN:VEVENT
UID:2@education.gouv.fr
DTSTAMP:20260101T000000Z
DTSTART;VALUE=DATE:20280212
DTEND;VALUE=DATE:20280228
SUMMARY:Vacances d'Hiver - Zone A
LOCATION:Zone A
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n")


def test_the_table_gives_the_holidays_of_corsica() -> None:
    reading = read(CSV.encode(), "Corse")
    assert reading.periods == [
        Period("Vacances de la Toussaint", date(2027, 10, 16), date(2027, 10, 31)),
        Period("Vacances d'Hiver", date(2028, 2, 12), date(2028, 2, 27)),  # class still on Friday the 11th
        Period("Pont de l'Ascension", date(2028, 5, 25), date(2028, 5, 28)),
    ]


def test_what_has_no_end_yet_is_left_aside_and_said() -> None:
    skipped = read(CSV.encode(), "Corse").skipped
    assert [line.partition(",")[0] for line in skipped] == ["Vacances d'Hiver", "Début des Vacances d'Été"]
    assert "Enseignants" in skipped[0] and "sans date de reprise" in skipped[1]


def test_twelve_academies_of_a_zone_are_one_period() -> None:
    assert read(CSV.encode(), "Zone A").periods == [
        Period("Vacances de la Toussaint", date(2027, 10, 23), date(2027, 11, 7))
    ]


def test_the_same_table_saved_by_a_spreadsheet_is_read_too() -> None:
    labels = "Description,Population,Date de début,Date de fin,Académies,Zones,annee_scolaire"
    line = "Vacances de Noël,-,2027-12-18,2028-01-03,Saint-Denis,Réunion,2027-2028"
    for encoding in ("utf-8-sig", "cp1252"):
        [period] = read(f"{labels}\r\n{line}\r\n\r\n".encode(encoding), "Réunion").periods
        assert period == Period("Vacances de Noël", date(2027, 12, 18), date(2028, 1, 2))


def test_the_calendar_gives_each_zone_its_own() -> None:
    assert [period.name for period in read(ICAL.encode(), "Zone A").periods] == ["Vacances de Noël", "Vacances d'Hiver"]
    assert read(ICAL.encode(), "Zone B").periods == [Period("Vacances de Noël", date(2027, 12, 18), date(2028, 1, 2))]
    with pytest.raises(UnreadableCalendar, match="ne dit rien de « Corse »"):
        read(ICAL.encode(), "Corse")


@pytest.mark.parametrize(
    ("document", "sentence"),
    [
        (b"", "colonnes"),
        (b"a;b;c\n1;2;3", "colonnes"),
        (f"{HEAD}\nNo\u00ebl;-;hier;demain;Corse;Corse;2027".encode(), "ligne 2"),
        (f"{HEAD}\nNo\u00ebl;-".encode(), "ligne 2"),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n", "lisible"),
        (b"x" * 1_000_001, "1 Mo"),
        (HEAD.encode() + b"\n;;;;;;" * 20_001, "trop de lignes"),
        (HEAD.encode() + b"\n" + b"x" * 200_000, "lisible"),
        ("\u0000".encode() + HEAD.encode(), "colonnes"),
    ],
)
def test_any_other_file_is_refused_with_what_to_do(document: bytes, sentence: str) -> None:
    with pytest.raises(UnreadableCalendar, match=sentence):
        read(document, "Corse")


@given(st.binary(max_size=300), st.sampled_from([b"", HEAD.encode() + b"\n", b"BEGIN:VCALENDAR\r\n"]))
def test_no_file_breaks_the_import(noise: bytes, head: bytes) -> None:
    try:
        assert read(head + noise, "Corse")
    except UnreadableCalendar as refusal:
        assert str(refusal).endswith(".")


@pytest.mark.parametrize(
    ("school_zone", "insee", "zone"),
    [
        ("B", "43157", "Zone B"),
        ("", "2A004", "Corse"),
        ("", "97411", "Réunion"),
        ("", "98818", "Nouvelle-Calédonie"),
        ("", "", ""),
    ],
)
def test_where_a_town_is_says_which_calendar(school_zone: str, insee: str, zone: str) -> None:
    assert zone_of_town(school_zone, insee) == zone
