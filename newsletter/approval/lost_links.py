"""Links of a number that lead to nothing on the town's own site, read from what its editor wrote.

Composing a number silently drops a link whose page is gone: nobody would ever notice. Two queries, whatever their number.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest
from django.urls import Resolver404, resolve
from wagtail import blocks
from wagtail.models import Page, Site

from content.models import TownDocument
from newsletter.approval.gauges.values import LostLink

if TYPE_CHECKING:
    from newsletter.models import BulletinPage

GONE = "page supprimée"
WITHDRAWN = "page hors ligne"
NOT_THERE = "adresse sans page"
NO_FILE = "document supprimé"
MOST_LOOKED_UP = 100
"""Addresses typed by hand that are resolved for one number; each may take a few queries."""


@dataclass(frozen=True, slots=True)
class Target:
    """One end of a link: a page or a document by its key, or an address typed by hand."""

    block: str
    words: str
    page: int | None = None
    document: int | None = None
    path: str = ""


def lost_links(number: BulletinPage) -> tuple[LostLink, ...]:
    """Those that residents would not be able to follow, in reading order."""
    found = list(targets_of(number))
    pages = dict(Page.objects.filter(pk__in={each.page for each in found if each.page}).values_list("pk", "live"))
    files = TownDocument.objects.filter(pk__in={each.document for each in found if each.document})
    documents = set(files.values_list("pk", flat=True))
    reached = reachable(number.site, {each.path for each in found if each.path})
    lost = ((each, fault(each, pages, documents, reached)) for each in found)
    return tuple(LostLink(each.words, why, each.block) for each, why in lost if why)


def fault(target: Target, pages: dict[int, bool], documents: set[int], reached: dict[str, bool]) -> str:
    """What is wrong with that link; empty when nothing is."""
    if target.page is not None:
        return "" if pages.get(target.page) else WITHDRAWN if target.page in pages else GONE
    if target.document is not None:
        return "" if target.document in documents else NO_FILE
    return "" if reached.get(target.path, True) else NOT_THERE


def targets_of(number: BulletinPage) -> Iterator[Target]:
    """Every link to the site in the sections as they were saved, those to pages that no longer exist included."""
    definitions = number.sections.stream_block.child_blocks
    for raw in number.sections.raw_data:
        definition = definitions.get(raw["type"])
        if definition is not None:
            yield from inside(definition, raw["value"], raw.get("id") or "", number.site)


def inside(definition: Any, raw: Any, block: str, site: Site | None) -> Iterator[Target]:
    """The links of one value, by the definition of its block: a key is a page's only if the definition says so."""
    if not raw:
        return
    if isinstance(definition, blocks.StructBlock):
        for name, child in definition.child_blocks.items():
            yield from inside(child, raw.get(name), block, site)
    elif isinstance(definition, blocks.ListBlock):
        for item in raw:
            value = item["value"] if isinstance(item, dict) and item.keys() >= {"type", "value"} else item
            yield from inside(definition.child_block, value, block, site)
    elif isinstance(definition, blocks.PageChooserBlock):
        yield Target(block, str(definition.label), page=int(raw))
    elif isinstance(definition, blocks.RichTextBlock):
        reader = LinkReader(block, site.root_url if site else "")
        reader.feed(raw)
        reader.close()
        yield from reader.found


class LinkReader(HTMLParser):
    """Reads the links of rich text as Wagtail keeps it: `linktype` and `id`, or an address."""

    def __init__(self, block: str, root: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Target] = []
        self._block, self._root = block, root
        self._open: dict[str, str | None] | None = None
        self._words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self._open, self._words = dict(attrs), ""

    def handle_data(self, data: str) -> None:
        self._words += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._open is not None:
            target = self._target(self._open, self._words.strip() or "lien sans mots")
            self.found += [target] if target else []
            self._open = None

    def _target(self, attrs: dict[str, str | None], words: str) -> Target | None:
        key, kind, href = attrs.get("id") or "", attrs.get("linktype"), attrs.get("href") or ""
        if key.isdecimal() and kind == "page":
            return Target(self._block, words, page=int(key))
        if key.isdecimal() and kind == "document":
            return Target(self._block, words, document=int(key))
        own = href.removeprefix(self._root) if self._root else href
        if own.startswith("/") and not own.startswith("//"):
            return Target(self._block, words, path=urlsplit(own).path)
        return None


def reachable(site: Site | None, paths: set[str]) -> dict[str, bool]:
    """Whether each address of the site leads somewhere; beyond the limit, nothing is said of the others."""
    if site is None:
        return {}
    return {path: leads_somewhere(site, path) for path in sorted(paths)[:MOST_LOOKED_UP]}


def leads_somewhere(site: Site, path: str) -> bool:
    """By the addresses of the installation, then by the tree of pages; files are the web server's affair."""
    if path.startswith((settings.MEDIA_URL, settings.STATIC_URL)):
        return True
    try:
        match = resolve(path)
        if match.view_name == "wagtail_serve":
            site.root_page.specific.route(HttpRequest(), [part for part in path.split("/") if part])
    except (Resolver404, Http404):
        return False
    return True
