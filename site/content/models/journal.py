"""The journal: one line per publication, change, cancellation, withdrawal. Everything residents receive is woken by it."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Self

from django.db import models
from wagtail.models import Page, Site

from content.turns import Turn, from_json


class JournalLineQuerySet(models.QuerySet["JournalLine"]):
    def for_site(self, site: Site) -> Self:
        return self.filter(site=site)

    def after(self, line_id: int) -> Self:
        """The lines written after that one, oldest first."""
        return self.filter(pk__gt=line_id).order_by("pk")

    def about(self, uid: uuid.UUID) -> Self:
        """The lines of one page, oldest first."""
        return self.filter(page_uid=uid).order_by("pk")

    def between(self, start: datetime, end: datetime) -> Self:
        return self.filter(at__gte=start, at__lt=end)


class JournalLine(models.Model):
    """What happened to a page, for ever. The page may go, the line stays.

    `turns_known` holds by name the dates that are not as announced, as `content.turns` writes them; `turns_told` those that
    this line is the first to tell: a date cancelled, moved, or maintained after all.
    """

    class Kind(models.TextChoices):
        PUBLISHED = "published", "publication"
        CHANGED = "changed", "modification"
        CANCELLED = "cancelled", "annulation"
        WITHDRAWN = "withdrawn", "retrait"

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="+")
    page = models.ForeignKey(Page, on_delete=models.SET_NULL, null=True, related_name="+")
    page_uid = models.UUIDField(db_index=True)
    collection = models.CharField(max_length=20)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    at = models.DateTimeField()
    title = models.CharField(max_length=255)
    url = models.CharField(max_length=500)
    fingerprint = models.CharField(max_length=64)
    cancelled = models.BooleanField(default=False)
    turns_known = models.JSONField(default=dict)
    turns_told = models.JSONField(default=list)

    objects = JournalLineQuerySet.as_manager()

    class Meta:
        verbose_name = "ligne du journal"
        verbose_name_plural = "journal"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["site", "collection", "-at"], name="journal_by_collection")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} : {self.title}"

    @property
    def turns(self) -> list[Turn]:
        """What has just become of which date; empty for news of any other kind."""
        return [from_json(kept) for kept in self.turns_told]

    @property
    def told(self) -> str:
        """The same in sentences: « Mardi 8 décembre, 20 h : annulé. La salle est prise. »"""
        return " ".join(turn.sentence for turn in self.turns)
