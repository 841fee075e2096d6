"""What is wrong with a schedule, said so that an editor knows what to do. Pure; the clock is an argument."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from content.dates import WEEKDAYS, hour, long_date
from events.recurrence import MAX_DATES, Rule
from events.schedule import Change, Kind, Schedule
from events.sentences import join
from events.values import Timing

NEAR = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Problem:
    """A sentence, and the field of the form it belongs to."""

    field: str
    sentence: str


def problems(schedule: Schedule, zone: ZoneInfo, last: date) -> list[Problem]:
    """Everything that keeps the schedule from being published, its exceptions apart; `last` is the horizon."""
    found = list(_hours(schedule.first))
    if not found and schedule.rule:
        found = list(_rule(schedule, schedule.rule, last))
    if not found:
        found = list(_skipped_hours(schedule, zone, last))
    return found


def _hours(timing: Timing) -> Iterator[Problem]:
    if timing.end is not None and timing.start is None:
        yield Problem(
            "start_time", "Il manque l’heure de début. Sans aucune heure, le rendez-vous dure toute la journée."
        )
    if timing.final_day < timing.day:
        yield Problem("end_day", "Le rendez-vous finit avant d’avoir commencé. Corrigez ce jour, ou laissez-le vide.")


def _rule(schedule: Schedule, rule: Rule, last: date) -> Iterator[Problem]:
    first = schedule.first.day
    if rule.until and rule.until < first:
        yield Problem("rule", "La répétition s’arrête avant le premier rendez-vous. Corrigez l’un des deux jours.")
    elif not rule.starts_on(first):
        yield Problem("start_day", _off_the_rule(rule, first))
    else:
        yield from _dates(schedule, rule, last)


def _off_the_rule(rule: Rule, first: date) -> str:
    following = rule.first_from(first)
    if following is None:
        return "Cette répétition n’arrive jamais. Choisissez d’autres jours."
    days = join([WEEKDAYS[day] for day in rule.weekdays])
    return (
        f"Le premier rendez-vous, {long_date(first)}, n’est pas un jour de la répétition. "
        f"Commencez le {long_date(following, first)}"
        + (f", ou cochez {WEEKDAYS[first.weekday()]} avec {days}." if days else ".")
    )


def _dates(schedule: Schedule, rule: Rule, last: date) -> Iterator[Problem]:
    """A rule with neither too many dates, nor none, nor dates that overlap."""
    end = max(last, rule.until or last)
    days = [day for day, _number in zip(schedule.rule_days(end), range(MAX_DATES + 1), strict=False)]
    if not days:
        yield Problem("rule", "Toutes les dates tombent pendant les vacances ou un jour férié : il n’en reste aucune.")
    if len(days) > MAX_DATES:
        yield Problem("rule", f"Cela fait plus de {MAX_DATES} dates. Arrêtez la répétition plus tôt.")
    length = schedule.first.shown_until - schedule.first.day
    if any(following - day <= length for day, following in pairwise(days)):
        yield Problem(
            "end_day",
            "Chaque rendez-vous commence avant la fin du précédent. « Jusqu’au » est la fin d’un seul rendez-vous ; "
            "pour arrêter la répétition, remplissez sa date de fin.",
        )


def _skipped_hours(schedule: Schedule, zone: ZoneInfo, last: date) -> Iterator[Problem]:
    """The hour that summer time skips: 2 h 30 does not exist in the night of the last Sunday of March."""
    for each in schedule.expand(schedule.first.day, last):
        if found := list(skipped_hours(each.timing, zone)):
            yield found[0]
            return


def skipped_hours(timing: Timing, zone: ZoneInfo) -> Iterator[Problem]:
    """The start or the end of one date, where the clock never shows it."""
    for field, day, moment in (
        ("start_time", timing.day, timing.start),
        ("end_time", timing.final_day, timing.end),
    ):
        if moment is not None and not exists(day, moment, zone):
            yield Problem(
                field,
                f"{hour(moment).capitalize()} n’existe pas dans la nuit du {long_date(day)} : la pendule avance d’une heure. "
                "Choisissez une heure avant 2 h ou à partir de 3 h.",
            )


def exists(day: date, moment: time, zone: ZoneInfo) -> bool:
    """Whether that wall-clock hour happens that day."""
    wall = datetime.combine(day, moment)
    there_and_back = wall.replace(tzinfo=zone).astimezone(ZoneInfo("UTC")).astimezone(zone)
    return there_and_back.replace(tzinfo=None, fold=0) == wall


def change_problem(schedule: Schedule, change: Change, today: date) -> str:
    """Why the exception speaks of no date of the schedule; empty when it does, or when the day is past."""
    if change.day < today:
        return ""
    bare = replace(schedule, changes=())
    skipped = change.day in schedule.skipped
    if change.kind == Kind.HELD and skipped:
        bare = replace(bare, skipped=frozenset[date]())
    if any(change.concerns(each.day, each.hour) for each in bare.expand(change.day, change.day)):
        return ""
    if skipped:
        return (
            f"{long_date(change.day).capitalize()} est déjà sauté (vacances ou jour férié). Supprimez cette exception."
        )
    return f"Aucun rendez-vous n’est prévu le {long_date(change.day)}. {_neighbours(bare, change.day)}"


def _neighbours(schedule: Schedule, day: date) -> str:
    dates = [each.day for each in schedule.expand(day - NEAR, day + NEAR)]
    near = [*(d for d in reversed(dates) if d < day)][:1] + [d for d in dates if d >= day][:1]
    if not near:
        return "Vérifiez la date."
    return f"Autour de ce jour : {join([long_date(each, day) for each in near])}."
