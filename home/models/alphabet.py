"""Directories from A to Z: the services, the places, the associations."""

from __future__ import annotations

from typing import Any

from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from content.models import ContentPage
from home.directory import Entry, alphabet
from home.models.editorial import LastingPage


class AlphabetPage(LastingPage):
    """One list of the town, at most one of each kind under a page."""

    max_count_per_parent = 1
    parent_page_types = ["home.HomePage", "home.EditorialPage"]
    content_panels = [
        *Page.content_panels,
        FieldPanel("standfirst"),
        FieldPanel("body", heading="texte sous la liste"),
        *LastingPage.checking_panels,
        *ContentPage.classification_panels,
    ]

    class Meta:
        abstract = True


def lettered(entries: list[Entry]) -> dict[str, Any]:
    """What the template of a directory reads."""
    return {"letters": alphabet(entries), "count": len(entries)}
