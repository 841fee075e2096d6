"""Everything belongs to a town: a Wagtail Site."""

from typing import Any, ClassVar, Self

from django.db import models
from wagtail.models import Site


class SiteQuerySet(models.QuerySet[Any]):
    def for_site(self, site: Site) -> Self:
        """The rows of that town only."""
        return self.filter(site=site)


def only_site() -> int | None:
    """The site of an installation that has a single one, so that editors of one town never have to choose."""
    site = Site.objects.filter(is_default_site=True).first()
    return site.pk if site else None


class SiteModel(models.Model):
    """A row of one town, with a slug unique in that town."""

    site = models.ForeignKey(
        Site, on_delete=models.CASCADE, related_name="+", verbose_name="commune", default=only_site, editable=True
    )
    name = models.CharField("nom", max_length=120)
    slug = models.SlugField(
        "adresse", max_length=80, help_text="Ce nom paraît dans les adresses du site. Ne le changez plus ensuite."
    )

    objects: ClassVar[Any] = SiteQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
