"""Hours as a page tells them: the week, whether it is open now, the days unlike the others. Pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from content.dates import hour, hours, long_date, weekday
from content.models.opening import DayHours, KeepsHours

SHOWN_AHEAD = dt.timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Opening:
    """`week` as the component shows it; `now` in words; `exceptions` are sentences; `is_own` unless it is the town hall's."""

    week: list[tuple[str, DayHours]]
    today: str
    now: str
    exceptions: list[str]
    is_own: bool = True


def opening_of(keeper: KeepsHours, at: dt.datetime, *, is_own: bool = True) -> Opening:
    """The hours as of that moment, a datetime on the town's clock."""
    return Opening(keeper.week(), weekday(at.date()), now(keeper, at), exceptions(keeper, at.date()), is_own)


def now(keeper: KeepsHours, at: dt.datetime) -> str:
    """« Ouvert jusqu’à 12 h », « Ouvre à 14 h », or why it is closed on that day; empty when there is nothing to say."""
    day = keeper.hours_on(at.date())
    if until := day.open_until(at.time()):
        return _("Ouvert en ce moment, jusqu’à %(hour)s.") % {"hour": hour(until)}
    if opens := day.next_opening(at.time()):
        return _("Ouvre aujourd’hui à %(hour)s.") % {"hour": hour(opens)}
    return _("Fermé aujourd’hui.") if not day else _("Fermé pour aujourd’hui.")


def exceptions(keeper: KeepsHours, today: dt.date) -> list[str]:
    """A sentence for each exceptional day of the next two months, the first one first."""
    days = sorted({closure.day for closure in keeper.closures.all() if today <= closure.day <= today + SHOWN_AHEAD})
    return [sentence(day, keeper.hours_on(day), today) for day in days]


def sentence(day: dt.date, day_hours: DayHours, today: dt.date) -> str:
    """« Jeudi 24 décembre : ouvert de 9 h à 12 h. La mairie ferme à midi. »"""
    when = long_date(day, today)
    spans = [hours(opens, closes) for opens, closes in day_hours.periods]
    said = _("ouvert %(hours)s") % {"hours": ", ".join(spans)} if spans else _("fermé")
    return f"{when[:1].upper()}{when[1:]} : {said}. {day_hours.reason}".strip()
