"""One VEVENT as an event of ours: its title, its words, when it takes place, which of its dates are not as the others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from icalendar.cal import Event
from icalendar.prop.broken import vBroken

from content.typed import one_line, printable
from events.proposals.calendars.clock import Moment, keeps_step, last_day_allowed, moment
from events.proposals.calendars.limits import MOST_DATES, OLDEST
from events.proposals.calendars.rules import STRANGE, rule_of
from events.proposals.calendars.skipping import Over, Skip
from events.proposals.facts import NOT_HELD, ChangedDate, ChosenDate, EventFacts
from events.recurrence import parse, write
from events.schedule import AHEAD, Kind
from events.values import Status

TAG = re.compile(r"<(?:br|/p|/li)\s*/?>", re.IGNORECASE)
MARKUP = re.compile(r"<[^<>]{1,500}>")
LONGEST_TITLE, LONGEST_SUMMARY, LONGEST_TEXT, LONGEST_PLACE = 140, 300, 3000, 200
CALLED_OFF = "À la demande de l’organisateur."


def facts_of(event: Event, zone: ZoneInfo, today: date) -> EventFacts:
    """The event as proposed, from its next date on. Raises Skip."""
    facts = alone(event, zone)
    recurs, more = event.get("RRULE"), dates_in(event, "RDATE", zone)
    if isinstance(recurs, list):
        raise Skip("il suit plusieurs répétitions à la fois : saisissez-le à la main")
    first = start_of(event, zone)
    if recurs:
        facts = recurring(facts, recurs, first, zone, today)
    chosen = tuple(ChosenDate(each.day, each.hour, facts.end_time if each.hour else None) for each in more)
    facts = replace(facts, chosen_dates=(*facts.chosen_dates, *chosen))
    if not recurs and not chosen:
        return facts
    if len(facts.chosen_dates) > MOST_DATES:
        raise Skip(f"il a plus de {MOST_DATES} dates écrites une par une")
    return without(facts, [each for each in dates_in(event, "EXDATE", zone) if each.day >= today])


def alone(event: Event, zone: ZoneInfo) -> EventFacts:
    """The event as if it came once. Raises Skip for what nobody should publish."""
    if text_in(event, "CLASS").upper() in ("PRIVATE", "CONFIDENTIAL"):
        raise Skip("il est marqué privé")
    status = text_in(event, "STATUS").upper()
    if status == "TENTATIVE":
        raise Skip("il est encore provisoire")
    title = one_line(text_in(event, "SUMMARY"))[:LONGEST_TITLE]
    if not title:
        raise Skip("il n’a pas de titre")
    said = plain(text_in(event, "DESCRIPTION"))
    short = len(said) <= LONGEST_SUMMARY and "\n\n" not in said
    cancelled = status == "CANCELLED"
    return EventFacts(
        title=title,
        standfirst=said if short else "",
        text="" if short else said[:LONGEST_TEXT],
        place_detail=one_line(text_in(event, "LOCATION"))[:LONGEST_PLACE],
        status=(Status.CANCELLED if cancelled else Status.SCHEDULED).value,
        status_message=CALLED_OFF if cancelled else "",
        **span(event, zone),
    )


def text_in(event: Event, name: str) -> str:
    """The first such property as text, empty where there is none: a calendar may write anything twice."""
    value = event.get(name)
    return str((value[0] if isinstance(value, list) else value) or "")


def plain(text: str) -> str:
    """Words without the markup that Google and Outlook put in descriptions."""
    return printable(MARKUP.sub("", TAG.sub("\n", text)))


def start_of(event: Event, zone: ZoneInfo) -> Moment:
    start = event.get("DTSTART")
    if start is None or isinstance(start, list):
        raise Skip("il ne dit pas quand il commence")
    return said_by(start, zone)


def said_by(prop: Any, zone: ZoneInfo) -> Moment:
    """The moment a property holds. Raises Skip for one that icalendar could only keep as broken."""
    if isinstance(prop, vBroken):
        raise Skip("sa date n’est pas lisible")
    return moment(getattr(prop, "dt", None), prop, zone)


def span(event: Event, zone: ZoneInfo) -> dict[str, Any]:
    """Its first day and hours. DTEND is exclusive where days are whole (RFC 5545 §3.6.1)."""
    start, end = start_of(event, zone), event.get("DTEND")
    if end is not None:
        finish = said_by(end, zone)
    elif event.get("DURATION") is not None:
        length = None if isinstance(event["DURATION"], vBroken) else getattr(event["DURATION"], "dt", None)
        if not isinstance(length, timedelta) or abs(length) > timedelta(days=366):
            raise Skip("sa durée n’est pas lisible")
        finish = moved(start, length)
    else:
        finish = moved(start, timedelta(days=0 if start.hour else 1))
    if (finish.hour is None) != (start.hour is None):
        raise Skip("il commence à une heure et finit un jour entier, ou l’inverse")
    if finish.key < start.key if start.hour else finish.day < start.day:
        raise Skip("il finit avant d’avoir commencé")
    return hours(start, finish)


def moved(start: Moment, length: timedelta) -> Moment:
    """As long after; on the clock, whatever summer time does meanwhile."""
    if start.hour is None:
        day = start.day + timedelta(days=length.days)
        return Moment(day, None, day)
    then = datetime.combine(start.day, start.hour) + length
    return Moment(then.date(), then.time(), then)


def hours(start: Moment, finish: Moment) -> dict[str, Any]:
    if start.hour is None:
        last = max(finish.day - timedelta(days=1), start.day)
        return {"start_day": start.day, "end_day": last if last > start.day else None}
    same = finish.key == start.key  # it only says when it begins
    overnight = finish.day == start.day + timedelta(days=1) and finish.hour is not None and finish.hour <= start.hour
    return {
        "start_day": start.day,
        "start_time": start.hour,
        "end_time": None if same else finish.hour,
        "end_day": finish.day if finish.day > start.day and not overnight else None,
    }


def recurring(facts: EventFacts, recur: Mapping[str, Any], first: Moment, zone: ZoneInfo, today: date) -> EventFacts:
    """The event with its rule, begun at its next date: past years of a club are nobody's agenda. Raises Skip."""
    if first.day.year < today.year - OLDEST:
        raise Skip(f"il a commencé il y a plus de {OLDEST} ans")
    untils = recur.get("UNTIL", [None])
    until = last_day_allowed(untils[0], first, zone) if isinstance(untils[0], date) else None
    rule = rule_of(recur, first.day, until)
    stray = [] if rule.starts_on(first.day) else [ChosenDate(first.day, first.hour, facts.end_time)]
    begins = rule.first_from(first.day)
    if begins is None:
        raise Skip("sa répétition n’arrive jamais")
    if rule.count is not None:
        counted = list(islice(rule.days(begins, begins + timedelta(days=366 * 60)), rule.count - len(stray)))
        rule = replace(rule, count=None, until=counted[-1] if counted else begins)
    next_day = next((day for day in rule.days(begins, today + AHEAD) if day >= today), None)
    if next_day is None:
        raise Over("il est terminé") if begins < today else Skip("il commence dans plus de deux ans")
    if not keeps_step(first, islice(rule.days(next_day, today + AHEAD), 800), zone):
        raise Skip(
            "il se répète à l’heure d’un autre fuseau, qui n’est pas toujours la même ici : saisissez-le à la main"
        )
    chosen = tuple(each for each in stray if each.day >= today)
    return replace(onward(facts, next_day), rule=write(rule), chosen_dates=chosen)


