"""The elected council."""

from typing import Self

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.models import Site

from content.models.belonging import SiteModel, SiteQuerySet, only_site
from content.models.media import TownImage


class CouncilGroup(SiteModel):
    """A group of councillors. Each has the same room for its words in the bulletin."""

    majority = models.BooleanField("majorité", default=False)
    seats = models.PositiveSmallIntegerField("sièges", default=0)

    panels = [FieldPanel("name"), FieldPanel("slug"), FieldPanel("majority"), FieldPanel("seats"), FieldPanel("site")]

    class Meta:
        verbose_name = "groupe du conseil"
        verbose_name_plural = "groupes du conseil"
        ordering = ["-majority", "-seats", "name"]
        constraints = [models.UniqueConstraint(fields=["site", "slug"], name="group_slug_once_per_site")]


class CouncillorQuerySet(SiteQuerySet):
    def as_seated(self) -> Self:
        """In the order of the council's table, with what its page shows."""
        return self.select_related("group", "portrait").order_by("order", "name")


class Councillor(models.Model):
    """An elected person, in the order of the council's table."""

    class Position(models.TextChoices):
        MAYOR = "mayor", "maire"
        DEPUTY = "deputy", "adjoint ou adjointe"
        COUNCILLOR = "councillor", "conseiller ou conseillère"

    site = models.ForeignKey(
        Site, on_delete=models.CASCADE, related_name="+", verbose_name="commune", default=only_site
    )
    name = models.CharField("nom", max_length=120)
    position = models.CharField(
        "place au conseil", max_length=10, choices=Position.choices, default=Position.COUNCILLOR
    )
    role = models.CharField(
        "fonction", max_length=160, help_text="« Maire », « Première adjointe », « Conseiller délégué »"
    )
    delegation = models.CharField(
        "délégation", max_length=160, blank=True, help_text="« école et enfance ». Vide : sans délégation."
    )
    reception = models.CharField(
        "permanence", max_length=160, blank=True, help_text="« Reçoit le samedi de 9 h à 11 h 30, sans rendez-vous »"
    )
    portrait = models.ForeignKey(
        TownImage,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="portrait",
        help_text="Facultatif. L’image porte sa propre description.",
    )
    group = models.ForeignKey(
        CouncilGroup,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="councillors",
        verbose_name="groupe",
    )
    order = models.PositiveSmallIntegerField("rang", default=0)

    objects = CouncillorQuerySet.as_manager()

    panels = [
        FieldPanel("name"),
        FieldPanel("position"),
        FieldPanel("role"),
        FieldPanel("delegation"),
        FieldPanel("reception"),
        FieldPanel("portrait"),
        FieldPanel("group"),
        FieldPanel("order"),
        FieldPanel("site"),
    ]

    class Meta:
        verbose_name = "élu"
        verbose_name_plural = "élus"
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name
