"""The page of the collection rounds."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.models import Page

from content.collection.rounds import calendars
from content.models import rounds_of
from home.models.editorial import LastingPage


class CollectionPage(LastingPage):
    """When each bin is collected: one table for each group of districts, drawn from the rounds kept in « La commune »."""

    max_count_per_parent = 1
    parent_page_types = ["home.HomePage", "home.EditorialPage"]
    content_panels = [
        *Page.content_panels,
        HelpPanel("Les tournées se tiennent dans « La commune », « Collectes ». Cette page les montre, à jour."),
        FieldPanel("standfirst"),
        FieldPanel("body", heading="texte sous les tableaux"),
        *LastingPage.checking_panels,
        MultiFieldPanel([FieldPanel("image"), FieldPanel("engraving")], "Image"),
    ]

    class Meta:
        verbose_name = "page des jours de collecte"
        verbose_name_plural = "pages des jours de collecte"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        tables = calendars(rounds_of(self.site), timezone.localdate()) if self.site else []
        return super().get_context(request, *args, **kwargs) | {"calendars": tables}
