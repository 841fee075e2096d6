"""The poster of a month: its name from margin to margin, a table that fills the sheet whatever the town does. Pure.

Laid out before it is drawn: the lines of each square are counted, the largest body that fits is chosen, and what room is
left is shared between the weeks. A square too full even in the smallest says how many it leaves out.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.template.loader import render_to_string
from django.utils.translation import ngettext

from content.dates import MONTHS, WEEKDAYS
from content.theme import Tokens
from events.display import Cell, Line, Month
from events.posters import drawings
from events.posters.event import fitted
from events.posters.faces import files, ink, lines, printable

BASE = "https://affiche.invalid/"
WIDTH = 190.0
COLUMN = WIDTH / 7
TOP, BOTTOM = 25.0, 286.5
"""Millimetres from the top: under the head, above the teeth."""
TYPICAL_FOOT = 268.0
NOTES_WIDTH, NOTES_BODY = 114.0, 3.55
HEADS = 10.0
SAFETY = 1.03
"""Lines broken by the engine may be a little more than those counted."""


@dataclass(frozen=True, slots=True)
class Density:
    """How much a square holds: the body of its text, of its number, of the month's name, and what is worth saying."""

    body: float
    number: float
    name: float
    who: bool = True
    inline: bool = False

    @property
    def line(self) -> float:
        return self.body * 1.16

    @property
    def inner(self) -> float:
        """The width of a line of text, in bodies: a column without its padding and that of coloured paper."""
        return (COLUMN - 3.6) / self.body


DENSITIES = (
    Density(3.9, 8.5, 59),
    Density(3.55, 8.5, 59),
    Density(3.4, 8.0, 48),
    Density(3.4, 7.5, 48, inline=True),
    Density(3.2, 6.5, 36, inline=True),
    Density(3.1, 6.0, 30, who=False, inline=True),
    Density(2.8, 5.5, 26, who=False, inline=True),
    Density(2.5, 5.0, 22, who=False, inline=True),
)
"""From a calm month to a full one. Ten points while the town is not overflowing, seven at worst."""


@dataclass(frozen=True, slots=True)
class MonthPoster:
    """What the poster of a month says besides its table. `notes` are pairs of a bold beginning and what follows."""

    month: Month
    town: str
    notes: tuple[tuple[str, str], ...]
    address: str
    theme: Tokens


@dataclass(frozen=True, slots=True)
class Square:
    """A day: what is written there, and how many it could not hold."""

    cell: Cell
    entries: tuple[Line, ...] = ()
    more: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    squares: tuple[Square, ...]
    height: float


@dataclass(frozen=True, slots=True)
class Layout:
    """The table, in a density; heights in millimetres."""

    density: Density
    rows: tuple[Row, ...]
    name_size: float
    name_height: float
    name_rise: float
    table_top: float


def html(poster: MonthPoster) -> str:
    """The poster as the one HTML document that is printed."""
    layout = lay_out(poster.month, foot_top(poster.notes))
    context = {
        "poster": poster,
        "theme": poster.theme,
        "layout": layout,
        "density": layout.density,
        "name": name_of(poster.month.first),
        "weekdays": WEEKDAYS,
        "address_size": fitted(poster.address, 5.2, 70),
        "town_size": fitted(poster.town, 6.6, 110),
    }
    return printable(render_to_string("events/posters/month.html", context))


def assets(poster: MonthPoster) -> dict[str, bytes]:
    return files() | {"teeth.svg": drawings.teeth_up(poster.theme.ground).encode()}


def name_of(first: date) -> str:

    return MONTHS[first.month - 1].capitalize()


def density_of(month: Month) -> int:
    """Which of DENSITIES the sheet takes: the page prints in a body of the same kind."""
    return DENSITIES.index(lay_out(month, TYPICAL_FOOT).density)


def foot_top(notes: Sequence[tuple[str, str]]) -> float:
    """Where the notes begin, standing on the teeth."""
    count = sum(lines(f"{beginning} {text}", NOTES_WIDTH / NOTES_BODY / SAFETY) for beginning, text in notes)
    return BOTTOM - count * NOTES_BODY * 1.3


