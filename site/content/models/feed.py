"""Entries of feeds as they were rendered, kept as long as what they are made of."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from django.db import models
from wagtail.models import Page, ReferenceIndex, Site


class RenderedEntryQuerySet(models.QuerySet["RenderedEntry"]):
    def of_pages(self, pages: Iterable[int]) -> Self:
        return self.filter(page_id__in=list(pages))

    def on_site(self, site: Site) -> Self:
        return self.filter(page__path__startswith=site.root_page.path)

    def naming(self, thing: models.Model) -> Self:
        """Those of pages that show or link to that image, document or page."""
        references = ReferenceIndex.get_references_to(thing).values_list("object_id", flat=True)
        return self.of_pages(int(number) for number in references if number.isdigit())


class RenderedEntry(models.Model):
    """One page's feed entry. Good for that revision only, and for that form of the code that renders.

    Forgotten when the page is saved, and when something it shows changes (an image's alternative, a topic's name).
    """

    page = models.OneToOneField(Page, on_delete=models.CASCADE, primary_key=True, related_name="+")
    revision = models.PositiveBigIntegerField(null=True)
    form = models.PositiveSmallIntegerField()
    html = models.TextField()
    facts = models.JSONField()

    objects = RenderedEntryQuerySet.as_manager()

    class Meta:
        verbose_name = "entrée de flux"
        verbose_name_plural = "entrées de flux"

    def __str__(self) -> str:
        return f"page {self.page_id}, version {self.revision}"