def onward(facts: EventFacts, day: date) -> EventFacts:
    """The same hours and as many days, beginning on that day."""
    end_day = day + (facts.end_day - facts.start_day) if facts.end_day else None
    return replace(facts, start_day=day, end_day=end_day)


def dates_in(event: Event, name: str, zone: ZoneInfo) -> list[Moment]:
    """The moments of EXDATE or RDATE, however many lines hold them. Raises Skip for periods."""
    return [moment(value, prop, zone) for prop, value in values_in(event.get(name))]


def values_in(found: Any) -> Iterator[tuple[Any, Any]]:
    for prop in found if isinstance(found, list) else [found] if found is not None else []:
        if isinstance(prop, vBroken) or not hasattr(prop, "dts"):
            raise Skip("une de ses dates n’est pas lisible")
        for each in prop.dts:
            if isinstance(each.dt, tuple):
                raise Skip(STRANGE)
            yield prop, each.dt


def without(facts: EventFacts, left_out: list[Moment]) -> EventFacts:
    """The series without the dates it leaves out: one written by hand goes, one of the rule is said not to take place."""
    days = sorted({out.day for out in left_out})
    chosen = tuple(each for each in facts.chosen_dates if each.day not in days)
    rule = parse(facts.rule) if facts.rule else None
    on_rule = set(rule.days(facts.start_day, days[-1])) if rule and days else set[date]()
    changes = tuple(ChangedDate(day, Kind.CANCELLED.value, message=NOT_HELD) for day in days if day in on_rule)
    return replace(facts, chosen_dates=chosen, date_changes=changes)


def changed(facts: EventFacts, override: Event, zone: ZoneInfo) -> ChangedDate:
    """What an override says of the date it names by RECURRENCE-ID. Raises Skip."""
    named = recurrence_of(override, zone)
    if text_in(override, "STATUS").upper() == "CANCELLED":
        return ChangedDate(named.day, Kind.CANCELLED.value, message=CALLED_OFF)
    own = alone(override, zone)
    moves = (own.start_day, own.start_time, own.end_time) != (named.day, facts.start_time, facts.end_time)
    said = [own.title if own.title != facts.title else ""]
    if own.place_detail and own.place_detail != facts.place_detail:
        said.append(f"Lieu : {own.place_detail}")
    if own.standfirst and own.standfirst != facts.standfirst:
        said.append(own.standfirst)
    return ChangedDate(
        original_day=named.day,
        kind=(Kind.MOVED if moves else Kind.CHANGED).value,
        new_day=own.start_day if moves else None,
        new_start_time=own.start_time if moves else None,
        new_end_time=own.end_time if moves else None,
        message=". ".join(filter(None, said)),
    )


def recurrence_of(override: Event, zone: ZoneInfo) -> Moment:
    """The date that an override replaces. Raises Skip for one that speaks of all that follow (RANGE, RFC 5545 §3.2.13)."""
    prop = override["RECURRENCE-ID"]
    if isinstance(prop, list | vBroken) or "RANGE" in prop.params:
        raise Skip("il change d’un coup toutes ses dates à venir : terminez cette série et commencez-en une autre")
    return said_by(prop, zone)
