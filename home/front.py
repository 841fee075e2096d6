"""What the front page shows, gathered before it is rendered."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from django.utils import timezone
from wagtail.models import Site

from events import display
from events.models import Occurrence
from home.almanac import Fact, almanac
from news.models import NewsPage
from newsletter.models import BulletinPage
from newsletter.showing import Shown

if TYPE_CHECKING:
    from home.models.home import HomePage
    from home.models.procedures import ProcedurePage

NEWS_SHOWN = 4
DAYS_AHEAD = 7
DAYS_SHOWN = 3
DATES_SHOWN = 6
PROCEDURES_SHOWN = 6


@dataclass(frozen=True)
class FrontPage:
    """Values for the template; any of them may be empty in a new town."""

    almanac: list[Fact]
    lead: NewsPage | None
    news: list[NewsPage]
    days: list[display.Day]
    bulletin: Shown | None = None
    procedures: list[ProcedurePage] = field(default_factory=list)
    procedures_url: str = ""


def front_page(page: HomePage, procedures: list[ProcedurePage]) -> FrontPage:
    """The front page of the town as of now."""
    now = timezone.now()
    news = list(NewsPage.objects.descendant_of(page).published(now).for_cards().pinned_first()[: NEWS_SHOWN + 1])
    return FrontPage(
        almanac=almanac(page.commune, timezone.localtime(now)),
        lead=news[0] if news else None,
        news=news[1:],
        days=coming_days(page.site, now) if page.site else [],
        bulletin=latest_bulletin(page, now),
        procedures=procedures[:PROCEDURES_SHOWN],
        procedures_url=procedures[0].parent_path if procedures else "",
    )


def coming_days(site: Site, now: dt.datetime) -> list[display.Day]:
    """The next days that have something, seven days ahead at most."""
    today = timezone.localtime(now).date()
    last = today + dt.timedelta(days=DAYS_AHEAD)
    rows = Occurrence.objects.for_site(site).upcoming(now).filter(start_day__lte=last)[:DATES_SHOWN]
    return display.days([row.value(site) for row in rows], [], today, last, today)[:DAYS_SHOWN]


def latest_bulletin(page: HomePage, now: dt.datetime) -> Shown | None:
    """The latest number, under its own headline."""
    latest = BulletinPage.objects.descendant_of(page).published(now).by_number().for_cards().first()
    if latest is None:
        return None
    shown: Shown = latest.shown()
    return replace(shown, title=shown.headline)
