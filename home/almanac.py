"""The almanac of the day: a few facts that help today, and are gone when they are no longer true."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from content.collection.rounds import Errand, Rounds, errands, next_turn
from content.dates import hour, long_date, weekday
from content.models import Commune, Measure

CLOSURE_AHEAD = dt.timedelta(days=10)
IN_THE_BAND = 3
ON_THE_PAGE = 5


@dataclass(frozen=True)
class Fact:
    label: str
    value: str
    url: str = ""
    source: str = ""


@dataclass(frozen=True)
class Almanac:
    """The facts of one moment, and the moment one of them turns: whoever shows them must not keep them longer."""

    facts: list[Fact]
    in_the_band: list[Fact]
    good_until: dt.datetime


def almanac(
    commune: Commune,
    at: dt.datetime,
    *,
    rounds: Rounds | None = None,
    measures: Iterable[Measure] = (),
    collection_url: str = "",
) -> Almanac:
    """The almanac of that moment, a datetime on the town's clock.

    On the page the date comes first. With an alert three facts move into its band, what was measured first: the
    river before the bins.
    """
    rounds = rounds or Rounds()
    fresh = [measure for measure in measures if measure.is_fresh(at)]
    chores = errands(rounds, at)
    measured = [measured_fact(measure, at) for measure in fresh]
    usual = [*town_hall(commune, at), *(Fact(chore.label, capfirst(chore.value), collection_url) for chore in chores)]
    today = Fact(_("Aujourd’hui"), capfirst(long_date(at.date())))
    return Almanac(
        facts=[today, *usual[:1], *measured, *usual[1:], *coming_closure(commune, at)][:ON_THE_PAGE],
        in_the_band=[*measured, *usual][:IN_THE_BAND],
        good_until=min([next_turn(at), *turns(measures, chores, at)]),
    )


def turns(measures: Iterable[Measure], chores: Iterable[Errand], at: dt.datetime) -> list[dt.datetime]:
    """When a measure begins or ceases to count, and when it is too late to put a bin out."""
    moments = [moment for measure in measures for moment in (measure.measured_at, measure.good_until)]
    return [moment for moment in [*moments, *(chore.until for chore in chores)] if moment > at]


def measured_fact(measure: Measure, at: dt.datetime) -> Fact:
    """« La Lise au pont Vieux, 8 h : 2,41 m, en hausse »; the day is said when it is not today."""
    read_at = timezone.localtime(measure.measured_at, at.tzinfo)
    when = hour(read_at) if read_at.date() == at.date() else f"{weekday(read_at)}, {hour(read_at)}"
    return Fact(f"{measure.name}, {when}", measure.figure, source=measure.source)


def town_hall(commune: Commune, at: dt.datetime) -> list[Fact]:
    return [Fact(_("La mairie"), reception(commune, at))] if commune.week() else []


def coming_closure(commune: Commune, at: dt.datetime) -> list[Fact]:
    closure = next_closure(commune, at.date())
    return [Fact(_("Prochaine fermeture"), capfirst(long_date(closure, at.date())))] if closure else []


def reception(commune: Commune, at: dt.datetime) -> str:
    """Whether the town hall receives now, else when it next does, else why it does not."""
    today = commune.hours_on(at.date())
    if until := today.open_until(at.time()):
        return _("Ouverte jusqu’à %(hour)s") % {"hour": hour(until)}
    if opens := today.next_opening(at.time()):
        return _("Ouvre à %(hour)s") % {"hour": hour(opens)}
    for ahead in range(1, 8):
        day = at.date() + dt.timedelta(days=ahead)
        if opens := commune.hours_on(day).next_opening(dt.time.min):
            name = _("demain") if ahead == 1 else weekday(day)
            return _("Fermée, rouvre %(day)s à %(hour)s") % {"day": name, "hour": hour(opens)}
    return _("Fermée cette semaine")


def next_closure(commune: Commune, today: dt.date) -> dt.date | None:
    """The next day within ten that the town hall is closed although it usually receives."""
    usual = {period.weekday for period in commune.opening_periods.all()}
    closed = [closure.day for closure in commune.closures.all() if not closure.opens and closure.day.weekday() in usual]
    return min((day for day in closed if today < day <= today + CLOSURE_AHEAD), default=None)
