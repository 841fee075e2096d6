"""A feed as a value: what a reader program receives, before any format."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Enclosure:
    """A file that goes with an entry: absolute address, true length in bytes, media type."""

    url: str
    length: int
    media_type: str


@dataclass(frozen=True)
class Category:
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


@dataclass(frozen=True)
class FeedDocument:
    """A whole feed, newest entry first. updated is the newest entry's, or None for an empty feed."""

    title: str
    description: str
    page_url: str
    feed_url: str
    author: str
    entries: tuple[FeedEntry, ...]
    language: str = "fr"

    @property
    def updated(self) -> datetime | None:
        return max((entry.updated for entry in self.entries), default=None)
