"""Dates and hours written the way a town hall writes them: « jeudi 26 novembre, 18 h 30 ».

Pure, in French whatever the machine's locale, never the clock. What must stay on one line is held by no-break
spaces, so that `typography.fr` has nothing left to do here.

A datetime is read on the town's clock: pass its `zone`. A datetime straight from the database is in UTC and says
nothing about that clock, so without a `zone` it is refused; one that already stands on a local clock is not.
"""

from collections.abc import Iterable
from datetime import date, datetime, time, tzinfo
from itertools import groupby

WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)
_NBSP = "\u00a0"
_FAR = 180


def long_date(day: date, reference: date | None = None, *, zone: tzinfo | None = None) -> str:
    """« jeudi 26 novembre », and the year when it is not the reference's and more than 180 days away."""
    day = _local_day(day, zone)
    return f"{weekday(day)} {day_month(day)}{_year(day, reference)}"


def long_datetime(moment: datetime, reference: date | None = None, *, zone: tzinfo | None = None) -> str:
    """« jeudi 26 novembre, 18 h 30 », with the year as `long_date` adds it."""
    return f"{long_date(moment, reference, zone=zone)}, {hour(moment, zone=zone)}"


def hour(moment: time | datetime, *, zone: tzinfo | None = None) -> str:
    """« 18 h 30 », « 20 h », « 9 h 05 »."""
    moment = _on_the_clock(moment, zone) if isinstance(moment, datetime) else moment
    minutes = f"{_NBSP}{moment.minute:02}" if moment.minute else ""
    return f"{moment.hour}{_NBSP}h{minutes}"


def hours(start: time | datetime, end: time | datetime, *, zone: tzinfo | None = None) -> str:
    """« 9 h – 12 h »."""
    return f"{hour(start, zone=zone)}{_NBSP}– {hour(end, zone=zone)}"


def weekday(day: date, *, zone: tzinfo | None = None) -> str:
    """« jeudi »."""
    return WEEKDAYS[_local_day(day, zone).weekday()]


def two_lines(day: date, reference: date) -> str:
    """« vendredi » above « 20 novembre », with the year when it is not the reference's: for a narrow column."""
    return f"{weekday(day)}\n{day_month(day)}{_year(day, reference)}"


def day_month(day: date, *, zone: tzinfo | None = None) -> str:
    """« 26 novembre », « 1er décembre »."""
    day = _local_day(day, zone)
    return f"{_ordinal(day)}{_NBSP}{MONTHS[day.month - 1]}"


def month_year(day: date, *, zone: tzinfo | None = None) -> str:
    """« décembre 2026 »."""
    day = _local_day(day, zone)
    return f"{MONTHS[day.month - 1]} {day.year}"


def of_month(day: date, *, zone: tzinfo | None = None) -> str:
    """« de décembre », « d’avril »: what follows « le bulletin »."""
    month = MONTHS[_local_day(day, zone).month - 1]
    return f"d’{month}" if month[0] in "ao" else f"de {month}"


def period(start: date, end: date, reference: date | None = None, *, zone: tzinfo | None = None) -> str:
    """« du 2 au 9 janvier », « du 28 novembre au 3 décembre », « le 2 janvier » when both are the same day.

    The year is added as `long_date` adds it, and to both ends when the period crosses the new year.
    Raises ValueError when the end comes before the start.
    """
    start, end = _in_order(start, end, zone)
    if start == end:
        return f"le {day_month(start)}{_year(start, reference)}"
    return f"du {_first_end(start, end, _ordinal(start))} au {day_month(end)}{_year_of_end(start, end, reference)}"


def long_period(start: date, end: date, reference: date | None = None, *, zone: tzinfo | None = None) -> str:
    """« du vendredi 7 au dimanche 9 août »: `period` with the days of the week."""
    start, end = _in_order(start, end, zone)
    if start == end:
        return f"le {long_date(start, reference)}"
    first = _first_end(start, end, f"{weekday(start)}{_NBSP}{_ordinal(start)}")
    return f"du {first} au {weekday(end)} {day_month(end)}{_year_of_end(start, end, reference)}"


def days(several: Iterable[date]) -> str:
    """« 21 novembre, 5 et 19 décembre »: days in order, each month said once, after its last day. Empty for no day."""
    words = []
    for _, group in groupby(sorted(several), key=lambda day: (day.year, day.month)):
        *first, last = group
        words += [*map(_ordinal, first), day_month(last)]
    return " et ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def _ordinal(day: date) -> str:
    return "1er" if day.day == 1 else str(day.day)


def _year(day: date, reference: date | None) -> str:
    if reference is None or day.year == reference.year or abs((day - _plain(reference)).days) <= _FAR:
        return ""
    return f" {day.year}"


def _first_end(start: date, end: date, words: str) -> str:
    if start.year != end.year:
        return f"{words}{_NBSP}{MONTHS[start.month - 1]} {start.year}"
    return words if start.month == end.month else f"{words}{_NBSP}{MONTHS[start.month - 1]}"


def _year_of_end(start: date, end: date, reference: date | None) -> str:
    return f" {end.year}" if start.year != end.year else _year(end, reference)


def _in_order(start: date, end: date, zone: tzinfo | None) -> tuple[date, date]:
    start, end = _local_day(start, zone), _local_day(end, zone)
    if end < start:
        raise ValueError(f"a period cannot end ({end}) before it starts ({start})")
    return start, end


def _local_day(day: date, zone: tzinfo | None) -> date:
    return _on_the_clock(day, zone).date() if isinstance(day, datetime) else day


def _plain(day: date) -> date:
    return day.date() if isinstance(day, datetime) else day


def _on_the_clock(moment: datetime, zone: tzinfo | None) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a naive datetime stands on no clock: give it a time zone")
    if zone is not None:
        return moment.astimezone(zone)
    if moment.tzname() == "UTC":
        raise ValueError("a datetime in UTC is not on the town's clock: give the zone")
    return moment
