"""Alerts as a feed."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from alerts.models import AlertPage
from content.feeds import FeedEntry, FeedSpec
from content.feeds import register as register_spec
from content.feeds.entries import entries_of
from content.feeds.spec import SIZE


def entries(site: Site, narrowed_to: object | None, now: datetime) -> Iterable[FeedEntry]:
    """The latest alerts of the town, those in force and those over."""
    alerts = AlertPage.objects.on_site(site).published(now)
    return entries_of(alerts.select_related("signatory").prefetch_related("topics")[:SIZE])


def register() -> None:
    register_spec(
        FeedSpec(
            prefix="alertes",
            title=_("Alertes"),
            audience=_("Les alertes de la commune, dès leur publication."),
            entries=entries,
            by={},
        )
    )
