"""Pages that are nothing outside a town: its site, and its clocks."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from django.http import Http404
from django.utils.functional import cached_property
from wagtail.models import Site

from content.models import ContentPage
from events.zones import zone_of


class PageInTown(ContentPage):
    """A page whose dates are read by a town's clock."""

    class Meta:
        abstract = True

    @property
    def town(self) -> Site:
        """Its site. Raises Http404 outside every town, where it is nobody's."""
        if self.site is None:
            raise Http404
        return self.site

    @cached_property
    def zone(self) -> ZoneInfo:
        """The time zone of its town."""
        return zone_of(self.commune.insee_code)
