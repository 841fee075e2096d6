"""The list of a town's feeds in one file that reader programs import (OPML 2.0, http://opml.org/spec2.opml)."""

from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from content.feeds.document import clean, line

MEDIA_TYPE = "text/x-opml"


@dataclass(frozen=True)
class Subscription:
    """A feed as a list names it. Addresses are absolute."""

    title: str
    feed_url: str
    page_url: str
    description: str = ""


@dataclass(frozen=True)
class Group:
    """Feeds under one heading."""

    title: str
    subscriptions: tuple[Subscription, ...]


def write(title: str, owner_url: str, groups: Iterable[Group]) -> bytes:
    """The list as OPML 2.0; the same list gives the same bytes."""
    root = etree.Element("opml", version="2.0")
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "title").text = line(title)
    etree.SubElement(head, "ownerId").text = clean(owner_url)
    body = etree.SubElement(root, "body")
    for group in groups:
        outline = etree.SubElement(body, "outline", text=line(group.title))
        for feed in group.subscriptions:
            etree.SubElement(outline, "outline", facts(feed))
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return written


def facts(feed: Subscription) -> dict[str, str]:
    found = {
        "type": "rss",
        "text": line(feed.title),
        "title": line(feed.title),
        "description": line(feed.description),
        "xmlUrl": clean(feed.feed_url),
        "htmlUrl": clean(feed.page_url),
        "language": "fr",
    }
    return {name: value for name, value in found.items() if value}
