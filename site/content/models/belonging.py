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


class HasPage(SiteModel):
    """A row of the town's lists that may have a page of its own. The page names the row and keeps `page` up to date.

    The other direction of a link that lower layers need: news and events lead there without knowing that kind of page.
    """

    page = models.OneToOneField(
        "wagtailcore.Page", on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    class Meta(SiteModel.Meta):
        abstract = True

    def path_of_page(self, site: Site) -> str:
        """The address of its own page below that town's root; empty while it has none to read."""
        if self.page is None or not self.page.live:
            return ""
        return "/" + self.page.url_path[len(site.root_page.url_path) :]
