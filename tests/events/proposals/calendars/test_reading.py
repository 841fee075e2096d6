"""What a club's calendar says is what the agenda would be told: hours on the commune's clock, rules, dates not as the others."""

from datetime import date, time
from typing import Any

import pytest

from events.proposals.calendars.reading import read
from events.proposals.facts import EventFacts
from events.proposals.facts import read as facts_of
from tests.events.proposals.calendars.samples import FAIR, PARIS, TODAY, YOGA, at, calendar, event

EVENING = ";TZID=Europe/Paris:20261212T200000"


def taken(*components: str) -> list[EventFacts]:
    return [facts_of(entry["facts"]) for entry in read(calendar(*components), PARIS, TODAY)["entries"]]


def one(*components: str) -> EventFacts:
    (facts,) = taken(*components)
    return facts


def reasons(*components: str) -> list[str]:
    return [each["reason"] for each in read(calendar(*components), PARIS, TODAY)["skipped"]]


def test_a_weekly_class_begins_at_its_next_date_whatever_year_it_was_entered() -> None:
    facts = one(event(YOGA))
    assert (facts.start_day, facts.start_time, facts.end_time) == (date(2026, 11, 24), time(18, 30), time(20))
    assert facts.rule == "FREQ=WEEKLY;BYDAY=TU"
    assert facts.place_detail == "Salle du Préau"


def test_whole_days_end_the_day_before_dtend() -> None:
    facts = one(event(FAIR))
    assert (facts.start_day, facts.end_day, facts.start_time) == (date(2027, 5, 1), date(2027, 5, 2), None)


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        (EVENING, "DTEND;TZID=Europe/Paris:20261212T230000", (time(20), time(23), None)),
        (EVENING, "DTEND;TZID=Europe/Paris:20261213T020000", (time(20), time(2), None)),
        (EVENING, "DTEND;TZID=Europe/Paris:20261213T220000", (time(20), time(22), date(2026, 12, 13))),
        (EVENING, "DTEND;TZID=Europe/Paris:20261212T200000", (time(20), None, None)),
        (EVENING, "DURATION:PT1H30M", (time(20), time(21, 30), None)),
        (EVENING, "CATEGORIES:Musique", (time(20), None, None)),
        (":20261212T190000Z", "DTEND:20261212T200000Z", (time(20), time(21), None)),
        (":20260712T190000Z".replace("2026", "2027"), "DTEND:20270712T200000Z", (time(21), time(22), None)),
        (":20261212T200000", "DTEND:20261212T210000", (time(20), time(21), None)),
        (";TZID=America/New_York:20261212T140000", "DURATION:PT1H", (time(20), time(21), None)),
        (";TZID=Romance Standard Time:20261212T200000", "DURATION:PT1H", (time(20), time(21), None)),
    ],
)
def test_hours_are_those_of_the_communes_clock(start: str, end: str, hours: tuple[Any, ...]) -> None:
    facts = one(at(start, end))
    assert (facts.start_time, facts.end_time, facts.end_day) == hours


def test_somebody_elses_time_zone_is_read_as_they_define_it() -> None:
    zone = "\n".join(
        ["BEGIN:VTIMEZONE", "TZID:Heure du club", "BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:+0300",
         "TZOFFSETTO:+0300", "END:STANDARD", "END:VTIMEZONE"]
    )  # fmt: skip
    assert one(zone, at(";TZID=Heure du club:20261212T200000")).start_time == time(18)
    (reason,) = reasons(at(";TZID=Heure inconnue:20261212T200000"))
    assert reason == "son fuseau horaire « Heure inconnue » n’est défini nulle part"


