"""The navigation of a section: its first page, and the pages below it that people choose from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from wagtail.models import Page
from wagtail.query import PageQuerySet

from content.models import ContentPage

REGISTERS = ("actpage", "associationpage", "placepage", "procedurepage", "servicepage")
"""Kinds of pages that have a list of their own, too long for a margin."""


@dataclass(frozen=True, slots=True)
class Link:
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Section:
    """`pages` are all those of the section, its first one included; `children` those just below the page asked for."""

    top: Link
    pages: list[Link]
    children: list[Link]
    is_top: bool


def section_of(page: ContentPage) -> Section:
    """The section of that page, in the order of the tree, in one query."""
    site = page.site
    if site is None:
        here = Link(page.title, page.url or "")
        return Section(here, [here], [], is_top=True)
    top = page.path[: Page.steplen * (site.root_page.depth + 1)]
    found = list(without_registers(Page.objects.live().public().filter(path__startswith=top)))
    links = {each.path: Link(each.title, below(site.root_page, each)) for each in found}
    return Section(
        top=links.get(top) or Link(page.title, page.path_on_site(site)),
        pages=list(links.values()),
        children=[links[each.path] for each in found if each.path[: -Page.steplen] == page.path],
        is_top=page.path == top,
    )


def without_registers(pages: PageQuerySet) -> PageQuerySet:
    """In the order of the tree, without those that only the list above them shows."""
    kept = pages.exclude(content_type__app_label="home", content_type__model__in=REGISTERS)
    return kept.only("title", "url_path", "path", "depth", "slug").order_by("path")


def below(root: Any, page: Any) -> str:
    """The address of a page below the town's root."""
    return "/" + page.url_path[len(root.url_path) :]
