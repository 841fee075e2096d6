"""A feed as a value: what a reader program receives, before any format."""

import re
from dataclasses import dataclass
from datetime import datetime

LICENCE_URL = "https://www.etalab.gouv.fr/licence-ouverte-open-licence/"
LICENCE_NAME = "Licence Ouverte 2.0"

# Characters XML 1.0 §2.2 forbids: one vertical tab pasted from a word processor would make the whole feed an error.
FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Marks that turn the direction of what follows them (Unicode TR9 §2): left open, they would turn the reader's own list.
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
BREAKS = re.compile("[ \t\r\n\x85\u2028\u2029]+")  # not the narrow spaces of French


def clean(text: str) -> str:
    """The text without what XML cannot carry."""
    return FORBIDDEN.sub("", text)


def line(text: str) -> str:
    """One line of plain text, for a title or a name: no control character, no mark that turns the direction, no line break."""
    return BREAKS.sub(" ", TURNING.sub("", clean(text))).strip(" ")


@dataclass(frozen=True)
class Enclosure:
    """A file that goes with an entry: absolute address, true length in bytes, media type, title."""

    url: str
    length: int
    media_type: str
    title: str = ""


@dataclass(frozen=True)
class Picture:
    """A picture with its size in pixels, its length in bytes and what it shows (empty: it is decorative)."""

    url: str
    media_type: str
    width: int
    height: int
    length: int = 0
    alternative: str = ""


@dataclass(frozen=True)
class Category:
    """term is for machines, label for people; scheme is the address of the list that the term belongs to."""

    term: str
    label: str
    scheme: str


@dataclass(frozen=True)
class FeedEntry:
    """One item. id is a permanent tag: URI (RFC 4151); html is complete, its addresses absolute; times are aware."""

    id: str
    title: str
    url: str
    published: datetime
    updated: datetime
    summary: str = ""
    html: str = ""
    author: str = ""
    categories: tuple[Category, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    picture: Picture | None = None


@dataclass(frozen=True)
class Archive:
    """The neighbours of an archive document (RFC 5005 §4): absolute addresses, empty at either end."""

    current: str
    previous: str = ""
    next: str = ""


@dataclass(frozen=True)
class FeedDocument:
    """A whole feed, newest entry first.

    id never changes, even with the town's domain name; opened_at is the date of a feed that has nothing in it yet.
    previous_archive continues a current feed; archive is set on the archives themselves. hub_url is where WebSub
    subscribes, stylesheet what dresses the XML in a browser.
    """

    title: str
    description: str
    page_url: str
    feed_url: str
    author: str
    entries: tuple[FeedEntry, ...]
    id: str = ""
    language: str = "fr"
    hub_url: str = ""
    icon: Picture | None = None
    stylesheet: str = ""
    opened_at: datetime | None = None
    previous_archive: str = ""
    archive: Archive | None = None

    @property
    def updated(self) -> datetime | None:
        """When its newest words were written; None for an empty feed of a town without a date."""
        return max((entry.updated for entry in self.entries), default=self.opened_at)

    @property
    def rights(self) -> str:
        return f"{self.author}, {LICENCE_NAME}"

    def links(self, media_type: str) -> list[tuple[str, str, str]]:
        """Its links as (rel, address, media type): itself, its hub, its licence and its archives, in every XML format."""
        found = [
            ("self", self.feed_url, media_type),
            ("hub", self.hub_url, ""),
            ("license", LICENCE_URL, ""),
            ("prev-archive", self.archive.previous if self.archive else self.previous_archive, media_type),
        ]
        if self.archive:
            found += [("next-archive", self.archive.next, media_type), ("current", self.archive.current, media_type)]
        return [link for link in found if link[1]]