@pytest.mark.parametrize(
    ("rrule", "rule"),
    [
        ("FREQ=WEEKLY", "FREQ=WEEKLY;BYDAY=SA"),
        ("FREQ=WEEKLY;WKST=SU;BYDAY=SA", "FREQ=WEEKLY;BYDAY=SA"),
        ("FREQ=DAILY;BYDAY=SA,SU", "FREQ=WEEKLY;BYDAY=SA,SU"),
        ("FREQ=WEEKLY;INTERVAL=2", "FREQ=WEEKLY;INTERVAL=2;BYDAY=SA"),
        ("FREQ=MONTHLY", "FREQ=MONTHLY;BYMONTHDAY=12"),
        ("FREQ=MONTHLY;BYDAY=2SA", "FREQ=MONTHLY;BYDAY=2SA"),
        ("FREQ=MONTHLY;BYDAY=SA;BYSETPOS=2", "FREQ=MONTHLY;BYDAY=2SA"),
        ("FREQ=YEARLY", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=12"),
        ("FREQ=WEEKLY;COUNT=3", "FREQ=WEEKLY;BYDAY=SA;UNTIL=20261226"),
        ("FREQ=WEEKLY;UNTIL=20261226T190000Z", "FREQ=WEEKLY;BYDAY=SA;UNTIL=20261226"),
        ("FREQ=WEEKLY;UNTIL=20261226T180000Z", "FREQ=WEEKLY;BYDAY=SA;UNTIL=20261225"),
    ],
)
def test_a_rule_is_written_as_the_agenda_writes_it(rrule: str, rule: str) -> None:
    assert one(at(EVENING, f"RRULE:{rrule}")).rule == rule


def test_outlooks_instant_that_ends_whole_days_is_midnight_here() -> None:
    """UNTIL at 22:00 UTC is the 2nd of July in Paris: that day counts (icalevents, recurrenceid_ms.ics)."""
    facts = one(at(";VALUE=DATE:20270601", "RRULE:FREQ=DAILY;UNTIL=20270701T220000Z"))
    assert facts.rule == "FREQ=DAILY;UNTIL=20270702"


def test_a_series_at_the_hour_of_another_zone_is_refused_clearly() -> None:
    (reason,) = reasons(at(";TZID=America/New_York:20261212T140000", "RRULE:FREQ=WEEKLY"))
    assert "à l’heure d’un autre fuseau" in reason
    (reason,) = reasons(at(":20261212T190000Z", "RRULE:FREQ=WEEKLY"))
    assert "à l’heure d’un autre fuseau" in reason
    assert one(at(";TZID=Europe/Berlin:20261212T200000", "RRULE:FREQ=WEEKLY")).start_time == time(20)


def test_dates_cancelled_moved_and_left_out_are_kept_with_their_series() -> None:
    facts = one(
        event(YOGA, "EXDATE;TZID=Europe/Paris:20261222T183000,20240910T183000"),
        event(
            "UID:yoga@club.example", "SUMMARY:Yoga", "LOCATION:Gymnase", "RECURRENCE-ID;TZID=Europe/Paris:20261208T183000",
            "DTSTART;TZID=Europe/Paris:20261209T190000", "DTEND;TZID=Europe/Paris:20261209T203000",
        ),
        event(
            "UID:yoga@club.example", "SUMMARY:Yoga", "RECURRENCE-ID;TZID=Europe/Paris:20261215T183000", "STATUS:CANCELLED",
            "DTSTART;TZID=Europe/Paris:20261215T183000",
        ),
    )  # fmt: skip
    moved, cancelled, left_out = facts.date_changes
    assert (moved.original_day, moved.kind, moved.new_day, moved.new_start_time) == (
        date(2026, 12, 8), "moved", date(2026, 12, 9), time(19),
    )  # fmt: skip
    assert moved.message == "Lieu : Gymnase"
    assert (cancelled.original_day, cancelled.kind) == (date(2026, 12, 15), "cancelled")
    assert (left_out.original_day, left_out.message) == (date(2026, 12, 22), "Pas de rendez-vous ce jour-là.")


def test_an_override_without_its_series_is_a_date_by_itself() -> None:
    (entry,) = read(
        calendar(at(EVENING, "RECURRENCE-ID;TZID=Europe/Paris:20261211T200000")), PARIS, TODAY
    )["entries"]  # fmt: skip
    assert (entry["uid"], entry["recurrence"]) == ("un@club.example", "20261211T2000")
    assert facts_of(entry["facts"]).start_day == date(2026, 12, 12)


def test_a_date_of_the_past_put_off_to_a_day_to_come_is_not_lost() -> None:
    over = YOGA.replace("BYDAY=TU", "BYDAY=TU;UNTIL=20261117T170000Z")
    late = event(
        "UID:yoga@club.example", "SUMMARY:Yoga", "RECURRENCE-ID;TZID=Europe/Paris:20261117T183000",
        "DTSTART;TZID=Europe/Paris:20261128T183000",
    )  # fmt: skip
    assert one(event(over), late).start_day == date(2026, 11, 28)
    going_on = one(event(YOGA), late)
    assert [each.day for each in going_on.chosen_dates] == [date(2026, 11, 28)]


def test_irregular_dates_are_written_one_by_one() -> None:
    facts = one(at(EVENING, "RDATE;TZID=Europe/Paris:20261219T200000,20270109T200000"))
    assert [each.day for each in facts.chosen_dates] == [date(2026, 12, 19), date(2027, 1, 9)]


def test_a_start_off_its_own_rule_is_kept_as_a_date_more() -> None:
    facts = one(at(EVENING, "RRULE:FREQ=WEEKLY;BYDAY=TU"))
    assert facts.start_day == date(2026, 12, 15)
    assert [each.day for each in facts.chosen_dates] == [date(2026, 12, 12)]


def test_what_is_over_is_counted_and_not_taken() -> None:
    found = read(
        calendar(at(";VALUE=DATE:20200101"), at(";VALUE=DATE:20200101", "RRULE:FREQ=DAILY;COUNT=3", uid="2")),
        PARIS,
        TODAY,
    )
    assert found["entries"] == []
    assert (found["past"], found["skipped"]) == (2, [])


def test_words_lose_their_markup_and_what_turns_them_around() -> None:
    facts = one(
        at(EVENING, "DESCRIPTION:<b>Entrée</b> libre<br>Buvette\\n<script>alert(1)</script>", title="Con\u202ecert")
    )
    assert facts.standfirst == "Entrée libre\nBuvette\nalert(1)"
    assert facts.title == "Con cert"


def test_the_same_entry_is_known_by_its_digest_whatever_the_stamp_of_its_export() -> None:
    def digest(*lines: str) -> str:
        (entry,) = read(calendar(at(EVENING, *lines)), PARIS, TODAY)["entries"]
        return str(entry["digest"])

    assert digest("DTSTAMP:20261101T000000Z", "SEQUENCE:1") == digest("SEQUENCE:4", "DTSTAMP:20261120T000000Z")
    assert digest() != digest("LOCATION:Ailleurs")


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (["UID:1", "SUMMARY:x"], "il ne dit pas quand il commence"),
        (["UID:1", f"DTSTART{EVENING}"], "il n’a pas de titre"),
        (["SUMMARY:x", f"DTSTART{EVENING}"], "il n’a pas d’identifiant (UID), ses changements ne pourraient pas être reconnus"),
        (["UID:1", "SUMMARY:x", f"DTSTART{EVENING}", "DTEND;TZID=Europe/Paris:20261211T200000"], "il finit avant d’avoir commencé"),
        (["UID:1", "SUMMARY:x", f"DTSTART{EVENING}", "DTEND;VALUE=DATE:20261213"],
         "il commence à une heure et finit un jour entier, ou l’inverse"),
        (["UID:1", "SUMMARY:x", "DTSTART:demain"], "sa date n’est pas lisible"),
        (["UID:1", "SUMMARY:x", f"DTSTART{EVENING}", "DURATION:P99999D"], "sa durée n’est pas lisible"),
        (["UID:1", "SUMMARY:x", f"DTSTART{EVENING}", "CLASS:PRIVATE"], "il est marqué privé"),
        (["UID:1", "SUMMARY:x", f"DTSTART{EVENING}", "STATUS:TENTATIVE"], "il est encore provisoire"),
        (["UID:1", "SUMMARY:x", f"DTSTART{EVENING}", "RRULE:FREQ=DAILY", "RRULE:FREQ=WEEKLY"],
         "il suit plusieurs répétitions à la fois : saisissez-le à la main"),
        (["UID:1", "SUMMARY:x", f"DTSTART{EVENING}", "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31"],
         "sa répétition n’arrive jamais"),
        (["UID:1", "SUMMARY:x", "DTSTART;VALUE=DATE:20310101", "RRULE:FREQ=YEARLY"], "il commence dans plus de deux ans"),
        *(
            (["UID:1", "SUMMARY:x", f"DTSTART{EVENING}", f"RRULE:{rule}"],
             "sa répétition n’est pas de celles que l’agenda sait garder : saisissez-le à la main")
            for rule in ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "FREQ=DAILY;BYHOUR=9,10", "FREQ=WEEKLY;BYMONTH=1",
                         "FREQ=YEARLY;BYDAY=20MO", "FREQ=MONTHLY;BYMONTHDAY=1,15")
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_says_why_and_costs_nobody_else(lines: list[str], reason: str) -> None:
    found = read(calendar(event(*lines), event(YOGA)), PARIS, TODAY)
    assert [each["reason"] for each in found["skipped"]] == [reason]
    assert [entry["uid"] for entry in found["entries"]] == ["yoga@club.example"]
