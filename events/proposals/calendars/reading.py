"""A whole calendar, entry by entry: what is taken, what is left aside and why. No database: the child runs this."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any, cast
from zoneinfo import ZoneInfo

from icalendar import Calendar
from icalendar.cal import Event

from content.typed import one_line
from events.checks import change_problem, problems
from events.proposals.calendars.blocks import cut, digest
from events.proposals.calendars.clock import Moment
from events.proposals.calendars.entries import alone, changed, facts_of, recurrence_of, text_in
from events.proposals.calendars.skipping import Over, Skip
from events.proposals.facts import ChangedDate, ChosenDate, EventFacts, kept
from events.proposals.schedules import schedule_of
from events.values import Status

LONGEST_KEY = 255
UNTITLED = "Sans titre"


@dataclass(slots=True)
class Reading:
    """What a calendar gave. `entries`: uid, recurrence, digest, facts; `skipped`: title, reason; `past`: how many are over."""

    entries: list[dict[str, Any]] = field(default_factory=list)
    skipped: list[dict[str, str]] = field(default_factory=list)
    past: int = 0
    uids: list[str] = field(default_factory=list)

    def leave(self, title: str, reason: str) -> None:
        self.skipped.append({"title": title or UNTITLED, "reason": reason})


@dataclass(frozen=True, slots=True)
class Part:
    """One VEVENT, and the text it came from."""

    event: Event
    text: str

    @property
    def uid(self) -> str:
        return text_in(self.event, "UID").strip()[:LONGEST_KEY]

    @property
    def title(self) -> str:
        return one_line(text_in(self.event, "SUMMARY"))[:80]


def read(content: bytes, zone: ZoneInfo, today: date) -> dict[str, Any]:
    """Reads it within the limits of blocks.py; the answer is JSON. Raises CalendarRefused."""
    found = Reading()
    groups: dict[str, list[Part]] = defaultdict(list)
    for part in parts(content, found):
        if part.uid:
            groups[part.uid].append(part)
        else:
            found.leave(part.title, "il n’a pas d’identifiant (UID), ses changements ne pourraient pas être reconnus")
    for uid, group in groups.items():
        found.uids.append(uid)
        masters = [part for part in group if "RECURRENCE-ID" not in part.event]
        overrides = [part for part in group if "RECURRENCE-ID" in part.event]
        if masters:
            one_event(found, masters[-1], overrides, zone, today)
        else:
            for part in overrides:
                one_date(found, part, zone, today)
    return asdict(found)


def parts(content: bytes, found: Reading) -> Iterator[Part]:
    """The entries that can be parsed; time zones first, so that each entry finds its own."""
    blocks = cut(content)
    zones = [text for name, text in blocks if name == "VTIMEZONE"]
    for text in zones:
        try:
            Calendar.from_ical(f"BEGIN:VCALENDAR\r\n{text}END:VCALENDAR\r\n")
        except Exception as error:  # noqa: BLE001  whatever a stranger's zone breaks, the entries that name it are left aside
            found.leave("Un fuseau horaire", f"sa définition n’est pas lisible ({type(error).__name__})")
    for name, text in blocks:
        if name != "VEVENT":
            continue
        try:
            yield Part(cast(Event, Event.from_ical(text)), text)
        except Exception:  # noqa: BLE001  one entry of a stranger's calendar must not cost the others
            found.leave(UNTITLED, "il n’est pas écrit comme un calendrier doit l’être")


def one_event(found: Reading, master: Part, overrides: list[Part], zone: ZoneInfo, today: date) -> None:
    try:
        facts = with_changes(found, facts_of(master.event, zone, today), master, overrides, zone, today)
        take(found, master, "", facts, [part.text for part in (master, *overrides)], zone, today)
    except Over:
        past = found.past + 1
        for part in overrides:  # one of its dates may have been put off to a day still to come
            one_date(found, part, zone, today)
        found.past = past
    except Skip as reason:
        found.leave(master.title, str(reason))
    except Exception as error:  # noqa: BLE001  as above
        found.leave(master.title, f"il n’a pas pu être lu ({type(error).__name__})")


def with_changes(
    found: Reading, facts: EventFacts, master: Part, overrides: list[Part], zone: ZoneInfo, today: date
) -> EventFacts:
    """The series with what becomes of its dates to come; the last word about a date is the one that counts."""
    changes = {change.original_day: change for change in facts.date_changes}
    for part in overrides:
        try:
            change = changed(facts, part.event, zone)
        except Skip as reason:
            found.leave(part.title or master.title, str(reason))
            continue
        if change.original_day >= today:
            changes[change.original_day] = change
        elif change.new_day and change.new_day >= today:  # announced for a day that is past, and still to come
            late = ChosenDate(change.new_day, change.new_start_time, change.new_end_time)
            facts = replace(facts, chosen_dates=(*facts.chosen_dates, late))
    spoken = [change for change in changes.values() if concerns(facts, change, zone, today)]
    return replace(facts, date_changes=tuple(sorted(spoken, key=lambda change: change.original_day)))


def concerns(facts: EventFacts, change: ChangedDate, zone: ZoneInfo, today: date) -> bool:
    """Whether the series has such a date at all."""
    schedule = schedule_of(replace(facts, date_changes=(change,)))
    return not change_problem(schedule, schedule.changes[0], today)


def one_date(found: Reading, part: Part, zone: ZoneInfo, today: date) -> None:
    """An override whose series is not in the calendar: a date by itself, known by UID and RECURRENCE-ID."""
    try:
        named = recurrence_of(part.event, zone)
        facts = alone(part.event, zone)
        if facts.status == Status.CANCELLED:
            raise Over
        take(found, part, key_of(named), facts, [part.text], zone, today)
    except Over:
        found.past += 1
    except Skip as reason:
        found.leave(part.title, str(reason))
    except Exception as error:  # noqa: BLE001  as above
        found.leave(part.title, f"il n’a pas pu être lu ({type(error).__name__})")


def key_of(named: Moment) -> str:
    return f"{named.day:%Y%m%d}" + (f"T{named.hour:%H%M}" if named.hour else "")


def take(
    found: Reading, part: Part, recurrence: str, facts: EventFacts, texts: list[str], zone: ZoneInfo, today: date
) -> None:
    """Keeps the entry when the agenda could hold it, and some date of it is to come."""
    schedule = schedule_of(facts)
    last = schedule.reach(today)
    coming = [
        each for each in schedule.expand(min(today, schedule.opening()), last) if each.timing.shown_until >= today
    ]
    if not coming:
        raise Over
    if trouble := problems(schedule, zone, last):
        raise Skip(trouble[0].sentence)
    found.entries.append({"uid": part.uid, "recurrence": recurrence, "digest": digest(texts), "facts": kept(facts)})
