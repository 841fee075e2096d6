"""feedgen 1.0.0, mended from outside: an extension through its `register_extension`, and its date function replaced.

What it gets wrong, and where that is mended (each has a test of the same name in tests/content/feeds/test_repairs.py):

 1. Atom entry links lose rel, type and length          EntryRepairs.extend_atom writes them again
 2. the RSS channel's address is the last link given    `generator_of` gives the page for people last
 3. RSS drops rel=hub and the archives                   FeedRepairs.extend_rss
 4. each RFC 2822 date changes the process's locale      `format_datetime` in its place
 5. « now » where no date is given                       every date is given; FeedRepairs takes an empty feed's away
 6. entries come out in reverse                          `order="append"`
 7. only five kinds of entry links are accepted          EntryRepairs.extend_atom
 8. of several RSS enclosures the last wins              the first is given; the others are links of the text, and in Atom
 9. type="xhtml" and "CDATA" write what is not Atom      type="html", always
10. one control character breaks the whole feed          `clean` on all that is given
11. an author without an address is dropped from RSS     EntryRepairs.extend_rss writes dc:creator, and atom:updated
12. one picture alone is put into a group                EntryRepairs.add_picture writes media:content by itself
"""

from email.utils import format_datetime
from typing import Any

import feedgen.entry
import feedgen.feed
from feedgen.ext.base import BaseEntryExtension, BaseExtension
from feedgen.feed import FeedGenerator
from lxml import etree

from content.feeds.document import FeedDocument, FeedEntry, Picture, clean, line

ATOM = "http://www.w3.org/2005/Atom"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
DC = "http://purl.org/dc/elements/1.1/"
HISTORY = "http://purl.org/syndication/history/1.0"
MEDIA = "http://search.yahoo.com/mrss/"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
NAME = "repairs"

feedgen.entry.formatRFC2822 = format_datetime
feedgen.feed.formatRFC2822 = format_datetime


class FeedRepairs(BaseExtension):
    """What feedgen drops or invents on the feed itself. media_type and source are set by the writer."""

    def __init__(self) -> None:
        self.source: FeedDocument | None = None
        self.media_type = ""

    def extend_ns(self) -> dict[str, str]:
        return {"media": MEDIA, "fh": HISTORY, **({"dc": DC} if "rss" in self.media_type else {})}

    def extend_atom(self, feed: Any) -> Any:
        """The archive's mark. The root of feedgen's Atom tree is written without its namespace; so are our links."""
        if self.source:
            self.mark_archive(feed)
        return feed

    def extend_rss(self, feed: Any) -> Any:
        channel = feed.find("channel")
        document = self.source
        if document is None:
            return feed
        for link in channel.findall(f"{{{ATOM}}}link"):
            channel.remove(link)
        for rel, address, media_type in document.links(self.media_type):
            add_link(channel, f"{{{ATOM}}}link", rel, address, media_type)
        self.mark_archive(channel)
        if document.updated is None:
            channel.remove(channel.find("lastBuildDate"))
        return feed

    def mark_archive(self, parent: Any) -> None:
        if self.source and self.source.archive:
            etree.SubElement(parent, f"{{{HISTORY}}}archive")


class EntryRepairs(BaseEntryExtension):
    """What feedgen drops from an entry."""

    def __init__(self) -> None:
        self.source: FeedEntry | None = None

    def extend_atom(self, item: Any) -> Any:
        entry = self.source
        if entry is None:
            return item
        for link in item.findall("link"):
            item.remove(link)
        add_link(item, "link", "alternate", entry.url, "text/html")
        for file in entry.enclosures:
            add_link(
                item, "link", "enclosure", file.url, file.media_type, length=str(file.length), title=line(file.title)
            )
        if entry.picture:
            self.add_picture(item, entry.picture)
        return item

    def extend_rss(self, item: Any) -> Any:
        entry = self.source
        if entry is None:
            return item
        if entry.html:
            etree.SubElement(item, f"{{{CONTENT}}}encoded").text = clean(entry.html)
        if entry.author:
            etree.SubElement(item, f"{{{DC}}}creator").text = line(entry.author)
        if entry.updated > entry.published:
            etree.SubElement(item, f"{{{ATOM}}}updated").text = entry.updated.isoformat()
        if entry.picture:
            self.add_picture(item, entry.picture)
        return item

    @staticmethod
    def add_picture(item: Any, picture: Picture) -> None:
        """Media RSS 1.5.1: the picture by itself, and what it shows."""
        facts = {
            "url": picture.url,
            "medium": "image",
            "type": picture.media_type,
            "width": str(picture.width),
            "height": str(picture.height),
        }
        media = etree.SubElement(item, f"{{{MEDIA}}}content", facts)
        if picture.alternative:
            etree.SubElement(media, f"{{{MEDIA}}}description", type="plain").text = line(picture.alternative)


def add_link(parent: Any, name: str, rel: str, address: str, media_type: str = "", **others: str) -> None:
    facts = {"rel": rel, "type": media_type, **others, "href": address}
    etree.SubElement(parent, name, {key: value for key, value in facts.items() if value})


def generator_of(document: FeedDocument, media_type: str) -> FeedGenerator:
    """feedgen with the mending in place, and all that RSS and Atom say alike of the feed."""
    feed = FeedGenerator()
    feed.register_extension(NAME, FeedRepairs, EntryRepairs, atom=True, rss=True)
    feed.repairs.source, feed.repairs.media_type = document, media_type
    feed.id(document.id or document.page_url)
    feed.title(line(document.title))
    feed.description(line(document.description) or line(document.title))
    feed.language(document.language)
    feed.generator("Tambour")
    feed.rights(line(document.rights))
    for rel, address, kind in document.links(media_type):
        feed.link(href=address, rel=rel, **({"type": kind} if kind else {}))
    feed.link(href=document.page_url, rel="alternate", type="text/html")
    if document.updated:
        feed.updated(document.updated)
        feed.lastBuildDate(document.updated)
    return feed


def entry_of(feed: FeedGenerator, entry: FeedEntry) -> Any:
    """A new entry of feedgen's with all that RSS and Atom say alike of it."""
    item = feed.add_entry(order="append")
    item.id(entry.id)
    item.title(line(entry.title) or entry.url)
    item.link(href=entry.url)
    item.published(entry.published)
    item.updated(entry.updated)
    if entry.summary:
        item.summary(line(entry.summary))
    item.repairs.source = entry
    return item


def dressed(written: bytes, stylesheet: str) -> bytes:
    """The document with the address of its stylesheet (XML Stylesheet 1.0), right after the declaration."""
    if not stylesheet:
        return written
    declaration, end, rest = written.partition(b"?>\n")
    return b"".join([declaration, end, f'<?xml-stylesheet type="text/css" href="{stylesheet}"?>\n'.encode(), rest])
