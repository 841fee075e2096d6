"""When something comes back: the rules Tambour knows, their RFC 5545 text, and the days they give.

The grammar is narrower than RFC 5545 on purpose. These are the rules that Google, Apple and Microsoft calendars all
understand alike: every day, every week on chosen days, every month on a date or on the nth weekday, every year on a date
or on the nth weekday of a month. A rule gives days, never instants: hours and time zones belong to events.schedule.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from dateutil import rrule

MAX_INTERVAL = 60
MAX_DATES = 800
LAST = -1
RANKS = (1, 2, 3, 4, LAST)
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class RuleError(ValueError):
    """A rule that cannot be kept; its text is a French sentence that tells an editor what to do."""


class Frequency(StrEnum):
    """FREQ of RFC 5545 §3.3.10, without the ones that come more often than once a day."""

    DAILY = "DAILY"
    WEEKLY = "WEEKLY"
    MONTHLY = "MONTHLY"
    YEARLY = "YEARLY"


@dataclass(frozen=True, slots=True)
class Rule:
    """One recurrence. Weekdays count from Monday = 0; -1 is the last rank, or the last day of a month.

    `until` is the last day allowed, included. `count` is the number of dates kept: where an event also skips holidays, ten
    classes are ten classes. Raises RuleError when the parts do not make a rule of the grammar.
    """

    frequency: Frequency
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    ranks: tuple[int, ...] = ()
    monthday: int | None = None
    month: int | None = None
    until: date | None = None
    count: int | None = None

    def __post_init__(self) -> None:
        """Order the days, then refuse what is outside the grammar."""
        object.__setattr__(self, "weekdays", tuple(sorted(set(self.weekdays))))
        object.__setattr__(self, "ranks", tuple(sorted(set(self.ranks), key=lambda rank: rank % 10)))
        self._check_numbers()
        self._check_shape()

    def _check_numbers(self) -> None:
        if not 1 <= self.interval <= MAX_INTERVAL:
            raise RuleError(f"L’intervalle va de 1 à {MAX_INTERVAL}.")
        if self.count is not None and not 1 <= self.count <= MAX_DATES:
            raise RuleError(f"Le nombre de dates va de 1 à {MAX_DATES}.")
        if self.count is not None and self.until is not None:
            raise RuleError("Indiquez une date de fin ou un nombre de dates, pas les deux.")
        if not all(0 <= day <= 6 for day in self.weekdays):
            raise RuleError("Un jour de la semaine n’est pas reconnu.")
        if not all(rank in RANKS for rank in self.ranks):
            raise RuleError("Choisissez le 1er, le 2e, le 3e, le 4e ou le dernier.")
        if self.monthday is not None and not (1 <= self.monthday <= 31 or self.monthday == LAST):
            raise RuleError("Le jour du mois va de 1 à 31.")
        if self.month is not None and not 1 <= self.month <= 12:
            raise RuleError("Le mois va de 1 à 12.")

    def _check_shape(self) -> None:
        by_rank = bool(self.ranks) and bool(self.weekdays) and self.monthday is None
        by_date = self.monthday is not None and not self.ranks and not self.weekdays
        nothing = not self.ranks and self.monthday is None
        fits = {
            Frequency.DAILY: nothing and not self.weekdays and self.month is None,
            Frequency.WEEKLY: nothing and bool(self.weekdays) and self.month is None,
            Frequency.MONTHLY: (by_rank or by_date) and self.month is None,
            Frequency.YEARLY: (by_rank or by_date) and self.month is not None,
        }
        if not fits[self.frequency]:
            raise RuleError("Cette répétition n’est pas complète : choisissez les jours où elle revient.")

    def without_end(self) -> "Rule":
        """The same rule, going on for ever."""
        return replace(self, until=None, count=None)

    def days(self, first: date, last: date) -> Iterator[date]:
        """The days of the rule from its start `first` to `last` included; `count` is left to who skips holidays."""
        end = last if self.until is None else min(last, self.until)
        if self.frequency in (Frequency.DAILY, Frequency.WEEKLY):
            return map(date.fromordinal, self._ordinals(first.toordinal(), end.toordinal()))
        start = datetime(first.year, self.month or first.month, 1)
        found = rrule.rrule(dtstart=start, until=datetime(end.year, end.month, end.day), **self._dateutil())
        return (day for day in map(datetime.date, found) if day >= first)

    def _ordinals(self, first: int, end: int) -> Iterator[int]:
        """Days and weeks are all alike, and nine dates in ten: counting them needs no calendar. Weeks begin on Monday (WKST)."""
        if self.frequency == Frequency.DAILY:
            return iter(range(first, end + 1, self.interval))
        monday = first - (first - 1) % 7  # the first of January of year 1 was one
        weeks = range(monday, end + 1, 7 * self.interval)
        return (week + day for week in weeks for day in self.weekdays if first <= week + day <= end)

    def _dateutil(self) -> dict[str, Any]:
        """A year is twelve months: dateutil would look at each of its days."""
        weekday = [rrule.weekday(day)(rank) for day in self.weekdays for rank in self.ranks] or None
        return {
            "freq": rrule.MONTHLY,
            "interval": self.interval * (12 if self.frequency == Frequency.YEARLY else 1),
            "byweekday": weekday,
            "bymonthday": self.monthday,
        }

    def starts_on(self, day: date) -> bool:
        """Whether a series may begin that day: RFC 5545 §3.8.5.3 wants DTSTART to be a date of the rule itself."""
        return day in self.without_end().days(day, day)

    def first_from(self, day: date) -> date | None:
        """The first day of the rule on or after `day`, looked for over eight years; None when it never happens."""
        return next(self.without_end().days(day, day + timedelta(days=366 * 8)), None)


def write(rule: Rule) -> str:
    """The RFC 5545 §3.3.10 text of the rule, without `RRULE:`. UNTIL is a DATE, the last local day included."""
    days = [WEEKDAYS[day] for day in rule.weekdays]
    if rule.ranks:
        days = [f"{rank}{day}" for rank in rule.ranks for day in days]
    parts = {
        "FREQ": rule.frequency.value,
        "INTERVAL": str(rule.interval) if rule.interval > 1 else "",
        "BYMONTH": str(rule.month or ""),
        "BYMONTHDAY": str(rule.monthday or ""),
        "BYDAY": ",".join(days),
        "UNTIL": f"{rule.until:%Y%m%d}" if rule.until else "",
        "COUNT": str(rule.count or ""),
    }
    return ";".join(f"{name}={value}" for name, value in parts.items() if value)


def parse(text: str) -> Rule:
    """The rule written in an RFC 5545 text of the grammar. Raises RuleError on anything else."""
    names = [part.partition("=")[0] for part in text.split(";")]
    parts = dict(part.split("=", 1) for part in text.split(";") if "=" in part)
    known = {"FREQ", "INTERVAL", "BYMONTH", "BYMONTHDAY", "BYDAY", "UNTIL", "COUNT"}
    if len(names) != len(parts) or not set(names) <= known or parts.get("FREQ") not in Frequency.__members__:
        raise RuleError("Cette répétition n’est pas de celles que l’agenda sait garder.")
    ranks, weekdays = _by_day(parts.get("BYDAY", ""))
    return Rule(
        frequency=Frequency(parts["FREQ"]),
        interval=_number(parts.get("INTERVAL", "1")),
        weekdays=weekdays,
        ranks=ranks,
        monthday=_number(parts["BYMONTHDAY"]) if "BYMONTHDAY" in parts else None,
        month=_number(parts["BYMONTH"]) if "BYMONTH" in parts else None,
        until=_day(parts["UNTIL"]) if "UNTIL" in parts else None,
        count=_number(parts["COUNT"]) if "COUNT" in parts else None,
    )


def _by_day(text: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Ranks and weekdays of a BYDAY such as `1SA,3SA`; every rank must go with every day."""
    if not text:
        return (), ()
    pairs = [(item[:-2], item[-2:]) for item in text.split(",")]
    if any(day not in WEEKDAYS for _, day in pairs) or len(set(pairs)) != len(pairs):
        raise RuleError("Un jour de la semaine n’est pas reconnu.")
    ranks = tuple({_number(rank) for rank, _ in pairs if rank})
    weekdays = tuple({WEEKDAYS.index(day) for _, day in pairs})
    if len(pairs) != len(weekdays) * max(len(ranks), 1) or (ranks and not all(rank for rank, _ in pairs)):
        raise RuleError("Chaque rang doit porter sur les mêmes jours.")
    return ranks, weekdays


def _number(text: str) -> int:
    digits = text.removeprefix("-")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 4):
        raise RuleError("Un nombre de la répétition n’est pas lisible.")
    return int(text)


def _day(text: str) -> date:
    if len(text) != 8 or not (text.isascii() and text.isdigit()):
        raise RuleError("La date de fin n’est pas lisible.")
    try:
        return datetime.strptime(text, "%Y%m%d").date()
    except ValueError as error:
        raise RuleError("La date de fin n’existe pas.") from error
