"""What residents sort by: topics and districts."""

from typing import Any, ClassVar, Self

from django.db import models
from wagtail.admin.panels import FieldPanel

from content import engravings
from content.models.belonging import SiteModel, SiteQuerySet


class TopicQuerySet(SiteQuerySet):
    def subjects(self) -> Self:
        return self.filter(kind=Topic.Kind.SUBJECT)

    def publics(self) -> Self:
        return self.filter(kind=Topic.Kind.PUBLIC)


class Topic(SiteModel):
    """A subject (works, water, school) or a public (families, elders). Both can be followed."""

    class Kind(models.TextChoices):
        SUBJECT = "subject", "sujet"
        PUBLIC = "public", "public"

    kind = models.CharField("genre", max_length=10, choices=Kind.choices, default=Kind.SUBJECT)
    description = models.TextField(
        "description", blank=True, help_text="Une phrase : ce que l’on reçoit en suivant ce thème."
    )
    engraving = models.CharField("gravure", max_length=20, choices=engravings.choices, default="bourg")
    order = models.PositiveSmallIntegerField("rang", default=0)

    objects: ClassVar[Any] = TopicQuerySet.as_manager()

    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("kind"),
        FieldPanel("description"),
        FieldPanel("engraving"),
        FieldPanel("order"),
        FieldPanel("site"),
    ]

    class Meta:
        verbose_name = "thème"
        verbose_name_plural = "thèmes"
        ordering = ["kind", "order", "name"]
        constraints = [models.UniqueConstraint(fields=["site", "slug"], name="topic_slug_once_per_site")]


class District(SiteModel):
    """A neighbourhood or a hamlet."""

    class Kind(models.TextChoices):
        DISTRICT = "quartier", "quartier"
        HAMLET = "hameau", "hameau"

    kind = models.CharField("genre", max_length=10, choices=Kind.choices, default=Kind.DISTRICT)
    streets = models.TextField("rues", blank=True, help_text="Une par ligne.")

    panels = [FieldPanel("name"), FieldPanel("slug"), FieldPanel("kind"), FieldPanel("streets"), FieldPanel("site")]

    class Meta:
        verbose_name = "quartier"
        verbose_name_plural = "quartiers"
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["site", "slug"], name="district_slug_once_per_site")]
