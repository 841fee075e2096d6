"""What somebody measured and wrote down: the level of the river, the filling of a reservoir. Gone when it is stale."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Site

from content.generation import per_generation
from content.models.belonging import SiteQuerySet, only_site
from content.typography import fr


class Measure(models.Model):
    """One figure, read at one moment, good for some hours: the almanac of the front page shows it meanwhile."""

    class Trend(models.TextChoices):
        UNKNOWN = "", "non précisée"
        RISING = "rising", "en hausse"
        STEADY = "steady", "stable"
        FALLING = "falling", "en baisse"

    site = models.ForeignKey(
        Site, on_delete=models.CASCADE, related_name="+", verbose_name="commune", default=only_site
    )
    name = models.CharField("quoi, et où", max_length=60, help_text="« La Lise au pont Vieux »")
    value = models.DecimalField("valeur", max_digits=8, decimal_places=2)
    unit = models.CharField("unité", max_length=12, blank=True, help_text="« m », « % », « °C »")
    trend = models.CharField("tendance", max_length=10, choices=Trend.choices, blank=True, default=Trend.UNKNOWN)
    measured_at = models.DateTimeField("mesuré le", default=timezone.now)
    hours = models.PositiveSmallIntegerField(
        "valable combien d’heures",
        default=6,
        validators=[MinValueValidator(1), MaxValueValidator(168)],
        help_text="Passé ce délai, la mesure disparaît du site toute seule.",
    )
    source = models.CharField("source", max_length=80, blank=True, help_text="« services techniques », « Vigicrues »")
    order = models.PositiveSmallIntegerField("rang", default=0)

    objects: ClassVar[models.Manager[Measure]] = SiteQuerySet.as_manager()

    panels = [
        MultiFieldPanel(
            [FieldPanel("name"), FieldRowPanel([FieldPanel("value"), FieldPanel("unit")]), FieldPanel("trend")],
            "La mesure",
        ),
        MultiFieldPanel(
            [FieldPanel("measured_at"), FieldPanel("hours"), FieldPanel("source")], "Jusqu’à quand elle vaut"
        ),
        FieldPanel("order"),
        FieldPanel("site"),
    ]

    class Meta:
        verbose_name = "mesure"
        verbose_name_plural = "mesures"
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name

    @property
    def good_until(self) -> dt.datetime:
        return self.measured_at + dt.timedelta(hours=self.hours)

    def is_fresh(self, at: dt.datetime) -> bool:
        return self.measured_at <= at < self.good_until

    @property
    def figure(self) -> str:
        """« 2,41 m, en hausse », without useless zeros."""
        number = f"{self.value:f}"
        number = (number.rstrip("0").rstrip(".") if "." in number else number).replace(".", ",")
        said = f"{number} {self.unit}".strip()
        return fr(f"{said}, {self.get_trend_display()}" if self.trend else said)


@per_generation
def measures_of(site: Site) -> list[Measure]:
    """Every measure of that town, stale ones too, remembered until an editor changes something."""
    return list(Measure.objects.filter(site=site))
