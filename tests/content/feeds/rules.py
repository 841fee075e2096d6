"""Every rule that a feed of ours keeps, to be asked of whole documents."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import feedparser
from bs4 import BeautifulSoup
from lxml import etree

from content.feeds.document import FORBIDDEN, LICENCE_URL
from content.feeds.markup import ELEMENTS
from tests.content.feeds.samples import atom_grammar

FURNITURE = (
    "[class], [id], [style], [data-block-key], [role], [tabindex], [onclick], picture, script, style, iframe, form"
)


def broken(body: bytes, file_name: str) -> list[str]:
    """What is wrong with that document, in words; empty when all is well."""
    return list(broken_in_json(body) if file_name.endswith("json") else broken_in_xml(body, file_name))


def broken_in_xml(body: bytes, file_name: str) -> Iterator[str]:
    parsed = feedparser.parse(body, sanitize_html=False)  # it empties the addresses of telephones
    if parsed.bozo:
        yield f"feedparser: {parsed.bozo_exception}"
    if file_name.startswith("atom") and not atom_grammar().validate(etree.fromstring(body)):
        yield f"RFC 4287: {atom_grammar().error_log}"
    rels = [link.rel for link in parsed.feed.links]
    if not {"self", "hub", "license"} <= set(rels) or rels.count("self") != 1:
        yield f"links: {rels}"
    if LICENCE_URL not in [link.href for link in parsed.feed.links] or not parsed.feed.get("rights"):
        yield "no licence"
    if parsed.feed.get("language") != "fr":
        yield f"language: {parsed.feed.get('language')}"
    for item in parsed.entries:
        html = item.content[0].value if "content" in item else ""
        yield from (f"{item.link}: {fault}" for fault in faults(item, html))
        yield from (f"{item.link}: category {tag}" for tag in item.get("tags", []) if not (tag.scheme and tag.term))
        yield from (f"{item.link}: {file}" for file in item.enclosures if not (file.type and int(file.length) > 0))


def broken_in_json(body: bytes) -> Iterator[str]:
    feed = json.loads(body)
    if feed["version"] != "https://jsonfeed.org/version/1.1" or not feed["hubs"] or feed["language"] != "fr":
        yield "JSON Feed 1.1"
    for item in feed["items"]:
        facts = {
            "id": item["id"],
            "link": item["url"],
            "title": item["title"],
            "author": item["authors"][0]["name"],
            "published": item["date_published"],
        }
        yield from (f"{item['url']}: {fault}" for fault in faults(facts, item.get("content_html", "")))
        yield from (f"{item['url']}: {file}" for file in item.get("attachments", []) if file["size_in_bytes"] <= 0)


def faults(item: Any, html: str) -> Iterator[str]:
    """What is wrong with one item, whatever its format."""
    if not str(item["id"]).startswith("tag:"):
        yield f"identity {item['id']}"
    yield from (f"no {name}" for name in ("title", "author", "published", "link") if not item.get(name))
    if FORBIDDEN.search(html + item["title"]):
        yield "a control character"
    soup = BeautifulSoup(html, "html.parser")
    yield from (f"furniture {element.name} {element.attrs}" for element in soup.select(FURNITURE))
    yield from (f"element {element.name}" for element in soup.find_all(True) if element.name not in ELEMENTS)
    yield from (f"image without alternative {image}" for image in soup.select("img:not([alt])"))
    for name in ("href", "src", "cite"):
        yield from (f"address {each}" for each in soup.select(f"[{name}]") if not urlsplit(str(each[name])).scheme)
