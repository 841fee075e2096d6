"""The month as weeks of short words, for the page that hangs in a kitchen."""

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from newsletter.bulletin.edition import Agenda, AgendaLine, BinDay
from newsletter.press.typesetting import Face, count_lines

CELL_WIDTH = 24.0
LINE = 4.2
HEAD = 8.0
"""Millimetres of a cell that words may fill, of one of their lines, and of the day's figure above them."""
BY_DISTRICT = ", selon le quartier"
ARTICLE = re.compile(r"^(?:le |la |les |l’)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Bin:
    """« bac jaune », « bac gris, Le Bourg »; `rare` is drawn on the town's colour, `by_district` calls for a note."""

    words: str
    rare: bool
    by_district: bool


@dataclass(frozen=True, slots=True)
class Cell:
    day: date
    inside: bool
    texts: tuple[str, ...]
    bins: tuple[Bin, ...] = ()


def month_weeks(agenda: Agenda, height: float, bins: Iterable[BinDay] = ()) -> tuple[tuple[Cell, ...], ...]:
    """Weeks from Monday to Sunday, days of the neighbouring months included, each with what holds in that height.

    The bins come first and are never left out: they are what one looks for.
    """
    events = {day.day: day.lines for day in agenda.days}
    going_out = _by_day(bins)
    room = int((height - HEAD) // LINE)

    def cell(day: date) -> Cell:
        out = going_out.get(day, ())
        texts = _texts(events.get(day, ()), room - _bin_lines(out))
        return Cell(day, day.month == agenda.month.month, texts, out)

    return tuple(tuple(map(cell, week)) for week in weeks_of(agenda.month))


def weeks_of(month: date) -> list[list[date]]:
    return calendar.Calendar().monthdatescalendar(month.year, month.month)


def fullest_day(agenda: Agenda, bins: Iterable[BinDay] = ()) -> int:
    """Lines that the busiest day asks for."""
    asked = {day: _bin_lines(out) for day, out in _by_day(bins).items()}
    for day in agenda.days:
        asked[day.day] = asked.get(day.day, 0) + sum(map(_lines, map(_short, _going(day.lines))))
    return max(asked.values(), default=0)


def _by_day(bins: Iterable[BinDay]) -> dict[date, tuple[Bin, ...]]:
    found: dict[date, tuple[Bin, ...]] = {}
    for one in bins:
        words = ARTICLE.sub("", one.what).replace(" (", ", ").rstrip(")")
        what, by_district, _nothing = words.partition(BY_DISTRICT)
        found[one.day] = (
            *found.get(one.day, ()),
            Bin(f"{what}*" if by_district else what, one.rare, bool(by_district)),
        )
    return found


def _going(lines: tuple[AgendaLine, ...]) -> list[AgendaLine]:
    return [line for line in lines if not line.cancelled]


def _texts(lines: tuple[AgendaLine, ...], room: int) -> tuple[str, ...]:
    texts = [_short(line) for line in _going(lines)]
    if sum(map(_lines, texts)) <= room:
        return tuple(texts)
    kept: list[str] = []
    while texts and sum(map(_lines, kept)) + _lines(texts[0]) < room:
        kept.append(texts.pop(0))
    others = f"et {len(texts)} autre{'s' if len(texts) > 1 else ''}"
    return (*kept, others if kept else f"{len(texts)} rendez-vous")


def _bin_lines(bins: Iterable[Bin]) -> int:
    return sum(count_lines(one.words, CELL_WIDTH, 10, Face.BOLD) for one in bins)


def _lines(text: str) -> int:
    return count_lines(text, CELL_WIDTH, 10)


def _short(line: AgendaLine) -> str:
    return f"{line.title}, {line.hour}" if line.hour else line.title
