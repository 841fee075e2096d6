"""Which column of a table holds the addresses, where each agreement comes from, and its date. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from content.words import plain
from newsletter.importing.reading import Row, Table, Unreadable

ADDRESS = frozenset(
    [
        "adresse courriel",
        "adresse de courriel",
        "adresse e mail",
        "adresse electronique",
        "adresse email",
        "adresse mail",
        "courriel",
        "courriels",
        "e mail",
        "email",
        "email address",
        "emails",
        "mail",
        "mel",
    ]
)
OF_AGREEMENT = ("accord", "l accord", "consentement", "du consentement", "de l accord", "d accord")
SOURCE = frozenset(
    ["accord", "consentement", "origine", "provenance", "source"]
    + [f"{word} {of}" for word in ("origine", "source") for of in OF_AGREEMENT]
)
COLLECTED = frozenset(
    ["date", "date d inscription", "depuis", "inscription", "inscrit le", "recueilli le"]
    + [f"date {of}" for of in OF_AGREEMENT]
)
LOOKED_AT = 200


@dataclass(frozen=True)
class Columns:
    """Places of the columns, from 0; None for one the table does not have. HEADINGS is its first line, if it has one."""

    address: int
    source: int | None = None
    collected: int | None = None
    headings: tuple[str, ...] = ()

    def rows(self, table: Table) -> list[Row]:
        """The table's lines but for its headings."""
        return table.rows[1:] if self.headings else table.rows

    @property
    def address_heading(self) -> str:
        return self.headings[self.address] if self.address < len(self.headings) else f"colonne {self.address + 1}"


def guess(table: Table) -> Columns:
    """By its headings, else by what looks like addresses. Raises Unreadable when nothing does."""
    first = [simple(cell) for cell in table.rows[0][1]]
    has_headings = not any("@" in cell for cell in table.rows[0][1])
    headings = tuple(table.rows[0][1]) if has_headings else ()
    address = place(first, ADDRESS) if has_headings else None
    if address is None:
        address = fullest(table, lambda cell: "@" in cell)
    if address is None:
        raise Unreadable(
            "Aucune colonne d’adresses n’a été trouvée. Donnez-lui le titre « courriel » sur la première ligne."
        )
    if not has_headings:
        return Columns(address)
    return Columns(address, place(first, SOURCE), place(first, COLLECTED), headings)


def simple(heading: str) -> str:
    """The heading without accents, capitals, hyphens nor apostrophes."""
    return plain(heading.replace("’", " ").replace("'", " "))


def place(headings: Iterable[str], known: frozenset[str]) -> int | None:
    return next((place for place, heading in enumerate(headings) if heading in known), None)


def fullest(table: Table, looks_right: Callable[[str], bool]) -> int | None:
    """The column in which most of the first lines look right; None when not one does."""
    counts: dict[int, int] = {}
    for _number, cells in table.rows[:LOOKED_AT]:
        for place, cell in enumerate(cells):
            counts[place] = counts.get(place, 0) + int(looks_right(cell))
    best = max(counts, key=lambda place: (counts[place], -place), default=None)
    return best if best is not None and counts[best] else None


def cell(cells: list[str], place: int | None) -> str:
    return cells[place] if place is not None and place < len(cells) else ""
