"""The whole site as one feed: what every room publishes, newest first."""

from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Site
from wagtail.query import PageQuerySet

from content.feeds import FeedSpec
from content.feeds import register as register_spec
from content.feeds.spec import REGISTRY, Narrowing


def pages(site: Site, narrowed_to: Narrowing | None, now: datetime) -> PageQuerySet:
    """What every other collection of the town publishes, asked for at once."""
    models = [spec.model for spec in REGISTRY.values() if spec.model]
    still = Q(expire_at=None) | Q(expire_at__gt=now)
    return Page.objects.descendant_of(site.root_page).live().filter(still).type(*models)


def register() -> None:
    register_spec(
        FeedSpec(
            prefix="tout",
            title=_("Tout le site"),
            audience=_("Nouvelles, rendez-vous, alertes et bulletins de la commune."),
            pages=pages,
            is_whole_site=True,
        )
    )
