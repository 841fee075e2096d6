"""The plan of the site: its sections and the pages that stay. News, events and bulletins have their own lists."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import Q
from wagtail.models import Page, Site

from home.section import below

OWN_LISTS = ("home.actpage", "news.newspage", "events.eventpage", "alerts.alertpage", "newsletter.bulletinpage")
"""Pages of a register that only grows: they would bury the rest."""


@dataclass
class Branch:
    title: str
    url: str
    in_menu: bool = False
    children: list[Branch] = field(default_factory=list)


def sitemap(site: Site) -> list[Branch]:
    """Every section of the town, with the pages that stay below it: those of the menu first, each in the order of the tree."""
    root = site.root_page
    pages = Page.objects.descendant_of(root).live().public()
    for name in OWN_LISTS:
        app, model = name.split(".")
        pages = pages.exclude(Q(content_type__app_label=app) & Q(content_type__model=model))
    branches: dict[str, Branch] = {}
    for page in pages.only("title", "url_path", "path", "depth", "slug", "show_in_menus").order_by("path"):
        branch = Branch(page.title, below(root, page), in_menu=page.show_in_menus)
        if page.depth == root.depth + 1:
            branches[page.path] = branch
        elif section := branches.get(page.path[: Page.steplen * (root.depth + 1)]):
            section.children.append(branch)
    return sorted(branches.values(), key=lambda branch: not branch.in_menu)
