"""The collection rounds of a town as values, and what residents are told of them. Pure; hours on the town's clock."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from content.collection.rhythm import Outcome, Rhythm, outcomes, pickups
from content.dates import WEEKDAYS, days, hour, long_date
from content.public_holidays import public_holidays

AHEAD = dt.timedelta(days=92)
DATES_SHOWN = 3
CHANGES_AHEAD = dt.timedelta(days=45)
FRACTIONS = {2: "deux", 3: "trois", 4: "quatre", 5: "cinq", 6: "six", 7: "sept", 8: "huit"}


@dataclass(frozen=True)
class Area:
    """A district as rounds know it."""

    slug: str
    name: str
    streets: tuple[str, ...] = ()


@dataclass(frozen=True)
class Round:
    """One kind of bin, some districts (none: the whole town), one rhythm."""

    what: str
    rhythm: Rhythm
    contents: str = ""
    areas: frozenset[str] = frozenset()
    the_evening_before: bool = True
    put_out_at: dt.time | None = None
    passes_at: dt.time | None = None

    def habit(self) -> str:
        """« chaque mardi », « un samedi sur deux », « à dates choisies »."""
        if self.rhythm.first is None or not self.rhythm.every:
            return _("à dates choisies")
        name = WEEKDAYS[self.rhythm.first.weekday()]
        if self.rhythm.every == 1:
            return _("chaque %(day)s") % {"day": name}
        return _("un %(day)s sur %(weeks)s") % {"day": name, "weeks": FRACTIONS[self.rhythm.every]}

    def when(self) -> str:
        """« chaque mardi, dès 5 h »."""
        return self.habit() + (_(", dès %(hour)s") % {"hour": hour(self.passes_at)} if self.passes_at else "")

    def put_out(self) -> str:
        """« la veille, après 19 h », « la veille au soir », « le matin même, avant 6 h », « le matin même »."""
        if self.put_out_at is None:
            return _("la veille au soir") if self.the_evening_before else _("le matin même")
        words = _("la veille, après %(hour)s") if self.the_evening_before else _("le matin même, avant %(hour)s")
        return words % {"hour": hour(self.put_out_at)}

    @property
    def too_late_at(self) -> dt.time:
        """After that hour of the day of collection, nothing is to be put out any more."""
        return self.passes_at or (None if self.the_evening_before else self.put_out_at) or dt.time(6)


@dataclass(frozen=True)
class Rounds:
    """The rounds of one town, its districts, and where it stands for public holidays."""

    rounds: tuple[Round, ...] = ()
    areas: tuple[Area, ...] = ()
    insee_code: str = ""

    def __bool__(self) -> bool:
        return bool(self.rounds)

    def is_holiday(self, day: dt.date) -> bool:
        return day in public_holidays(self.insee_code, day.year)

    def days_of(self, one: Round, start: dt.date, end: dt.date) -> list[dt.date]:
        return pickups(one.rhythm, start, end, self.is_holiday)

    def places(self, slugs: Iterable[frozenset[str]]) -> list[str]:
        """The names of the districts together, in order; none when they are the whole town."""
        together = list(slugs)
        if any(not areas for areas in together):
            return []
        served = frozenset().union(*together)
        names = [area.name for area in self.areas if area.slug in served]
        return [] if len(names) == len(self.areas) else names


@dataclass(frozen=True)
class Errand:
    """Something to put out: when, in words, and what. Says nothing true any more from `until` on."""

    label: str
    value: str
    until: dt.datetime


def errands(town: Rounds, at: dt.datetime) -> list[Errand]:
    """What is to be put out at that local moment: first this morning's, then tonight's and tomorrow morning's."""
    today, tomorrow = at.date(), at.date() + dt.timedelta(days=1)
    midnight = dt.datetime.combine(tomorrow, dt.time(), at.tzinfo)
    now = [one for one in town.rounds if at.time() < one.too_late_at and town.days_of(one, today, today)]
    later = [one for one in town.rounds if town.days_of(one, tomorrow, tomorrow)]
    evening = [one for one in later if one.the_evening_before]
    morning = [one for one in later if not one.the_evening_before and at.hour >= 12]
    found = []
    if now:
        until = min(dt.datetime.combine(today, one.too_late_at, at.tzinfo) for one in now)
        found.append(Errand(_("Ce matin, à sortir"), bins(town, now), until))
    if evening:
        found.append(Errand(_("Ce soir, à sortir"), bins(town, evening), midnight))
    if morning:
        found.append(Errand(_("Demain matin, à sortir"), bins(town, morning), midnight))
    return found


def next_turn(at: dt.datetime) -> dt.datetime:
    """When what is to be put out may change of itself: noon, where tomorrow morning begins to be announced, or midnight."""
    noon = at.replace(hour=12, minute=0, second=0, microsecond=0)
    return noon if at < noon else dt.datetime.combine(at.date() + dt.timedelta(days=1), dt.time(), at.tzinfo)


def bins(town: Rounds, several: Iterable[Round]) -> str:
    """« le bac jaune », « le bac jaune (Le Bourg) et le seau brun », « le bac brun, selon le quartier »."""
    return listed([named(town, what, group) for what, group in by_bin(several).items()])


def by_bin(several: Iterable[Round]) -> dict[str, list[Round]]:
    """The rounds of each kind of bin, in the order given."""
    groups: dict[str, list[Round]] = {}
    for one in several:
        groups.setdefault(one.what, []).append(one)
    return groups


