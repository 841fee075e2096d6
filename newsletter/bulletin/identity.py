"""Who an issue speaks for and what it wears: the town, its addresses, its cover, pictures and papers. Pure values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from newsletter.bulletin.walking import all_of


class Paper(StrEnum):
    """White: the town hall or the State signs. Coloured: an association speaks, the town hall passes it on."""

    WHITE = "white"
    COLOURED = "coloured"


class Ground(StrEnum):
    """The ink behind the title of a cover."""

    COLOURED = "coloured"
    WHITE = "white"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo (``asset`` names its bytes for print) or an engraving of the project (``engraving`` names it)."""

    url: str
    alternative: str
    width: int = 0
    height: int = 0
    credit: str = ""
    caption: str = ""
    asset: str = ""
    engraving: str = ""


@dataclass(frozen=True, slots=True)
class Town:
    name: str
    of_name: str
    at_name: str
    address: tuple[str, ...]
    phone: str
    emergency_phone: str
    email: str
    site_url: str

    @property
    def host(self) -> str:
        """The address as it is printed and read aloud: "valombreuse-sur-lise.example"."""
        return urlsplit(self.site_url).netloc


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where this issue and what surrounds it can be read; all absolute."""

    page: str
    pdf: str
    email: str
    text: str
    archive: str
    agenda: str
    subscribe: str


@dataclass(frozen=True, slots=True)
class Cover:
    ground: Ground
    picture: Picture


def pictures_in(value: Any) -> Iterator[Picture]:
    """The pictures held by a value and by the values inside it."""
    return all_of(Picture, value)
