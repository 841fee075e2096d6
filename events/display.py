"""What the templates of the agenda show, put into words: a line of a list, a day, a month. Pure; no query, no clock."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, time, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from content import dates
from events.sentences import short_hours, when
from events.values import OccurrenceValue, Status


@dataclass(frozen=True, slots=True)
class Line:
    """One date in a list. `organizer` is a sentence, `who` the name alone.

    `status` is what the stylesheet knows: cancelled, postponed, moved, full or nothing.
    """

    title: str
    url: str
    when: str
    datetime: str = ""
    place: str = ""
    note: str = ""
    organizer: str = ""
    who: str = ""
    paper: str = "white"
    status: str = ""
    status_text: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the list and its lines; `word` says « aujourd’hui » or « demain »."""

    date: date
    entries: list[Line]
    word: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A square of the month."""

    day: date
    entries: list[Line] = field(default_factory=list)
    url: str = ""
    label: str = ""
    is_today: bool = False
    is_past: bool = False
    is_outside: bool = False


BESIDE = timedelta(days=7)  # how far a day looks for its neighbours


@dataclass(frozen=True, slots=True)
class Link:
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Month:
    """A month as a table, Monday first. `previous` and `next` are the months beside it, while they are worth a page."""

    first: date
    title: str
    weeks: list[list[Cell]]
    path: str = ""
    summary: str = ""
    previous: Link | None = None
    next: Link | None = None


STYLES = {
    Status.CANCELLED: "cancelled",
    Status.POSTPONED: "postponed",
    Status.FULL: "full",
    Status.SCHEDULED: "",
}


def status_word(value: OccurrenceValue) -> str:
    """« Annulé », « Déplacé », « Nouvel horaire »; empty for what goes as planned."""
    return word_of(value.status, moved=value.moved)


def word_of(status: Status, *, moved: bool = False) -> str:
    """The same, of a status; `moved`: to another day."""
    if status == Status.RESCHEDULED and moved:
        return _("Déplacé")
    return _(status.word) if status.word else ""


def line(value: OccurrenceValue, today: date | None = None) -> Line:
    """The date where it takes place."""
    note = ", ".join(part for part in (_lasting(value, today), value.ages, value.price) if part)
    reason = value.message
    if value.moved:
        instead = _("Au lieu du %(day)s.") % {"day": dates.long_date(value.original_day, today)}
        reason = f"{instead} {reason}".strip()
    return Line(
        title=value.title,
        url=value.path,
        when=_until(value, today) if value.timing.all_day else short_hours(value.timing),
        datetime=machine_time(value),
        place=value.place.name if value.place else "",
        note=note[:1].upper() + note[1:],
        organizer=_organised(value),
        who=_who(value),
        paper=value.paper,
        status=STYLES.get(value.status, "moved"),
        status_text=status_word(value),
        reason=reason,
    )


def _until(value: OccurrenceValue, today: date | None) -> str:
    """« toute la journée », or the last day of what lasts several."""
    last = value.timing.shown_until
    if last == value.timing.day:
        return short_hours(value.timing)
    return _("jusqu’au %(day)s") % {"day": dates.long_date(last, today).partition(" ")[2]}


def _lasting(value: OccurrenceValue, today: date | None) -> str:
    """The last day of what begins at an hour and lasts several days."""
    timing = value.timing
    if timing.all_day or timing.shown_until == timing.day:
        return ""
    return _("jusqu’au %(day)s") % {"day": dates.long_date(timing.shown_until, today)}


def trace(value: OccurrenceValue, today: date | None = None) -> Line:
    """What stays at the day a date was announced for, once it has moved elsewhere."""
    there = when(value.timing, today)
    moved = _("Cette date est déplacée : %(when)s.") % {"when": there}
    if value.off:
        moved = _("Cette date, déplacée depuis (%(when)s), n’a pas lieu.") % {"when": there}
    return Line(
        title=value.title,
        url=value.path,
        when=dates.hour(value.original_hour) if value.original_hour else _("toute la journée"),
        datetime=_machine_time(value.original_day, value.original_hour),
        place=value.place.name if value.place else "",
        organizer=_organised(value),
        who=_who(value),
        paper=value.paper,
        status=STYLES[value.status] if value.off else "postponed",
        status_text=status_word(value) if value.off else _("Déplacé"),
        reason=f"{moved} {value.message}".strip(),
    )


def _who(value: OccurrenceValue) -> str:
    """Who organises, said only where it is not the town hall: coloured paper never speaks alone."""
    return value.organizer if value.paper == "coloured" else ""


def _organised(value: OccurrenceValue) -> str:
    return _("Organisé par %(name)s") % {"name": _who(value)} if _who(value) else ""


def machine_time(value: OccurrenceValue) -> str:
    """The start for <time datetime>: a local date, or local date and time."""
    return _machine_time(value.timing.day, value.timing.start)


def _machine_time(day: date, hour: time | None) -> str:
    return f"{day}" + (f"T{hour:%H:%M}" if hour else "")


def days(
    values: Iterable[OccurrenceValue], moved: Iterable[OccurrenceValue], first: date, last: date, today: date
) -> list[Day]:
    """The list by day from `first` to `last`: what lasts several days stands once, at its first day shown.

    `moved` are the dates to remember at the day they were first announced for.
    """
    lines: dict[date, list[Line]] = defaultdict(list)
    for value in values:
        shown = max(value.timing.day, first)
        if shown <= last and value.timing.shown_until >= first:
            lines[shown].append(line(value, today))
    for value in moved:
        if value.moved and first <= value.original_day <= last:
            lines[value.original_day].append(trace(value, today))
    return [Day(day, lines[day], day_word(day, today)) for day in sorted(lines)]


def span(days: list[date], today: date, window: tuple[date, date] | None, page: int) -> tuple[date, date]:
    """The first and last day of a page of the list, given the days on which its dates begin: what is to come, or a window.

    What began earlier stands at the first day shown, so a first page begins today.
    """
    first, end = window or (today, date.max)
    if page > 1:
        first = max(first, min(days))
    return first, min(end, max([first, *days])) if not window or page > 1 else end


def days_beside(shown: date, values: Iterable[OccurrenceValue]) -> list[date]:
    """The nearest day before and the nearest after on which something begins, within a week: no chain of empty days."""
    busy = {value.timing.day for value in values if abs(value.timing.day - shown) <= BESIDE}
    before, after = {day for day in busy if day < shown}, {day for day in busy if day > shown}
    return [*sorted(before)[-1:], *sorted(after)[:1]]


def day_word(day: date, today: date) -> str:
    return {0: _("aujourd’hui"), 1: _("demain")}.get((day - today).days, "")


def month(first: date, values: Iterable[OccurrenceValue], today: date, root: str) -> Month:
    """The month that begins on `first`; every day with something is linked below `root`, such as /agenda/.

    What lasts more than a week stands once, at its first day there: thirty squares of one exhibition would hide the rest.
    It leads to its neighbours over three years back and two ahead: a robot must not walk to the end of time.
    """
    shown = list(values)
    last = next_month(first) - timedelta(days=1)
    lines: dict[date, list[Line]] = defaultdict(list)
    for value in shown:
        for day in _squares(value, first, last):
            lines[day].append(line(value, today))
        if value.moved and first <= value.original_day <= last:
            lines[value.original_day].append(trace(value, today))
    return Month(
        first=first,
        title=dates.month_year(first).capitalize(),
        weeks=[[_cell(day, first, last, lines, today, root) for day in week] for week in _weeks(first, last)],
        path=month_path(first, root),
        summary=summary([value for value in shown if first <= value.timing.day <= last]),
        previous=_month_link(previous_month(first), today, root),
        next=_month_link(next_month(first), today, root),
    )


def _squares(value: OccurrenceValue, first: date, last: date) -> list[date]:
    """The days of the month where the date is written."""
    start, end = max(value.timing.day, first), min(value.timing.shown_until, last)
    if value.timing.shown_until - value.timing.day >= timedelta(days=7):
        end = min(start, end)
    return [start + timedelta(days=n) for n in range((end - start).days + 1)]


def summary(values: list[OccurrenceValue]) -> str:
    """« 18 rendez-vous, dont 2 annulés »."""
    text = summary_of(len(values))
    off = sum(value.off for value in values)
    if off:
        text += ngettext(", dont %(off)s annulé", ", dont %(off)s annulés", off) % {"off": off}
    return text


def summary_of(number: int) -> str:
    """« 14 rendez-vous », « aucun rendez-vous »."""
    if not number:
        return _("aucun rendez-vous")
    return ngettext("%(number)s rendez-vous", "%(number)s rendez-vous", number) % {"number": number}


def next_month(first: date) -> date:
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1)


def previous_month(first: date) -> date:
    return (first - timedelta(days=1)).replace(day=1)


def month_path(first: date, root: str) -> str:
    return f"{root}{first:%Y/%m}/"


def is_within_reach(first: date, today: date) -> bool:
    """Whether a month is worth a link: three years back, two ahead."""
    return -36 <= (first.year - today.year) * 12 + first.month - today.month <= 24


def _month_link(first: date, today: date, root: str) -> Link | None:
    return Link(dates.month_year(first), month_path(first, root)) if is_within_reach(first, today) else None


def _weeks(first: date, last: date) -> list[list[date]]:
    monday = first - timedelta(days=first.weekday())
    weeks = []
    while monday <= last:
        weeks.append([monday + timedelta(days=n) for n in range(7)])
        monday += timedelta(days=7)
    return weeks


def _cell(day: date, first: date, last: date, lines: dict[date, list[Line]], today: date, root: str) -> Cell:
    if not first <= day <= last:
        return Cell(day, is_outside=True)
    entries = lines.get(day, [])
    label = ""
    if entries:
        label = f"{dates.long_date(day)}, {summary_of(len(entries))}"
    url = f"{root}{day:%Y/%m/%d}/" if entries else ""
    return Cell(day, entries, url, label, is_today=day == today, is_past=day < today)
