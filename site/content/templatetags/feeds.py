"""What a page says of the feeds that carry it, for reader programs that are given its address."""

from typing import Any

from django import template
from django.template import Context
from wagtail.models import Site

from content.feeds.spec import REGISTRY, find
from content.generation import per_generation

register = template.Library()

MOST = 3  # readers show them all as a list to choose from
EVERYWHERE = ("tout", "agenda")


@register.inclusion_tag("content/feeds/links.html", takes_context=True)
def feed_links(context: Context) -> dict[str, Any]:
    """The feed of the page's own section, that of the whole site, that of the agenda: three at most, each once."""
    request = getattr(context, "request", None)
    site = Site.find_for_request(request) if request else None
    if request is None or site is None:
        return {"links": []}
    return {"links": links_at(site, section_of(request.path))}


def section_of(path: str) -> str:
    """« actualites/theme/travaux » on that topic's pages, « actualites » on the others of the section."""
    parts = path.strip("/").split("/")
    spec = REGISTRY.get(parts[0])
    narrowed = spec is not None and len(parts) > 2 and parts[1] in spec.by
    return "/".join(parts[:3]) if narrowed else parts[0]


@per_generation
def links_at(site: Site, section: str) -> list[dict[str, str]]:
    paths = dict.fromkeys(
        [section, *EVERYWHERE] if section in REGISTRY or "/" in section else ["actualites", *EVERYWHERE]
    )
    found = [collection for collection in (find(site, path) for path in paths) if collection]
    return [{"title": each.title, "url": f"/{each.path}/rss.xml"} for each in found[:MOST]]
