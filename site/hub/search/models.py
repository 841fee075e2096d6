"""The index: what can be found, and by which terms."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q
from wagtail.models import CollectionViewRestriction, Page, PageViewRestriction, Site

from content.models import TownDocument
from content.reading import anything_private
from hub.search.kinds import Kind


class SearchEntryQuerySet(models.QuerySet["SearchEntry"]):
    def readable(self, site: Site, at: datetime) -> Self:
        """What any resident of that town may read at that moment, whatever the index has not heard of yet."""
        expired = Q(page__expire_at__lte=at)
        found = self.filter(page__live=True, page__path__startswith=site.root_page.path).exclude(expired)
        for path in private_paths() if anything_private() else ():
            found = found.exclude(page__path__startswith=path)
        return found.filter(Q(document=None) | ~Q(document__collection_id__in=private_collections()))

    def late(self) -> Self:
        """Of pages published since they were indexed."""
        return self.filter(document=None, page__last_published_at__gt=F("indexed_at"))


class SearchEntry(models.Model):
    """A page, or a document together with the page that offers it: a document nobody offers is not found."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    document = models.ForeignKey(TownDocument, on_delete=models.CASCADE, null=True, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    title = models.CharField(max_length=255)
    lead = models.TextField(blank=True)
    body = models.TextField(blank=True)
    fingerprint = models.CharField(max_length=64)
    indexed_at = models.DateTimeField()

    objects = SearchEntryQuerySet.as_manager()

    class Meta:
        verbose_name = "entrée de la recherche"
        verbose_name_plural = "entrées de la recherche"
        constraints = [
            models.UniqueConstraint(fields=["page"], condition=Q(document=None), name="search_entry_once_per_page"),
            models.UniqueConstraint(fields=["page", "document"], name="search_entry_once_per_document"),
        ]

    def __str__(self) -> str:
        return self.title


class Posting(models.Model):
    """One term of one entry. WEIGHT: how much the entry is about it; WORD: as it is written there, in small letters."""

    entry = models.ForeignKey(SearchEntry, on_delete=models.CASCADE, related_name="postings")
    term = models.CharField(max_length=40)
    word = models.CharField(max_length=40)
    weight = models.FloatField()

    class Meta:
        verbose_name = "terme de la recherche"
        verbose_name_plural = "termes de la recherche"
        indexes = [models.Index(fields=["term", "entry"], name="search_posting_by_term")]

    def __str__(self) -> str:
        return self.term


def private_paths() -> list[str]:
    """Where the tree is closed to the public."""
    return list(PageViewRestriction.objects.values_list("page__path", flat=True))


def private_collections() -> models.QuerySet[CollectionViewRestriction, int]:
    """The collections of documents closed to the public."""
    return CollectionViewRestriction.objects.values_list("collection_id", flat=True)
