"""The plan of the site: its sections and the pages that stay. News, events and bulletins have their own lists."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from wagtail.models import Page, Site

from content.models import ContentPage


@dataclass
class Branch:
    title: str
    url: str
    children: list[Branch] = field(default_factory=list)


def sitemap(site: Site, pages: Iterable[ContentPage]) -> list[Branch]:
    """Every section of the town, with those of the given pages that are below it, in the order of the tree."""
    root = site.root_page
    sections = Page.objects.child_of(root).live().public().order_by("path")
    branches = {page.path: Branch(page.title, page.get_url(current_site=site) or "/") for page in sections}
    for page in sorted(pages, key=lambda page: page.path):
        section = branches.get(page.path[: Page.steplen * (root.depth + 1)])
        if section and page.depth > root.depth + 1:
            section.children.append(Branch(page.title, page.path_on_site(site)))
    return list(branches.values())
