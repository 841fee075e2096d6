"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/), ours: no library is worth its weight here."""

import json
from typing import Any

from content.feeds.document import LICENCE_NAME, LICENCE_URL, FeedDocument, FeedEntry, clean, line

MEDIA_TYPE = "application/feed+json"


def write(document: FeedDocument) -> bytes:
    """The feed as JSON Feed 1.1, in UTF-8. Empty values are left out, as the specification asks."""
    facts: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": line(document.title),
        "home_page_url": document.page_url,
        "feed_url": document.feed_url,
        "description": line(document.description),
        "icon": document.icon.url if document.icon else "",
        "authors": [{"name": line(document.author), "url": document.page_url}],
        "language": document.language,
        "hubs": [{"type": "WebSub", "url": document.hub_url}] if document.hub_url else [],
        "_licence": {"about": LICENCE_URL, "name": LICENCE_NAME},
    }
    items = [item(entry) for entry in document.entries]
    return json.dumps(said(facts) | {"items": items}, ensure_ascii=False, separators=(",", ":")).encode()


def item(entry: FeedEntry) -> dict[str, Any]:
    facts = {
        "id": entry.id,
        "url": entry.url,
        "title": line(entry.title),
        "content_html": clean(entry.html),
        "summary": line(entry.summary),
        "image": entry.picture.url if entry.picture else "",
        "date_published": entry.published.isoformat(),
        "date_modified": entry.updated.isoformat() if entry.updated > entry.published else "",
        "authors": [{"name": line(entry.author)}] if entry.author else [],
        "tags": [line(category.label) for category in entry.categories],
        "attachments": [
            said(
                {"url": file.url, "mime_type": file.media_type, "title": line(file.title), "size_in_bytes": file.length}
            )
            for file in entry.enclosures
        ],
    }
    found = said(facts)
    # An item must have one of content_html and content_text.
    return found if entry.html else found | {"content_text": line(entry.summary) or line(entry.title)}


def said(facts: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in facts.items() if value not in ("", [], None)}
