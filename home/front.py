"""What the front page shows, gathered before it is rendered."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from news.models import NewsPage

if TYPE_CHECKING:
    from home.models import HomePage

NEWS_SHOWN = 5


@dataclass(frozen=True)
class FrontPage:
    """Values for the template; any of them may be empty in a new town."""

    lead: NewsPage | None
    news: list[NewsPage]
    days: list[Any] = field(default_factory=list)
    bulletin: Any = None
    procedures: list[Any] = field(default_factory=list)


def front_page(page: HomePage) -> FrontPage:
    """The front page of the town as of now."""
    now = timezone.now()
    news = list(NewsPage.objects.descendant_of(page).published(now).for_cards().pinned_first()[: NEWS_SHOWN + 1])
    return FrontPage(lead=news[0] if news else None, news=news[1:])
