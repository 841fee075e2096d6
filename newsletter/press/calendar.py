"""The month as weeks of short words, for the page that hangs in a kitchen."""

import calendar
from dataclasses import dataclass
from datetime import date

from newsletter.edition import Agenda, AgendaLine

MOST_LINES = 3
_LONGEST = 24


@dataclass(frozen=True, slots=True)
class Cell:
    day: date
    inside: bool
    texts: tuple[str, ...]


def month_weeks(agenda: Agenda) -> tuple[tuple[Cell, ...], ...]:
    """Weeks from Monday to Sunday, days of the neighbouring months included, each with at most four short lines."""
    by_day = {day.day: day.lines for day in agenda.days}
    weeks = calendar.Calendar().monthdatescalendar(agenda.month.year, agenda.month.month)
    return tuple(
        tuple(Cell(day, day.month == agenda.month.month, _texts(by_day.get(day, ()))) for day in week) for week in weeks
    )


def _texts(lines: tuple[AgendaLine, ...]) -> tuple[str, ...]:
    shown = [line for line in lines if not line.cancelled]
    texts = [_short(line) for line in shown[:MOST_LINES]]
    if len(shown) > MOST_LINES:
        texts[-1] = f"et {len(shown) - MOST_LINES + 1} autres"
    return tuple(texts)


def _short(line: AgendaLine) -> str:
    title = line.title if len(line.title) <= _LONGEST else line.title[:_LONGEST].rsplit(" ", 1)[0] + "…"
    return f"{title}, {line.hour}" if line.hour else title
