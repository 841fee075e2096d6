"""What the front page shows, gathered before it is rendered: one value for each section the editor placed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import ngettext
from wagtail.models import Site

from content.models import measures_of, rounds_of
from events import display
from events.models import Occurrence
from home.almanac import Almanac, almanac
from news.models import NewsPage
from newsletter.bulletin.shelf import Shown
from newsletter.models import BulletinPage

if TYPE_CHECKING:
    from home.models.home import HomePage
    from home.models.procedures import ProcedurePage

DAYS_AHEAD = 7
DATES_READ = 40
ENTRIES_PER_DAY = 2
SIDE_BY_SIDE = ({"news", "week"},)
Value = Any


@dataclass(frozen=True)
class Section:
    """One section: the template of that name in home/sections/ shows its value. `number` makes its identifiers unique."""

    kind: str
    value: Any
    number: int = 0

    @property
    def template(self) -> str:
        return f"home/sections/{self.kind}.html"


@dataclass(frozen=True)
class Lead:
    """The story in large type; none in a town that has published nothing."""

    story: NewsPage | None
    headline: str = ""


@dataclass(frozen=True)
class Procedures:
    entries: list[ProcedurePage]
    url: str


@dataclass(frozen=True)
class BriefDay:
    """A day of the agenda, its first entries, and how many more its own page has."""

    date: dt.date
    entries: list[display.Line]
    word: str
    more: str
    url: str


@dataclass(frozen=True)
class FrontPage:
    almanac: Almanac
    sections: list[Section]


def front_page(page: HomePage, now: dt.datetime, collection_url: str = "") -> FrontPage:
    """The front page of the town as of now, with the sections its editor chose."""
    site = page.site
    facts = almanac(
        page.commune,
        timezone.localtime(now),
        rounds=rounds_of(site) if site else None,
        measures=measures_of(site) if site else (),
        collection_url=collection_url,
    )
    return FrontPage(facts, side_by_side(list(Gathering(page, now).sections())))


def side_by_side(sections: list[Section]) -> list[Section]:
    """The same sections, news and week in two columns where one follows the other."""
    rows: list[Section] = []
    for section in sections:
        if rows and {rows[-1].kind, section.kind} in SIDE_BY_SIDE:
            pair = sorted([rows.pop(), section], key=lambda one: one.kind)  # the wide column first: « news » < « week »
            rows.append(Section("columns", pair, section.number))
        else:
            rows.append(section)
    return rows


class Gathering:
    """Asks news, agenda, procedures and bulletin for what the sections need, each only if it is on the page.

    One method per block, which answers what its template shows, or None for nothing to show.
    """

    def __init__(self, page: HomePage, now: dt.datetime) -> None:
        self.page, self.now = page, now
        self.blocks = list(page.front_sections())
        self.stories = NewsPage.objects.descendant_of(page).published(now).for_cards().pinned_first()

    def sections(self) -> Iterator[Section]:
        """The sections in order, those with nothing to show left out."""
        for number, block in enumerate(self.blocks):
            gather: Callable[[Value], Any] = getattr(self, block.block_type)
            value = gather(block.value)
            if value is not None:
                yield Section(block.block_type, value, number)

    def lead(self, value: Value) -> Lead:
        return self.leading

    @cached_property
    def leading(self) -> Lead:
        """The chosen story under its headline, else the pinned or latest one; none when the page has no such section."""
        value = next((block.value for block in self.blocks if block.block_type == "lead"), None)
        if value is None:
            return Lead(None)
        chosen = self.stories.filter(pk=value["story"].pk).first() if value["story"] else None
        return Lead(chosen, value["headline"]) if chosen else Lead(next(iter(self.latest), None))

    @cached_property
    def latest(self) -> list[NewsPage]:
        """As many stories as the page may need, asked for once."""
        news = next((block.value["most"] for block in self.blocks if block.block_type == "news"), 0)
        return list(self.stories[: news + 1])

    def news(self, value: Value) -> list[NewsPage]:
        most: int = value["most"]
        return [story for story in self.latest if story != self.leading.story][:most]

    def week(self, value: Value) -> list[BriefDay]:
        return coming_days(self.page.site, self.now, value["days"]) if self.page.site else []

    def procedures(self, value: Value) -> Procedures | None:
        every = self.page.procedures()
        chosen = [page.pk for page in value["chosen"] if page and page.live]
        by_key = {page.pk: page for page in every}
        shown = [by_key[key] for key in chosen if key in by_key] or every[: value["most"]]
        return Procedures(shown, every[0].parent_path) if shown else None

    def bulletin(self, value: Value) -> Shown | None:
        """The latest number, under its own headline."""
        latest = BulletinPage.objects.descendant_of(self.page).published(self.now).by_number().for_cards().first()
        if latest is None:
            return None
        shown: Shown = latest.shown()
        return replace(shown, title=shown.headline)

    def keep_informed(self, value: Value) -> bool:
        return True

    def hours(self, value: Value) -> Any:
        return self.page.commune.week() or None

    def free(self, value: Value) -> Any:
        return value


def coming_days(site: Site, now: dt.datetime, most: int) -> list[BriefDay]:
    """The next days that have something, seven days ahead at most."""
    today = timezone.localtime(now).date()
    last = today + dt.timedelta(days=DAYS_AHEAD)
    rows = Occurrence.objects.for_site(site).upcoming(now).filter(start_day__lte=last)[:DATES_READ]
    return [brief(day) for day in display.days([row.value(site) for row in rows], [], today, last, today)[:most]]


def brief(day: display.Day) -> BriefDay:
    """The day's first entries; what is left out is counted, never hidden."""
    left = len(day.entries) - ENTRIES_PER_DAY
    more = ngettext("et %(left)s autre rendez-vous", "et %(left)s autres rendez-vous", left) % {"left": left}
    return BriefDay(
        day.date, day.entries[:ENTRIES_PER_DAY], day.word, more if left > 0 else "", f"/agenda/{day.date:%Y/%m/%d}/"
    )