def named(town: Rounds, what: str, group: list[Round]) -> str:
    places = town.places(one.areas for one in group)
    if not places:
        return what
    if len(places) > 2:
        return _("%(what)s, selon le quartier") % {"what": what}
    return f"{what} ({', '.join(places)})"


def listed(words: list[str]) -> str:
    """« un, deux et trois »."""
    return _(" et ").join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


@dataclass(frozen=True)
class Line:
    """One bin in a district's table, in words."""

    what: str
    contents: str
    when: str
    put_out: str
    dates: str


@dataclass(frozen=True)
class AreaCalendar:
    """The table of the districts that share the same rounds. No name: the whole town."""

    names: tuple[str, ...]
    streets: tuple[str, ...]
    lines: tuple[Line, ...]
    changes: tuple[str, ...]


def calendars(town: Rounds, today: dt.date) -> list[AreaCalendar]:
    """One table for each group of districts that share the same rounds, in the order of the districts."""
    groups: dict[tuple[Round, ...], list[Area]] = {}
    for area in town.areas:
        served = tuple(one for one in town.rounds if not one.areas or area.slug in one.areas)
        groups.setdefault(served, []).append(area)
    if not town.areas or len(groups) == 1:
        return [calendar(town, town.rounds, (), today)] if town.rounds else []
    return [calendar(town, served, tuple(areas), today) for served, areas in groups.items() if served]


def calendar(town: Rounds, served: tuple[Round, ...], areas: tuple[Area, ...], today: dt.date) -> AreaCalendar:
    return AreaCalendar(
        names=tuple(area.name for area in areas),
        streets=tuple(street for area in areas for street in area.streets),
        lines=tuple(line(town, one, today) for one in served),
        changes=tuple(sentence for one in served for sentence in changes(town, one, today)),
    )


def line(town: Rounds, one: Round, today: dt.date) -> Line:
    coming = town.days_of(one, today, today + AHEAD)[:DATES_SHOWN]
    return Line(one.what, one.contents, one.when(), one.put_out(), days(coming) or _("pas encore annoncées"))


def changes(town: Rounds, one: Round, today: dt.date) -> list[str]:
    """What differs from the ordinary days in the coming six weeks, in sentences."""
    around = outcomes(one.rhythm, today - dt.timedelta(days=7), today + CHANGES_AHEAD, town.is_holiday)
    moved = [outcome for outcome in around if outcome.is_changed and (outcome.day or outcome.planned) >= today]
    return [change(town, one, outcome, today) for outcome in moved]


def change(town: Rounds, one: Round, outcome: Outcome, today: dt.date) -> str:
    """« Mardi 25 décembre, jour férié : le bac gris passe au mercredi 26 décembre. »"""
    planned = long_date(outcome.planned, today).capitalize()
    holiday = _(", jour férié") if town.is_holiday(outcome.planned) else ""
    facts = {"planned": planned, "holiday": holiday, "what": one.what}
    if outcome.day is None:
        return _("%(planned)s%(holiday)s : pas de passage pour %(what)s.") % facts
    facts["day"] = long_date(outcome.day, today)
    return _("%(planned)s%(holiday)s : pour %(what)s, passage le %(day)s.") % facts


@dataclass(frozen=True)
class Pickup:
    """One kind of bin, one day: « le bac jaune », « le bac gris (Le Bourg) ». `rare` when it does not come every week."""

    day: dt.date
    what: str
    rare: bool


def pickups_between(town: Rounds, first: dt.date, last: dt.date) -> list[Pickup]:
    """What is collected from one day to another, both included, in the order of the days and then of the rounds."""
    found = []
    for what, group in by_bin(town.rounds).items():
        turns: dict[dt.date, list[Round]] = {}
        for one in group:
            for day in town.days_of(one, first, last):
                turns.setdefault(day, []).append(one)
        for day, served in turns.items():
            rare = not any(one.rhythm.every == 1 for one in served)
            found.append(Pickup(day, named(town, what, served), rare))
    return sorted(found, key=lambda pickup: pickup.day)


def month_rows(town: Rounds, month: dt.date) -> list[tuple[str, str]]:
    """Each bin and its days of that month, as a bulletin prints them: « le bac jaune », « samedis 5 et 19 décembre »."""
    first = month.replace(day=1)
    last = (first + dt.timedelta(days=32)).replace(day=1) - dt.timedelta(days=1)
    rows: list[tuple[str, str]] = []
    for what, group in by_bin(town.rounds).items():
        said: dict[str, list[Round]] = {}
        for one in group:
            said.setdefault(days_of_month(town, one, first, last), []).append(one)
        for words, same in said.items():
            places = town.places(one.areas for one in same) if words else []
            if words:
                rows.append((f"{what} ({', '.join(places)})" if places else what, words))
    return rows


def days_of_month(town: Rounds, one: Round, first: dt.date, last: dt.date) -> str:
    """« chaque mardi », with what changes that month; the dates themselves when it is not every week; empty for none."""
    found = town.days_of(one, first, last)
    if not found:
        return ""
    if one.rhythm.every != 1 or one.rhythm.first is None:
        same = {day.weekday() for day in found}
        names = f"{WEEKDAYS[found[0].weekday()]}{'s' if len(found) > 1 else ''} " if len(same) == 1 else ""
        return names + days(found)
    moved = [o for o in outcomes(one.rhythm, first, last, town.is_holiday) if o.is_changed and o.day]
    instead = ", ".join(f"{long_date(o.day)} au lieu du {o.planned.day}" for o in moved if o.day)
    return one.habit() + (f" ({instead})" if instead else "")
