"""An Edition as the sections of its web page: HTML without the site's furniture, every word escaped, no inline style.

Addresses of the town's own site are written from its root: the page is read where it stands, whatever the site is called.
"""

from collections.abc import Mapping

from django.template.loader import render_to_string

from newsletter.bulletin.edition import Edition


def render(edition: Edition) -> str:
    """The sections, each under the anchor that contents and printed codes point to."""
    html = render_to_string("newsletter/web/sections.html", {"edition": edition})
    root = edition.town.site_url
    return html.replace(f'="{root}/', '="/') if root else html


def contents(edition: Edition, pages: Mapping[str, int] | None = None) -> list[dict[str, str | int]]:
    """The lines of the contents list: an address in the page, a title, and the page of the printed number when known."""
    known = pages or {}
    return [
        {"url": f"#{section.anchor}", "title": section.contents_entry, "page": known.get(section.anchor, 0)}
        for section in edition.sections
    ]
