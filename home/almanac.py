"""The almanac of the day: two or three facts that help today, and are gone when they are no longer true."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from content.dates import hour, long_date, weekday
from content.models import Commune

CLOSURE_AHEAD = dt.timedelta(days=10)


@dataclass(frozen=True)
class Fact:
    label: str
    value: str


def almanac(commune: Commune, at: dt.datetime) -> list[Fact]:
    """The facts of that moment, a datetime on the town's clock; the date first."""
    facts = [Fact(_("Aujourd’hui"), capfirst(long_date(at.date())))]
    if commune.week():
        facts.append(Fact(_("La mairie"), reception(commune, at)))
    closure = next_closure(commune, at.date())
    if closure:
        facts.append(Fact(_("Prochaine fermeture"), capfirst(long_date(closure, at.date()))))
    return facts


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
    closed = [closure.day for closure in commune.closures.all() if not closure.opens]
    return min((day for day in closed if today < day <= today + CLOSURE_AHEAD), default=None)
