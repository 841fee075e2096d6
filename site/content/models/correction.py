"""A correction: what was wrong and what is true, dated. What residents have read as one stays as they read it."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db import models
from django.utils import timezone
from wagtail.admin.panels import FieldPanel

C = TypeVar("C", bound="Correction")


class Correction(models.Model):
    """Never a silent edit. Each kind of page has its own table, with a ParentalKey named `page`."""

    at = models.DateTimeField("quand", default=timezone.now)
    mistake = models.TextField(
        "ce qui était faux", default="", help_text="« Nous avions écrit que l’inauguration aurait lieu à 11 h. »"
    )
    text = models.TextField(
        "ce qui est vrai",
        help_text="« Elle a lieu à midi. » Une fois publié, un rectificatif ne se change ni ne se retire plus.",
    )

    panels = [FieldPanel(name) for name in ("at", "mistake", "text")]

    class Meta:
        abstract = True
        verbose_name = "rectificatif"
        verbose_name_plural = "rectificatifs"
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.text[:60]

    def facts(self) -> tuple[object, ...]:
        """What nobody may change once residents have read it; to the minute, as the desk's form shows it."""
        return (self.at.replace(second=0, microsecond=0), self.mistake.strip(), self.text.strip())


class KeepsCorrections:
    """For a page with `corrections`: those already published survive any form, and any older revision."""

    pk: Any
    corrections: Any
    _meta: Any

    def published_corrections(self) -> list[Any]:
        """What residents have been told was wrong."""
        published = type(self)._default_manager.filter(pk=self.pk, first_published_at__isnull=False)  # type: ignore[attr-defined]
        if not self.pk or not published.exists():
            return []
        kept = self._meta.get_field("corrections").related_model
        return list(kept.objects.filter(page_id=self.pk))

    def keep_published_corrections(self) -> None:
        """Puts them back as they were: a revision planned before a correction would otherwise make it disappear."""
        published = self.published_corrections()
        if published:
            self.corrections = [*published, *(new for new in self.corrections.all() if is_new(new, published))]


def is_new(correction: C, published: list[C]) -> bool:
    """Neither one of those, nor what a revision written before they had a number says of them."""
    return all(correction.pk != known.pk and correction.facts() != known.facts() for known in published)
