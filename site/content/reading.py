"""Small facts of the installation asked on every page, remembered until an editor changes something."""

from collections.abc import Callable
from typing import Any

from wagtail.models import Page, PageViewRestriction, Site

from content.generation import per_generation


@per_generation
def sites() -> list[Site]:
    """Every town, the deepest root first, root pages loaded."""
    return sorted(Site.objects.select_related("root_page"), key=lambda site: -site.root_page.depth)


def site_of(page: Page) -> Site | None:
    """The town whose tree holds the page, or None."""
    return next((site for site in sites() if page.path.startswith(site.root_page.path)), None)


@per_generation
def title_at(path: str) -> str:
    """The title of the page at that place of the tree."""
    return str(Page.objects.values_list("title", flat=True).get(path=path))


@per_generation
def anything_private() -> bool:
    return PageViewRestriction.objects.exists()


def restrictions_of(page: Page, ask: Callable[[], Any]) -> Any:
    return ask() if anything_private() else PageViewRestriction.objects.none()
