"""From the dates kept in the table to the entries of a calendar: one series, its exceptions, the dates that stand alone.

The table is the truth: a day the rule gives and the table has not is excluded, a date the table has otherwise replaces the
rule's, a date the rule does not give stands alone. So a subscriber's calendar always shows what the pages show, past
included, even after the rule was changed.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, time

from events.recurrence import Rule
from events.values import OccurrenceValue, PlaceValue, Status, Timing

# Calendars cannot hide what is off from who subscribed: some drop a cancelled entry, some show it as if nothing had
# happened. The word before the title is what every one of them shows.
PREFIXES = {
    Status.CANCELLED: "ANNULÉ – ",
    Status.POSTPONED: "REPORTÉ – ",
    Status.FULL: "COMPLET – ",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One VEVENT. `replaces` is the start, by the rule, of the date it stands for (RECURRENCE-ID).

    `picture` and `online` are the addresses of its image and of its meeting room.
    """

    uid: str
    timing: Timing
    title: str
    description: str
    address: str
    place: PlaceValue | None = None
    categories: tuple[str, ...] = ()
    picture: str = ""
    online: str = ""
    status: Status = Status.SCHEDULED
    rule: Rule | None = None
    excluded: tuple[date, ...] = ()
    replaces: Timing | None = None

    @property
    def summary(self) -> str:
        """The title, after the word that warns."""
        return PREFIXES.get(self.status, "") + self.title


def entries(series: Entry, dates: Iterable[OccurrenceValue], horizon: date) -> list[Entry]:
    """The entries that show exactly `dates`, all those known up to `horizon`, the series first.

    `series` says what the rule alone would show: its timing is that of the rule's first date.
    """
    left: dict[date, list[OccurrenceValue]] = defaultdict(list)
    for each in sorted(dates, key=lambda each: (each.original_day, each.original_hour or time(0))):
        left[each.original_day].append(each)
    by_rule: dict[date, OccurrenceValue] = {}
    if series.rule is not None:
        for day in series.rule.without_end().days(series.timing.day, horizon):
            if left[day]:
                by_rule[day] = _take(left[day], series.timing.start)
    first = None if series.rule else series.timing
    alone = [_alone(series, each, first) for day in sorted(left) for each in left[day]]
    if series.rule is None or not by_rule:
        return alone
    return [_master(series, series.rule, by_rule, horizon), *_overrides(series, by_rule), *alone]


def _take(dates: list[OccurrenceValue], hour: time | None) -> OccurrenceValue:
    """The date announced for that hour if there is one, else the first of the day; taken out of the list."""
    found = next((each for each in dates if each.original_hour == hour), dates[0])
    dates.remove(found)
    return found


def _master(series: Entry, rule: Rule, by_rule: dict[date, OccurrenceValue], horizon: date) -> Entry:
    """The series from its first date in the table to its last, or on as the rule says where that is past the horizon."""
    first, last = min(by_rule), max(by_rule)
    beyond = rule.count is None and (rule.until is None or rule.until > horizon)
    kept = replace(rule, until=rule.until if beyond else last, count=None)
    excluded = tuple(day for day in kept.days(first, horizon if beyond else last) if day not in by_rule)
    return replace(series, timing=series.timing.on(first), rule=kept, excluded=excluded)


def _overrides(series: Entry, by_rule: dict[date, OccurrenceValue]) -> list[Entry]:
    changed = []
    for day, each in by_rule.items():
        expected = series.timing.on(day)
        entry = replace(_dated(series, each), replaces=expected, rule=None)
        if entry != replace(series, timing=expected, rule=None, replaces=expected, address=entry.address):
            changed.append(entry)
    return changed


def _alone(series: Entry, each: OccurrenceValue, own: Timing | None) -> Entry:
    """A date with its own UID, for RDATE is not understood everywhere; the only date of an event keeps the event's."""
    uid = series.uid
    if own is None or (each.original_day, each.original_hour) != (own.day, own.start):
        uid += f"-{each.original_day:%Y%m%d}" + (f"T{each.original_hour:%H%M}" if each.original_hour else "")
    return replace(_dated(series, each), uid=uid)


def one_date(series: Entry, each: OccurrenceValue) -> Entry:
    """A date by itself, for whoever wants that one only."""
    return _alone(series, each, None if series.rule else series.timing)


def _dated(series: Entry, each: OccurrenceValue) -> Entry:
    """The series' facts, for that date only."""
    description = "\n\n".join(part for part in (each.message, series.description) if part)
    return replace(
        series,
        timing=each.timing,
        title=each.title,
        description=description,
        address=each.address,
        place=each.place,
        status=each.status,
        rule=None,
    )
