"""Lists from A to Z: what letter a name is filed under, and which letters have something. Pure."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from string import ascii_uppercase

ARTICLES = ("les ", "le ", "la ", "l’", "l'")
DIGITS = "0-9"
"""Where a name that begins with no letter is filed, after all the others."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line: `what` it is, `how` to find it (when, where), whom to call. No `url` while it has no page."""

    name: str
    url: str = ""
    what: str = ""
    how: str = ""
    phone: str = ""

    @property
    def filed_as(self) -> str:
        """« Les Voix du Lavoir » is looked for at V: « Voix du Lavoir, Les »."""
        article, name = parted(self.name)
        return f"{name[:1].upper()}{name[1:]}, {article}" if article else self.name


@dataclass(frozen=True, slots=True)
class Letter:
    name: str
    anchor: str
    entries: list[Entry] = field(default_factory=list)


def parted(name: str) -> tuple[str, str]:
    """The article that a name begins with, empty without one, and the rest."""
    for article in ARTICLES:
        if name.lower().startswith(article) and len(name) > len(article):
            return name[: len(article)].strip(), name[len(article) :]
    return "", name


def sort_key(name: str) -> str:
    """The name without its article, its accents and its capitals: « L’Épi » is filed as « epi »."""
    return folded(parted(name)[1]).strip()


def folded(text: str) -> str:
    """Without accents nor capitals, so that « Lavandières » is found as « LAVANDIERES » whatever the database."""
    plain = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "Oe"))
    return "".join(character for character in plain if not unicodedata.combining(character)).casefold()


def initial(name: str) -> str:
    """The letter it is filed under, or « 0-9 »."""
    first = sort_key(name)[:1].upper()
    return first if first in ascii_uppercase and first else DIGITS


def alphabet(entries: Iterable[Entry]) -> list[Letter]:
    """The twenty-six letters with their entries in order, and « 0-9 » when something is filed there."""
    filed: dict[str, list[Entry]] = defaultdict(list)
    for entry in sorted(entries, key=lambda entry: sort_key(entry.name)):
        filed[initial(entry.name)].append(entry)
    names = [*ascii_uppercase, *([DIGITS] if DIGITS in filed else [])]
    return [Letter(name, f"lettre-{name.lower()}", filed[name]) for name in names]
