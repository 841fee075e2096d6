"""What the journal says of the dates of an event: which are not as announced, and why. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, time

from content.dates import hour, long_date
from content.turns import Turn
from events.display import word_of
from events.schedule import Instance, Schedule
from events.sentences import when
from events.values import Status

Told = tuple[str, Turn]


def turns_of(
    schedule: Schedule, status: Status, reason: str = "", places: Mapping[int, str] | None = None
) -> dict[str, Turn]:
    """The turns of an event, by the name of each date. `status` and `reason` are those of the whole event, told under an empty
    name; `places` names the places its exceptions speak of.
    """
    last = date.max if schedule.recurring else schedule.first.shown_until
    whole = Turn("", word_of(status), reason, status.off, last)
    found = {} if status == Status.SCHEDULED else {"": whole}
    return found | dict(_of_dates(schedule, places or {}))


def _of_dates(schedule: Schedule, places: Mapping[int, str]) -> Iterator[Told]:
    for each in schedule.exceptional():
        change, timing = each.change, each.timing
        if change is None or each.status == Status.SCHEDULED:
            continue
        moved = each.status == Status.RESCHEDULED
        place = places.get(change.place, "") if change.place else ""
        instead = ", ".join(filter(None, [when(timing) if moved else "", place]))
        more = " ".join(filter(None, [f"{instead[:1].upper()}{instead[1:]}." if instead else "", change.message]))
        word = word_of(each.status, moved=timing.day != each.day)
        turn = Turn(name_of(each), word, more, each.status.off, max(each.day, timing.shown_until))
        yield key_of(each.day, change.hour), turn


def name_of(each: Instance) -> str:
    """« mardi 8 décembre, 20 h »: the date as it was announced."""
    return ", ".join(filter(None, [long_date(each.day), hour(each.hour) if each.hour else ""]))


def key_of(day: date, moment: time | None) -> str:
    """The lasting name of a date for the journal; an hour only where the day has two."""
    return day.isoformat() + (f"T{moment:%H:%M}" if moment else "")


def day_of(key: str) -> date | None:
    """The day of such a name; None of the whole event's."""
    return date.fromisoformat(key[:10]) if key else None
