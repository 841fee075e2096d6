"""Atom (RFC 4287) with full content, written with feedgen."""

from feedgen.feed import FeedGenerator

from content.feeds.document import FeedDocument, FeedEntry, clean, line
from content.feeds.repairs import dressed, entry_of, generator_of

MEDIA_TYPE = "application/atom+xml"


def write(document: FeedDocument) -> bytes:
    """The feed as Atom. Raises ValueError for an empty feed that does not say when it was opened (RFC 4287 §4.2.15)."""
    if document.updated is None:
        raise ValueError("An Atom feed needs a date: give opened_at.")
    feed = generator_of(document, MEDIA_TYPE)
    feed.author(name=line(document.author) or document.page_url)
    if document.icon:
        feed.icon(document.icon.url)
    for entry in document.entries:
        add(feed, entry)
    written: bytes = feed.atom_str(pretty=False)
    return dressed(written, document.stylesheet)


def add(feed: FeedGenerator, entry: FeedEntry) -> None:
    item = entry_of(feed, entry)
    if entry.html:
        item.content(clean(entry.html), type="html")
    if entry.author:
        item.author(name=line(entry.author))
    for category in entry.categories:
        item.category(term=category.term, scheme=category.scheme, label=line(category.label))
