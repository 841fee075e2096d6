"""The elected council."""

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.models import Site

from content.models.belonging import SiteModel, SiteQuerySet, only_site


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


class Councillor(models.Model):
    """An elected person, in the order of the council's table."""

    site = models.ForeignKey(
        Site, on_delete=models.CASCADE, related_name="+", verbose_name="commune", default=only_site
    )
    name = models.CharField("nom", max_length=120)
    role = models.CharField("fonction", max_length=160)
    group = models.ForeignKey(
        CouncilGroup,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="councillors",
        verbose_name="groupe",
    )
    order = models.PositiveSmallIntegerField("rang", default=0)

    objects = SiteQuerySet.as_manager()

    panels = [FieldPanel("name"), FieldPanel("role"), FieldPanel("group"), FieldPanel("order"), FieldPanel("site")]

    class Meta:
        verbose_name = "élu"
        verbose_name_plural = "élus"
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name
