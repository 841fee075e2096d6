"""The head of a public page: what search engines, messengers and social sites read of it."""

import re
from typing import Any

from django import template
from django.http import HttpRequest
from django.template.base import NodeList, Parser, Token
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Site

from content import linked_data, sharing
from content.models import ContentPage, commune_of

register = template.Library()

TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
DESCRIPTION = re.compile(r'<meta name="description" content="([^"]*)">')
KEPT_OUT = '<meta name="robots" content="noindex">'


@register.tag
def sharing_head(parser: Parser, token: Token) -> "SharingHead":
    """`{% sharing_head %}<title>…</title><meta name="description" …>{% endsharing_head %}`: what it holds, and what follows
    from it (canonical link, OpenGraph, JSON-LD). Nothing follows on a page for one reader, nor on one kept out of search."""
    nodes = parser.parse(("endsharing_head",))
    parser.delete_first_token()
    return SharingHead(nodes)


class SharingHead(template.Node):
    child_nodelists = ("nodes",)

    def __init__(self, nodes: NodeList) -> None:
        self.nodes = nodes

    def render(self, context: Context) -> SafeString:
        head = self.nodes.render(context)
        request: HttpRequest | None = context.get("request")
        site = Site.find_for_request(request) if request else None
        if request is None or site is None or not is_public(request, context) or KEPT_OUT in head:
            return head
        return head + render_to_string("sharing.html", facts(request, site, context.get("page"), head))


def is_public(request: HttpRequest, context: Context) -> bool:
    """Neither a preview, nor an error, nor a page reached by somebody's own link; a page behind a password tells nobody."""
    match = request.resolver_match
    page = context.get("page")
    restricted = isinstance(page, ContentPage) and page.get_view_restrictions().exists()
    return (
        match is not None
        and "token" not in match.kwargs
        and not getattr(request, "is_preview", False)
        and not restricted
    )


def facts(request: HttpRequest, site: Site, page: Any, head: str) -> dict[str, Any]:
    town = commune_of(site)
    title, description = TITLE.search(head), DESCRIPTION.search(head)
    shared = page if isinstance(page, ContentPage) else site.root_page.specific
    return {
        "canonical": sharing.canonical(request, site),
        # Already escaped, as they stand in the page.
        "title": mark_safe(title[1].removesuffix(f" – {town.name}") if title else ""),  # noqa: S308
        "description": mark_safe(description[1] if description else ""),  # noqa: S308
        "kind": "article" if isinstance(page, ContentPage) and page.shared_day else "website",
        "town": town,
        "picture": sharing.picture_of(shared, site) if isinstance(shared, ContentPage) else None,
        "data": data(page, site) if isinstance(page, ContentPage) else "",
    }


def data(page: ContentPage, site: Site) -> SafeString:
    nodes = page.linked_data(site)
    if page.pk != site.root_page_id:
        nodes = [linked_data.breadcrumb(sharing.steps_to(page, site)), *nodes]
    return linked_data.data_block(linked_data.graph(nodes)) if nodes else SafeString("")
