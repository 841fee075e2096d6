"""Places: where they are, whether one can get in, what happens there."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page, PageManager
from wagtail.search import index

from content.models import ContentPage, Place
from events import display
from home import coming
from home.directory import Entry
from home.models.alphabet import AlphabetPage, lettered
from home.models.editorial import LastingPage, LastingQuerySet
from home.models.own_page import OwnPage


class PlaceQuerySet(LastingQuerySet):
    def with_place(self) -> Self:
        return self.select_related("place").defer("body")


class PlaceIndexPage(AlphabetPage):
    """The places from A to Z. One that has no page yet is listed all the same."""

    subpage_types = ["home.PlacePage", "home.EditorialPage"]

    class Meta:
        verbose_name = "annuaire des lieux"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | lettered(self.entries())

    def entries(self) -> list[Entry]:
        """A line for each place of the town."""
        if self.site is None:
            return []
        pages = {page.place_id: page for page in PlacePage.objects.child_of(self).live().public().with_place()}
        return [self.line(place, pages.get(place.pk)) for place in Place.objects.for_site(self.site)]

    def line(self, place: Place, page: PlacePage | None) -> Entry:
        labels = place.accessibility_labels
        access = f"{labels[0][:1].upper()}{labels[0][1:]}" if labels else ""
        url = page.path_on_site(self.site) if page and self.site else ""
        return Entry(place.name, url, place.address, access, place.phone)


class PlacePage(OwnPage):
    """One place. What the town knows of it stands in its lists, once; the page adds words and pictures."""

    row_name = "place"

    place = models.OneToOneField(
        Place,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="lieu",
        help_text="Son adresse, sa capacité et son accessibilité se tiennent dans « La commune, Lieux ».",
    )

    objects = PageManager.from_queryset(PlaceQuerySet)()

    parent_page_types = ["home.PlaceIndexPage"]
    shown_with = (*ContentPage.shown_with, "place__district")
    search_fields = [
        *LastingPage.search_fields,
        index.RelatedFields("place", [index.SearchField("address"), index.SearchField("access")]),
    ]

    content_panels = [
        *Page.content_panels,
        FieldPanel("place"),
        FieldPanel("standfirst"),
        FieldPanel("body"),
        *LastingPage.checking_panels,
        *ContentPage.classification_panels,
    ]

    class Meta:
        verbose_name = "page de lieu"
        verbose_name_plural = "pages de lieux"

    def journal_facts(self) -> dict[str, object]:
        return super().journal_facts() | {"place": self.place_id}

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {"facts": facts_of(self.place), "days": self.days()}

    def days(self) -> list[display.Day]:
        """The next dates there."""
        return coming.by_day(coming.dates_of(self.site).at_place(self.place), self.site) if self.site else []


def facts_of(place: Place) -> list[dict[str, Any]]:
    """Where it is, how many fit, how to come in: only what is known."""
    labels = ", ".join(place.accessibility_labels)
    facts = [
        {"label": _("Adresse"), "value": place.address, "url": place.map_url, "link": _("Voir sur OpenStreetMap")},
        {"label": _("Quartier"), "value": place.district.name if place.district else ""},
        {
            "label": _("Capacité"),
            "value": _("%(number)s personnes") % {"number": place.capacity} if place.capacity else "",
        },
        {"label": _("Accessibilité"), "value": f"{labels[:1].upper()}{labels[1:]}." if labels else ""},
        {"label": _("Pour entrer"), "value": place.access},
    ]
    return [fact for fact in facts if fact["value"] or fact.get("url")]
