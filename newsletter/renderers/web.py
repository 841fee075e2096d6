"""An Edition as the sections of its web page: HTML without the site's furniture, every word escaped, no inline style."""

from django.template.loader import render_to_string

from newsletter.edition import Edition


def render(edition: Edition) -> str:
    """The sections, each under the anchor that contents and printed codes point to."""
    return render_to_string("newsletter/web/sections.html", {"edition": edition})


def contents(edition: Edition) -> list[dict[str, str]]:
    """The lines of the contents list: an address in the page and a title."""
    return [{"url": f"#{section.anchor}", "title": section.contents_entry} for section in edition.sections]
