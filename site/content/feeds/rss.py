"""RSS 2.0, written with feedgen and mended where feedgen 1.0.0 is known to be wrong."""

import re
from email.utils import format_datetime
from typing import Any

import feedgen.entry
import feedgen.feed
from feedgen.ext.base import BaseEntryExtension, BaseExtension
from feedgen.feed import FeedGenerator
from lxml import etree

from content.feeds.document import FeedDocument, FeedEntry

MEDIA_TYPE = "application/rss+xml"
DC = "http://purl.org/dc/elements/1.1/"
ATOM = "http://www.w3.org/2005/Atom"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
# Characters XML 1.0 forbids: one vertical tab pasted from a word processor would make the whole feed an error.
FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

# feedgen changes the locale of the whole process around each date; these dates need no locale.
feedgen.entry.formatRFC2822 = format_datetime
feedgen.feed.formatRFC2822 = format_datetime


class Repairs(BaseExtension):
    """The namespaces the entries need."""

    def extend_ns(self) -> dict[str, str]:
        return {"dc": DC, "atom": ATOM, "content": CONTENT}


class EntryRepairs(BaseEntryExtension):
    """What feedgen drops: the whole text when there is no summary, authors without an address, the date of the last change."""

    def __init__(self) -> None:
        self.source: FeedEntry | None = None

    def extend_rss(self, item: Any) -> Any:
        source = self.source
        if source is None:
            return item
        if source.html:
            etree.SubElement(item, f"{{{CONTENT}}}encoded").text = clean(source.html)
        if source.author:
            etree.SubElement(item, f"{{{DC}}}creator").text = clean(source.author)
        if source.updated > source.published:
            etree.SubElement(item, f"{{{ATOM}}}updated").text = source.updated.isoformat()
        return item


def clean(text: str) -> str:
    """The text without what XML cannot carry."""
    return FORBIDDEN.sub("", text)


def write(document: FeedDocument) -> bytes:
    """The feed as RSS 2.0 with full content. The same document gives the same bytes, whenever it is written."""
    channel = FeedGenerator()
    channel.register_extension("repairs", Repairs, EntryRepairs, atom=False, rss=True)
    channel.id(document.page_url)
    channel.title(clean(document.title))
    channel.description(clean(document.description or document.title))
    channel.language(document.language)
    channel.generator("Tambour")
    channel.docs("https://www.rssboard.org/rss-specification")
    channel.ttl(60)
    # The channel’s address is the last link given, of whatever kind: the page for people must come last.
    channel.link(href=document.feed_url, rel="self", type=MEDIA_TYPE)
    channel.link(href=document.page_url, rel="alternate")
    if document.updated:
        channel.lastBuildDate(document.updated)
        channel.updated(document.updated)
    for entry in document.entries:
        add(channel, entry)
    if document.updated is None:
        return without_build_date(channel.rss_str(pretty=False))
    written: bytes = channel.rss_str(pretty=False)
    return written


def add(channel: FeedGenerator, entry: FeedEntry) -> None:
    item = channel.add_entry(order="append")
    item.title(clean(entry.title))
    item.guid(entry.id, permalink=False)
    item.link(href=entry.url)
    item.published(entry.published)
    item.updated(entry.updated)
    if entry.summary:
        item.description(clean(entry.summary))
    for category in entry.categories:
        item.category(term=category.term, scheme=category.scheme, label=clean(category.label))
    if entry.enclosures:  # RSS allows one; feedgen would silently keep the last
        first = entry.enclosures[0]
        item.enclosure(first.url, str(first.length), first.media_type)
    item.repairs.source = entry


def without_build_date(written: bytes) -> bytes:
    """An empty feed has no date of its own; feedgen puts the present moment, and no reader would ever get a 304."""
    root = etree.fromstring(written)
    for date in root.findall("channel/lastBuildDate"):
        date.getparent().remove(date)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")
