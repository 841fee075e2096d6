"""The month as weeks of short words, for the page that hangs in a kitchen."""

import calendar
from dataclasses import dataclass
from datetime import date

from newsletter.edition import Agenda, AgendaLine
from newsletter.press.typesetting import count_lines

CELL_WIDTH = 24.0
LINE = 4.2
HEAD = 9.8
"""Millimetres of a cell that words may fill, of one of their lines, and of the day's figure above them."""


@dataclass(frozen=True, slots=True)
class Cell:
    day: date
    inside: bool
    texts: tuple[str, ...]


def month_weeks(agenda: Agenda, height: float) -> tuple[tuple[Cell, ...], ...]:
    """Weeks from Monday to Sunday, days of the neighbouring months included, each with what holds in that height."""
    by_day = {day.day: day.lines for day in agenda.days}
    room = int((height - HEAD) // LINE)
    return tuple(
        tuple(Cell(day, day.month == agenda.month.month, _texts(by_day.get(day, ()), room)) for day in week)
        for week in weeks_of(agenda.month)
    )


def weeks_of(month: date) -> list[list[date]]:
    return calendar.Calendar().monthdatescalendar(month.year, month.month)


def fullest_day(agenda: Agenda) -> int:
    """Lines that the busiest day asks for."""
    return max((sum(map(_lines, map(_short, _going(day.lines)))) for day in agenda.days), default=0)


def _going(lines: tuple[AgendaLine, ...]) -> list[AgendaLine]:
    return [line for line in lines if not line.cancelled]


def _texts(lines: tuple[AgendaLine, ...], room: int) -> tuple[str, ...]:
    texts = [_short(line) for line in _going(lines)]
    if sum(map(_lines, texts)) <= room:
        return tuple(texts)
    kept: list[str] = []
    while texts and sum(map(_lines, kept)) + _lines(texts[0]) < room:
        kept.append(texts.pop(0))
    return (*kept, f"et {len(texts)} autre{'s' if len(texts) > 1 else ''}")


def _lines(text: str) -> int:
    return count_lines(text, CELL_WIDTH, 10)


def _short(line: AgendaLine) -> str:
    return f"{line.title}, {line.hour}" if line.hour else line.title
