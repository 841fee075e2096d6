"""RSS 2.0 with full content, written with feedgen (https://www.rssboard.org/rss-specification)."""

from feedgen.feed import FeedGenerator

from content.feeds.document import FeedDocument, FeedEntry, line
from content.feeds.repairs import dressed, entry_of, generator_of

MEDIA_TYPE = "application/rss+xml"
ICON_LIMIT = 144  # the specification's widest channel image


def write(document: FeedDocument) -> bytes:
    """The feed as RSS 2.0. The same document gives the same bytes, whenever it is written."""
    channel = generator_of(document, MEDIA_TYPE)
    channel.docs("https://www.rssboard.org/rss-specification")
    channel.ttl(60)
    icon = document.icon
    if icon and icon.width <= ICON_LIMIT:
        channel.image(
            url=icon.url,
            title=line(document.title),
            link=document.page_url,
            width=str(icon.width),
            height=str(icon.height),
        )
    for entry in document.entries:
        add(channel, entry)
    written: bytes = channel.rss_str(pretty=False)
    return dressed(written, document.stylesheet)


def add(channel: FeedGenerator, entry: FeedEntry) -> None:
    item = entry_of(channel, entry)
    item.guid(entry.id, permalink=False)
    for category in entry.categories:
        item.category(term=line(category.label), scheme=category.scheme)
    if entry.enclosures:  # RSS allows one
        first = entry.enclosures[0]
        item.enclosure(first.url, str(first.length), first.media_type)
