"""The month to hang in a kitchen: its days, over what a household looks for. A sheet of its own, or a page of an issue."""

from dataclasses import dataclass

from content.theme import Tokens
from newsletter.bulletin.edition import Agenda, Practical, Row, Table
from newsletter.bulletin.identity import Town
from newsletter.press import sheet
from newsletter.press.calendar import fullest_day, month_weeks, weeks_of
from newsletter.press.leaves import FridgeLeaf
from newsletter.press.typesetting import Face, measure

KITCHEN_LINES = 4
"""Lines of the busiest day of a month that leaves room for tables at their ease."""
WHOLE, OVER_TIGHT_TABLES, OVER_TABLES = 211.0, 171.0, 145.0
"""Millimetres the weeks share: alone on the page, over tables set tight, over tables at their ease."""
PADDING = 1.7
"""Of a week, its rule included."""
AT_HOME = Table(
    "Chez nous", ("Qui", "Numéro"), tuple(Row(who, "") for who in ("Médecin", "Pharmacie", "École", "Voisins"))
)
"""For the household to fill in."""


@dataclass(frozen=True, slots=True)
class Kitchen:
    """What the page says. `advice` is a sentence; `reference` tells which paper this is, and its date."""

    town: Town
    theme: Tokens
    agenda: Agenda
    practical: Practical | None
    advice: str
    reference: str

    @property
    def is_calm(self) -> bool:
        """Whether the month leaves room for tables at their ease: five weeks at most, no day too full."""
        bins = self.practical.bins if self.practical else ()
        return len(weeks_of(self.agenda.month)) < 6 and fullest_day(self.agenda, bins) <= KITCHEN_LINES


def leaf_alone(kitchen: Kitchen) -> FridgeLeaf:
    """The sheet printed by itself: hours and numbers are always there, set tight under a full month."""
    return _leaf(kitchen, OVER_TABLES) if kitchen.is_calm else _leaf(kitchen, OVER_TIGHT_TABLES, tight=True)


def leaf_in_issue(kitchen: Kitchen) -> FridgeLeaf:
    """A page of an issue, whose practical pages are elsewhere: a full month takes it all."""
    return _leaf(kitchen, OVER_TABLES) if kitchen.practical and kitchen.is_calm else _leaf(kitchen, WHOLE)


def _leaf(kitchen: Kitchen, room: float, *, tight: bool = False) -> FridgeLeaf:
    practical = kitchen.practical
    beside = practical if room < WHOLE else None
    height = round(room / len(weeks_of(kitchen.agenda.month)) - PADDING, 2)
    weeks = month_weeks(kitchen.agenda, height, practical.bins if practical else ())
    return FridgeLeaf(
        section=kitchen.agenda,
        town=kitchen.town,
        advice=kitchen.advice,
        reference=kitchen.reference,
        weeks=weeks,
        by_district=any(one.by_district for week in weeks for cell in week for one in cell.bins),
        week_height=height,
        emergencies=beside.emergencies[:5] if beside else (),
        tables=(*filter(_fits_a_kitchen, beside.tables), AT_HOME)[:2] if beside else (),
        tight=tight,
    )


def _fits_a_kitchen(table: Table) -> bool:
    """Whether a table holds in a third of the sheet: seven short rows at most."""
    short = all(measure(f"{row.label} {row.value}", 10, Face.BOLD) < sheet.WIDTH / 3 - 4 for row in table.rows)
    return short and 2 <= len(table.rows) <= 7
