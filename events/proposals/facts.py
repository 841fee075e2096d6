"""What somebody says of an event before any page holds it: plain values, on the clock of the commune, that travel as JSON.

The names are those of EventPage, so that a field here and a field there are the same thing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date, time
from typing import Any

from events.schedule import Kind
from events.values import Status

NOT_HELD = "Pas de rendez-vous ce jour-là."
"""What is said of a date that a series leaves out without a reason: an EXDATE (RFC 5545 §3.8.5.1)."""
DAYS = frozenset({"start_day", "end_day", "day", "original_day", "new_day"})
HOURS = frozenset({"start_time", "end_time", "original_time", "new_start_time", "new_end_time"})


@dataclass(frozen=True, slots=True)
class ChosenDate:
    """A date more, beside the first one and its rule."""

    day: date
    start_time: time | None = None
    end_time: time | None = None


@dataclass(frozen=True, slots=True)
class ChangedDate:
    """What becomes of the date announced for `original_day`: in a calendar, its RECURRENCE-ID (RFC 5545 §3.8.4.4)."""

    original_day: date
    kind: str = Kind.CANCELLED.value
    original_time: time | None = None
    new_day: date | None = None
    new_start_time: time | None = None
    new_end_time: time | None = None
    message: str = ""


@dataclass(frozen=True, slots=True)
class EventFacts:
    """One event as proposed. `place` and `signatory` are rows of the town's lists; where there is none, `place_detail`
    and `organizer_name` say it in words."""

    title: str
    start_day: date
    standfirst: str = ""
    text: str = ""
    start_time: time | None = None
    end_day: date | None = None
    end_time: time | None = None
    rule: str = ""
    skip_school_holidays: bool = False
    skip_public_holidays: bool = False
    chosen_dates: tuple[ChosenDate, ...] = ()
    date_changes: tuple[ChangedDate, ...] = ()
    status: str = Status.SCHEDULED.value
    status_message: str = ""
    place: int | None = None
    place_detail: str = ""
    signatory: int | None = None
    organizer_name: str = ""
    price: str = ""
    free: bool = False
    ages: str = ""
    registration: str = ""
    registration_url: str = ""
    accessibility: tuple[str, ...] = ()

    def changed_since(self, earlier: EventFacts) -> frozenset[str]:
        """The names of what is not said as before."""
        return frozenset(name for name in NAMES if getattr(self, name) != getattr(earlier, name))


NAMES = tuple(field.name for field in fields(EventFacts))


def kept(facts: EventFacts) -> dict[str, Any]:
    """The facts as JSON can hold them; what is not said is left out."""
    return {name: _plain(value) for name, value in asdict(facts).items() if value not in (None, "", (), False)}


def _plain(value: Any) -> Any:
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items() if inner is not None}
    return [_plain(each) for each in value] if isinstance(value, list | tuple) else value


def read(said: Mapping[str, Any]) -> EventFacts:
    """The facts from what `kept` gave; a name that is not ours is left out. Raises KeyError or ValueError on anything else."""
    values = {name: _read(name, value) for name, value in said.items() if name in NAMES}
    values["chosen_dates"] = tuple(ChosenDate(**_row(row)) for row in said.get("chosen_dates", ()))
    values["date_changes"] = tuple(ChangedDate(**_row(row)) for row in said.get("date_changes", ()))
    values["accessibility"] = tuple(said.get("accessibility", ()))
    return EventFacts(**values)


def _row(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _read(name, value) for name, value in row.items()}


def _read(name: str, value: Any) -> Any:
    if name in DAYS:
        return date.fromisoformat(value)
    return time.fromisoformat(value) if name in HOURS else value
