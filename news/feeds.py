"""News as a feed: the whole list, by topic, by district."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from content.feeds import FeedEntry, FeedSpec
from content.feeds import register as register_spec
from content.feeds.entries import entries_of
from content.feeds.spec import SIZE, district_named, topic_named
from content.models import District, Topic
from news.models import NewsPage


def entries(site: Site, narrowed_to: object | None, now: datetime) -> Iterable[FeedEntry]:
    """The newest published news of the town, whole."""
    news = NewsPage.objects.on_site(site).published(now)
    if isinstance(narrowed_to, Topic):
        news = news.about(narrowed_to)
    if isinstance(narrowed_to, District):
        news = news.in_district(narrowed_to)
    return entries_of(news.select_related("signatory").prefetch_related("topics")[:SIZE])


def register() -> None:
    register_spec(
        FeedSpec(
            prefix="actualites",
            title=_("Actualités"),
            audience=_("Ce que dit la mairie, et ce qu’elle relaie."),
            entries=entries,
            by={"theme": topic_named, "quartier": district_named},
        )
    )
