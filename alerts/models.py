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
from content.desk.reach import ReachPanel
from content.models import ContentPage
from content.models.page import ContentPageQuerySet


class AlertQuerySet(ContentPageQuerySet):
    def current(self, at: datetime) -> Self:
        """Published alerts that are not over, announced for later ones included; the gravest first."""
        over = models.Q(ends_at__isnull=False, ends_at__lte=at)
        return self.live().exclude(over).order_by("-level", "-starts_at", "pk")

    def in_force(self, at: datetime) -> Self:
        """Those that stand on every page at that moment."""
        return self.current(at).filter(models.Q(shown_from=None) | models.Q(shown_from__lte=at))

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
        current = list(alerts.current(now))
        return super().get_context(request, *args, **kwargs) | {
            "alerts": [alert for alert in current if alert.is_shown(now)],
            "announced_alerts": sorted(
                (alert for alert in current if not alert.is_shown(now)), key=lambda alert: alert.starts_at
            ),
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
    starts_at = models.DateTimeField("début", default=timezone.now, help_text="Quand cela commence pour les habitants.")
    shown_from = models.DateTimeField(
        "sur toutes les pages à partir de",
        null=True,
        blank=True,
        help_text="Vide : dès la publication. Pour une coupure annoncée, donnez par exemple la veille au soir.",
    )
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
        ReachPanel(heading="Par courriel"),
        FieldPanel("level"),
        MultiFieldPanel(
            [FieldPanel("starts_at"), FieldPanel("ends_at"), FieldPanel("shown_from"), FieldPanel("next_update_at")],
            "Quand",
        ),
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
        if self.ends_at and self.shown_from and self.ends_at <= self.shown_from:
            raise ValidationError({"shown_from": "L’alerte serait déjà finie : elle ne paraîtrait jamais."})

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

    def is_shown(self, at: datetime) -> bool:
        """Whether it stands on every page at that moment."""
        return not self.is_over(at) and (self.shown_from is None or self.shown_from <= at)

    def next_word(self, at: datetime) -> datetime | None:
        """When the next report is promised, or None: a promise whose hour has passed is said no more."""
        coming = self.next_update_at is not None and self.next_update_at > at and not self.is_over(at)
        return self.next_update_at if coming else None

    def turns(self) -> list[datetime]:
        """The moments at which what pages say of it changes."""
        return [moment for moment in (self.shown_from, self.starts_at, self.next_update_at, self.ends_at) if moment]

    def journal_facts(self) -> dict[str, object]:
        return super().journal_facts() | {
            "level": self.level,
            "starts_at": self.starts_at,
            "ends_at": self.ends_at,
            "shown_from": self.shown_from,
            "instructions": [line.text for line in self.instructions.all()],
            "updates": [(update.at, update.title, update.text) for update in self.updates.all()],
        }

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        now = timezone.now()
        return super().get_context(request, *args, **kwargs) | {
            "instructions": list(self.instructions.all()),
            "updates": list(self.updates.all()),
            "is_over": self.is_over(now),
            "is_announced": self.starts_at > now,
            "next_word": self.next_word(now),
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
