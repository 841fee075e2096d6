"""The whole site as one feed: what every room publishes, newest first."""

from collections.abc import Iterable
from datetime import datetime
from itertools import chain

from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from content.feeds import FeedEntry, FeedSpec
from content.feeds import register as register_spec
from content.feeds.spec import REGISTRY, SIZE

PREFIX = "tout"


def entries(site: Site, narrowed_to: object | None, now: datetime) -> Iterable[FeedEntry]:
    """The newest entries of all the other collections of the town."""
    rooms = (spec.entries(site, None, now) for prefix, spec in REGISTRY.items() if prefix != PREFIX)
    return sorted(chain.from_iterable(rooms), key=lambda entry: entry.published, reverse=True)[:SIZE]


def register() -> None:
    register_spec(
        FeedSpec(
            prefix=PREFIX,
            title=_("Tout le site"),
            audience=_("Nouvelles, rendez-vous, alertes et bulletins de la commune."),
            entries=entries,
            by={},
            is_whole_site=True,
        )
    )
