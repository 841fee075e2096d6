"""Who announces, and where it happens."""

from typing import Any, ClassVar
from urllib.parse import urlencode

from django.db import models
from wagtail.admin.panels import FieldPanel

from content.models.access import AccessField, access_labels
from content.models.belonging import HasPage, SiteQuerySet
from content.models.taxonomy import District


class Organizer(HasPage):
    """Who signs. White paper for the authorities, coloured paper for whoever the town hall merely relays."""

    class Kind(models.TextChoices):
        TOWN_HALL = "town_hall", "la mairie"
        STATE = "state", "l’État"
        PUBLIC = "public", "un service public"
        ASSOCIATION = "association", "une association"

    kind = models.CharField("genre", max_length=12, choices=Kind.choices, default=Kind.ASSOCIATION)
    phone = models.CharField("téléphone", max_length=20, blank=True)
    email = models.EmailField("courriel", blank=True)
    website = models.URLField("site", blank=True)
    description = models.TextField("présentation", blank=True)

    objects: ClassVar[Any] = SiteQuerySet.as_manager()

    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("kind"),
        FieldPanel("phone"),
        FieldPanel("email"),
        FieldPanel("website"),
        FieldPanel("description"),
        FieldPanel("site"),
    ]

    class Meta:
        verbose_name = "organisateur"
        verbose_name_plural = "organisateurs"
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["site", "slug"], name="organizer_slug_once_per_site")]

    @property
    def is_association(self) -> bool:
        return self.kind == self.Kind.ASSOCIATION

    @property
    def paper(self) -> str:
        """ "white" or "coloured": where the words come from, always doubled by the name in text."""
        return "coloured" if self.is_association else "white"


class Place(HasPage):
    """Where things happen, with what a disabled visitor needs to know."""

    address = models.CharField("adresse postale", max_length=200, blank=True)
    district = models.ForeignKey(
        District, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="quartier"
    )
    latitude = models.FloatField("latitude", null=True, blank=True)
    longitude = models.FloatField("longitude", null=True, blank=True)
    capacity = models.PositiveIntegerField("capacité", null=True, blank=True)
    phone = models.CharField("téléphone", max_length=20, blank=True)
    accessibility = AccessField("accessibilité")
    access = models.TextField(
        "accès", blank=True, help_text="Marches, rampe, stationnement, toilettes : ce qu’il faut savoir avant de venir."
    )

    objects: ClassVar[Any] = SiteQuerySet.as_manager()

    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("address"),
        FieldPanel("district"),
        FieldPanel("latitude"),
        FieldPanel("longitude"),
        FieldPanel("capacity"),
        FieldPanel("phone"),
        FieldPanel("accessibility"),
        FieldPanel("access"),
        FieldPanel("site"),
    ]

    class Meta:
        verbose_name = "lieu"
        verbose_name_plural = "lieux"
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["site", "slug"], name="place_slug_once_per_site")]

    @property
    def accessibility_labels(self) -> list[str]:
        return access_labels(self.accessibility)

    @property
    def map_url(self) -> str:
        """The place on OpenStreetMap, opened only by whoever follows the link; empty without coordinates."""
        if self.latitude is None or self.longitude is None:
            return ""
        mark = urlencode({"mlat": self.latitude, "mlon": self.longitude})
        return f"https://www.openstreetmap.org/?{mark}#map=18/{self.latitude}/{self.longitude}"
