"""The front page, which may look at every room."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, Site

from content.freshness import good_until
from content.linked_data import Data
from content.models import ContentPage, commune_of, rounds_of
from home.front import front_page
from home.front_blocks import FrontBlock, usual
from home.models.collection import CollectionPage
from home.models.procedures import ProcedurePage
from home.public_facts import town_data

DEEPEST = 8


class HomePage(ContentPage):
    """The town's front page. Everything on it comes from elsewhere: a new town has a good one before anyone touches it."""

    max_count_per_parent = 1
    parent_page_types = ["wagtailcore.Page"]

    sections = StreamField(
        FrontBlock(),
        verbose_name="rubriques",
        blank=True,
        default=usual,
        help_text="Dans l’ordre de la page. Les alertes et l’almanach du jour viennent toujours avant, d’eux-mêmes.",
    )

    content_panels = [*Page.content_panels, FieldPanel("standfirst"), FieldPanel("sections")]

    class Meta:
        verbose_name = "page d’accueil"

    def front_sections(self) -> Any:
        """The sections the editor placed; the usual ones when every one was taken away."""
        return self.sections or self._meta.get_field("sections").stream_block.normalize(usual())

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        front = front_page(self, timezone.now(), self.collection_path())
        good_until(request.META, front.almanac.good_until)
        return super().get_context(request, *args, **kwargs) | {"front": front}

    def collection_path(self) -> str:
        """Where the town shows its collection rounds; empty when it keeps none."""
        if self.site is None or not rounds_of(self.site):
            return ""
        page = CollectionPage.objects.descendant_of(self).live().only("url_path", "path", "depth").first()
        return page.path_on_site(self.site) if page else ""

    def linked_data(self, site: Site) -> list[Data]:
        return town_data(commune_of(site), site.root_url, timezone.localdate())

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """Goes straight to the deepest page of that address, in two questions instead of two for each level."""
        page = self.deepest(path_components)
        if page is None:
            return super().route(request, path_components)
        return page.route(request, path_components[page.depth - self.depth :])

    def deepest(self, path_components: list[str]) -> Page | None:
        """The page whose address is the longest beginning of that one, or None when it is this one."""
        levels = range(1, min(len(path_components), DEEPEST) + 1)
        addresses = [f"{self.url_path}{'/'.join(path_components[:level])}/" for level in levels]
        found = Page.objects.filter(url_path__in=addresses, path__startswith=self.path).order_by("-depth").first()
        if found is None or not issubclass(found.specific_class, ContentPage):
            return found and found.specific
        model = found.specific_class
        return model.objects.select_related(*model.shown_with).get(pk=found.pk)

    def procedures(self) -> list[ProcedurePage]:
        """The procedures with their short answers, in the order editors gave them."""
        return list(ProcedurePage.objects.descendant_of(self).live().for_lists().order_by("path"))