def lay_out(month: Month, foot: float) -> Layout:
    """The table above the foot in the largest density that holds everything, the last one whatever it leaves out."""
    squares = [tuple(Square(cell, tuple(map(begun, cell.entries))) for cell in week) for week in month.weeks]
    for density in DENSITIES:
        layout = _shared(month.first, squares, density, foot)
        if layout:
            return layout
    return _shortened(month.first, squares, DENSITIES[-1], foot)


def _shared(first: date, squares: Sequence[tuple[Square, ...]], density: Density, foot: float) -> Layout | None:
    """The table in that density, None when it does not hold above the foot."""
    black = ink(name_of(first))
    size, name_height, top = _head(first, density)
    room = _room(top, foot)
    needs = [max(_height(square, density) for square in week) for week in squares]
    if sum(needs) > room:
        return None
    heights = _evened(needs, room)
    rows = tuple(Row(week, round(height, 2)) for week, height in zip(squares, heights, strict=True))
    return Layout(density, rows, round(size, 2), name_height, round((0.83 - black.high) * size, 2), round(top, 2))


def _head(first: date, density: Density) -> tuple[float, float, float]:
    """The body of the month's name, how high it stands, and where the table begins."""
    black = ink(name_of(first))
    size = min(density.name, WIDTH / black.width)
    name_height = round((black.high - black.low) * size, 2)
    return size, name_height, TOP + name_height + 7


def _room(top: float, foot: float) -> float:
    return foot - 5 - top - HEADS


def _evened(needs: Sequence[float], room: float) -> list[float]:
    """Heights as even as the needs allow, that fill the room together: the fullest weeks take no more than they need."""
    level = room / len(needs)
    for _round in needs:
        over = [need for need in needs if need > level]
        low = len(needs) - len(over)
        if not low:
            break
        level = (room - sum(over)) / low
    return [max(need, level) for need in needs]


def _height(square: Square, density: Density) -> float:
    text = sum(_entry_height(entry, density) for entry in square.entries) + (density.line if square.more else 0)
    return (1.6 + density.number + text + 1.0) * SAFETY


def _entry_height(entry: Line, density: Density) -> float:
    """The lines of an entry as the style sheet breaks them, and its padding."""
    title = f"{entry.when} {entry.title}" if density.inline else entry.title
    count = lines(title, density.inner) + (0 if density.inline else 1)
    count += lines(entry.who, density.inner) if density.who and entry.who else 0
    count += 1 if entry.status_text else 0
    return count * density.line + 1.5


def _shortened(first: date, squares: Sequence[tuple[Square, ...]], density: Density, foot: float) -> Layout:
    """The smallest density, the fullest squares losing their last lines until the sheet holds them."""
    weeks = [list(week) for week in squares]
    heights = [[_height(square, density) for square in week] for week in weeks]
    room = _room(_head(first, density)[2], foot)
    while sum(map(max, heights)) > room:
        row, column = max(
            ((row, column) for row, week in enumerate(weeks) for column in range(len(week))),
            key=lambda at: heights[at[0]][at[1]],
        )
        weeks[row][column] = _without_last(weeks[row][column])
        heights[row][column] = _height(weeks[row][column], density)
    layout = _shared(first, [tuple(week) for week in weeks], density, foot)
    if layout is None:
        raise ValueError("the sheet holds no table at all")
    return layout


def begun(entry: Line) -> Line:
    """The entry with only the hour it begins: « 20 h » rather than « 20 h – 22 h »."""
    return replace(entry, when=entry.when.partition("–")[0].strip())


def _without_last(square: Square) -> Square:
    kept = square.entries[:-1]
    number = len(square.cell.entries) - len(kept)
    more = ngettext("et %(number)s autre", "et %(number)s autres", number) % {"number": number}
    return replace(square, entries=kept, more=more)
