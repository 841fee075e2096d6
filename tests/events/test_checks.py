from dataclasses import replace
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

from events.checks import change_problem, exists, problems
from events.recurrence import parse
from events.schedule import Change, Kind, Schedule
from events.values import Timing, evening

PARIS = ZoneInfo("Europe/Paris")
TODAY = date(2026, 11, 20)
HORIZON = date(2028, 11, 20)
CHOIR = Schedule(Timing(date(2026, 12, 1), time(20), end=time(22)), parse("FREQ=WEEKLY;BYDAY=TU;UNTIL=20270630"))


def said(schedule: Schedule) -> list[tuple[str, str]]:
    return [(problem.field, problem.sentence) for problem in problems(schedule, PARIS, HORIZON)]


def on(day: date, start: time | None = time(20), end: time | None = time(22), rule: str = "") -> Schedule:
    return Schedule(evening(day, start, end), parse(rule) if rule else None)


def test_an_ordinary_choir_is_let_through() -> None:
    assert said(CHOIR) == []
    assert said(on(date(2026, 12, 6))) == []
    assert said(on(date(2026, 12, 6), None, None)) == []


def test_a_start_off_its_own_rule_is_told_which_day_to_choose() -> None:
    assert said(on(date(2026, 12, 1), rule="FREQ=WEEKLY;BYDAY=TH")) == [
        (
            "start_day",
            "Le premier rendez-vous, mardi 1er\xa0décembre, n’est pas un jour de la répétition. "
            "Commencez le jeudi 3\xa0décembre, ou cochez mardi avec jeudi.",
        )
    ]


def test_each_impossible_schedule_is_told_at_its_own_field() -> None:
    first = date(2026, 12, 1)
    long = Schedule(Timing(first, time(20), first + timedelta(days=13), time(22)), parse("FREQ=DAILY;UNTIL=20270101"))
    backwards = Schedule(Timing(first, time(20), first - timedelta(days=1), time(22)))
    for schedule, field, words in [
        (on(first, rule="FREQ=WEEKLY;BYDAY=TU;UNTIL=20261101"), "rule", "s’arrête avant le premier rendez-vous"),
        (on(first, rule="FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"), "start_day", "n’arrive jamais"),
        (on(first, rule="FREQ=DAILY;UNTIL=20291231"), "rule", "plus de 800 dates"),
        (long, "end_day", "commence avant la fin du précédent"),
        (backwards, "end_day", "finit avant d’avoir commencé"),
        (on(first, None, time(22)), "start_time", "Il manque l’heure de début."),
        (on(date(2027, 3, 28), time(2, 30), time(5)), "start_time", "2\xa0h\xa030 n’existe pas dans la nuit"),
        (on(date(2027, 3, 27), time(21), time(2, 15)), "end_time", "2\xa0h\xa015 n’existe pas dans la nuit"),
        (replace(CHOIR, skipped={first + timedelta(days=n) for n in range(400)}), "rule", "il n’en reste aucune"),
    ]:
        [(found, sentence)] = said(schedule)
        assert (found, words in sentence) == (field, True), sentence


def test_the_night_of_october_has_every_hour_twice_and_that_of_march_lacks_one() -> None:
    assert exists(date(2026, 10, 25), time(2, 30), PARIS)
    assert not exists(date(2027, 3, 28), time(2), PARIS)
    assert exists(date(2027, 3, 28), time(3), PARIS)


def test_an_exception_must_speak_of_a_date_and_is_told_which_are_near() -> None:
    lost = change_problem(CHOIR, Change(date(2026, 12, 9), Kind.CANCELLED), TODAY)
    assert lost.startswith("Aucun rendez-vous n’est prévu le mercredi 9\xa0décembre.")
    assert lost.endswith("Autour de ce jour : mardi 8\xa0décembre et mardi 15\xa0décembre.")
    assert change_problem(CHOIR, Change(date(2026, 12, 8), Kind.CANCELLED), TODAY) == ""
    assert change_problem(CHOIR, Change(date(2026, 12, 8), Kind.CANCELLED, hour=time(15)), TODAY) != ""
    assert change_problem(CHOIR, Change(date(2040, 1, 1), Kind.CANCELLED), TODAY).endswith("Vérifiez la date.")


def test_the_past_is_never_complained_of() -> None:
    assert change_problem(CHOIR, Change(date(2026, 11, 4), Kind.CANCELLED), TODAY) == ""


def test_a_date_in_the_holidays_may_be_held_and_need_not_be_cancelled() -> None:
    resting = replace(CHOIR, skipped={date(2026, 12, 22)})
    assert "est déjà sauté" in change_problem(resting, Change(date(2026, 12, 22), Kind.CANCELLED), TODAY)
    assert change_problem(resting, Change(date(2026, 12, 22), Kind.HELD), TODAY) == ""
    assert change_problem(resting, Change(date(2026, 12, 23), Kind.HELD), TODAY) != ""
