"""Alerts: a band on every page, a page each, a feed. Gravity is counted in strokes, one to three."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page, PageManager
from wagtail.search import index

from content.blocks import BodyBlock
from content.models import ContentPage
from content.models.page import ContentPageQuerySet


class AlertQuerySet(ContentPageQuerySet):
    def in_force(self, at: datetime) -> Self:
        """Published alerts whose hour has come or is announced, and not over; the gravest first."""
        over = models.Q(ends_at__isnull=False, ends_at__lte=at)
        return self.live().exclude(over).order_by("-level", "-starts_at", "pk")

    def over(self, at: datetime) -> Self:
        return self.live().filter(ends_at__lte=at).order_by("-starts_at")


class AlertIndexPage(ContentPage):
    """Every alert, those in force first."""

    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["alerts.AlertPage"]

    content_panels = [*Page.content_panels, FieldPanel("standfirst")]

    class Meta:
        verbose_name = "page des alertes"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        now = timezone.now()
        alerts = AlertPage.objects.child_of(self).select_related("signatory")
        return super().get_context(request, *args, **kwargs) | {
            "alerts": list(alerts.in_force(now)),
            "past_alerts": list(alerts.over(now)[:50]),
        }


class AlertPage(ContentPage):
    """One alert: what happens, what to do, who decides, when the next word comes."""

    class Level(models.IntegerChoices):
        NOTICE = 1, "avis"
        WATCH = 2, "vigilance orange"
        DANGER = 3, "danger"

    journal_collection = "alertes"

    level = models.PositiveSmallIntegerField("niveau", choices=Level.choices, default=Level.NOTICE)
    starts_at = models.DateTimeField("début", default=timezone.now)
    ends_at = models.DateTimeField("fin", null=True, blank=True, help_text="Vide : jusqu’à nouvel ordre.")
    next_update_at = models.DateTimeField("prochain point", null=True, blank=True)
    decided_by = models.CharField(
        "décidé par", max_length=160, blank=True, help_text="« La maire, sur avis de la préfecture »"
    )
    body = StreamField(BodyBlock(), verbose_name="texte", blank=True)

    objects = PageManager.from_queryset(AlertQuerySet)()

    parent_page_types = ["alerts.AlertIndexPage"]
    subpage_types: list[str] = []
    search_fields = [*ContentPage.search_fields, index.SearchField("body")]

    content_panels = [
        *Page.content_panels,
        FieldPanel("standfirst", heading="En une phrase", help_text="Elle paraît sur toutes les pages du site."),
        FieldPanel("level"),
        MultiFieldPanel([FieldPanel("starts_at"), FieldPanel("ends_at"), FieldPanel("next_update_at")], "Quand"),
        InlinePanel("instructions", heading="Ce qu’il faut faire", label="consigne"),
        InlinePanel("updates", heading="Points de situation", label="point"),
        FieldPanel("decided_by"),
        *ContentPage.classification_panels,
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = "alerte"
        verbose_name_plural = "alertes"

    def clean(self) -> None:
        super().clean()
        if self.ends_at and self.starts_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": "La fin de l’alerte doit suivre son début."})

    @property
    def strokes(self) -> range:
        """One to three, to count in a template."""
        return range(self.level)

    @property
    def shared_day(self) -> date:
        return timezone.localtime(self.starts_at).date()

    @property
    def shared_level(self) -> int:
        return int(self.level)

    def is_over(self, at: datetime) -> bool:
        return self.ends_at is not None and self.ends_at <= at

    def journal_facts(self) -> dict[str, object]:
        return super().journal_facts() | {
            "level": self.level,
            "starts_at": self.starts_at,
            "ends_at": self.ends_at,
            "instructions": [line.text for line in self.instructions.all()],
            "updates": [(update.at, update.title, update.text) for update in self.updates.all()],
        }

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {
            "instructions": list(self.instructions.all()),
            "updates": list(self.updates.all()),
            "is_over": self.is_over(timezone.now()),
        }


class AlertInstruction(Orderable):
    """One thing to do, in one line."""

    page = ParentalKey(AlertPage, on_delete=models.CASCADE, related_name="instructions")
    text = models.CharField("consigne", max_length=200)

    class Meta(Orderable.Meta):
        verbose_name = "consigne"

    def __str__(self) -> str:
        return self.text


class AlertUpdate(models.Model):
    """What was known at that hour, the latest first."""

    page = ParentalKey(AlertPage, on_delete=models.CASCADE, related_name="updates")
    at = models.DateTimeField("heure", default=timezone.now)
    title = models.CharField("titre", max_length=120)
    text = models.TextField("texte", blank=True)

    class Meta:
        verbose_name = "point de situation"
        verbose_name_plural = "points de situation"
        ordering = ["-at"]

    def __str__(self) -> str:
        return self.title
