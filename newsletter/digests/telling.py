"""From the journal's lines to what residents are told: the only module of digests that asks news and events.

A page that has been withdrawn, made private, or whose date is past when the mail is written, is not told.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.utils.text import Truncator
from wagtail.models import Site

from content.dates import days, long_date
from content.models import ContentPage, JournalLine, commune_of
from content.typography import fr
from events.models import EventPage, Occurrence
from events.sentences import hours, when
from events.zones import zone_of
from news.models import NewsPage
from newsletter.choices import Stream
from newsletter.digests.selection import Item
from newsletter.digests.values import Card
from newsletter.identity import Paper

Kind = JournalLine.Kind
PUBLICATION, CANCELLATION = "publication", "annulation"
STREAMS = {NewsPage.journal_collection: Stream.NEWS, EventPage.journal_collection: Stream.AGENDA}
TOLD = (Kind.PUBLISHED, Kind.CANCELLED)
SUMMARY = 320
"""Characters of a summary; the page says the rest."""


@dataclass(frozen=True, slots=True)
class Telling:
    """An item, its card, and where the card stands: cancelled first, news by date, events by date."""

    item: Item
    card: Card
    place: tuple[int, float]


def matter_of(line: JournalLine) -> str:
    """What that line gives to tell, by a name; empty for a correction or a withdrawal: nobody is told again of it.

    A publication is one thing for ever, even withdrawn and published again. Each cancellation is a new one.
    """
    if line.kind == Kind.PUBLISHED:
        return PUBLICATION
    return f"{CANCELLATION} {line.pk}" if line.kind == Kind.CANCELLED else ""


def tellings(site: Site, lines: Iterable[JournalLine], now: dt.datetime) -> list[Telling]:
    """What these lines of that town give to tell as of now, in the order of a mail. Ten queries at most."""
    by_page: defaultdict[UUID, list[JournalLine]] = defaultdict(list)
    for line in sorted(lines, key=lambda each: each.pk):
        if line.collection in STREAMS and line.kind in TOLD and line.site_id == site.pk:
            by_page[line.page_uid].append(line)
    if not by_page:
        return []
    found = [*news(site, by_page, now), *events(site, by_page, now)]
    return sorted(found, key=lambda telling: telling.place)


Lines = dict[UUID, list[JournalLine]]


def news(site: Site, lines: Lines, now: dt.datetime) -> list[Telling]:
    pages = NewsPage.objects.on_site(site).published(now).public().filter(uid__in=lines)
    zone = zone_of(commune_of(site).insee_code)
    found = []
    for page in pages.for_cards().prefetch_related("districts"):
        item = item_of(page, lines[page.uid], Stream.NEWS)
        published = page.published_at.astimezone(zone)
        card = card_of(site, page, long_date(published.date(), now.astimezone(zone).date()))
        found.append(Telling(item, card, (1, -item.at.timestamp())))
    return found


def events(site: Site, lines: Lines, now: dt.datetime) -> list[Telling]:
    pages = EventPage.objects.on_site(site).published(now).public().filter(uid__in=lines)
    pages = pages.select_related("signatory").prefetch_related("topics", "districts").defer("body")
    dates: defaultdict[int, list[Occurrence]] = defaultdict(list)
    for row in Occurrence.objects.for_site(site).upcoming(now).filter(event__uid__in=lines):
        dates[row.event_id].append(row)
    today = now.astimezone(zone_of(commune_of(site).insee_code)).date()
    return [event(site, page, lines[page.uid], dates[page.pk], today) for page in pages if dates[page.pk]]


def event(
    site: Site, page: EventPage, lines: Sequence[JournalLine], dates: list[Occurrence], today: dt.date
) -> Telling:
    """An event by its next date; one whose line is a cancellation by the dates that no longer stand."""
    item = item_of(page, lines, Stream.AGENDA)
    off = [row for row in dates if row.state.off]
    standing = [row for row in dates if not row.state.off]
    cancelled = bool(off) and (item.matters[0] != PUBLICATION or not standing)
    first = off[0] if cancelled else standing[0]
    card = cancelled_card(site, page, off, today) if cancelled else coming_card(site, page, standing, today)
    card = replace(card, word=first.state.word, on=first.timing.day, off=cancelled)
    return Telling(item, card, (0 if cancelled else 2, first.starts_at.timestamp()))


def coming_card(site: Site, page: EventPage, rows: Sequence[Occurrence], today: dt.date) -> Card:
    """« samedi 5 décembre, de 20 h à 23 h, salle du Préau, 5 € »; a series says that it has other dates."""
    first, others = rows[0], "et d’autres dates" if len(rows) > 1 else ""
    place = first.place.name if first.place else ""
    facts = [part for part in (others, place, page.price_text) if part]
    card = card_of(site, page, ", ".join([when(first.timing, today), *facts]))
    details = fr(", ".join([hours(first.timing), *facts]))
    return replace(card, day=long_date(first.timing.day, today), details=details)


def cancelled_card(site: Site, page: EventPage, rows: Sequence[Occurrence], today: dt.date) -> Card:
    """The day of what is cancelled, or its days, and why."""
    first, *others = sorted({row.timing.day for row in rows})
    day = days([first, *others]) if others else long_date(first, today)
    reason = fr(rows[0].message or page.status_message)
    return replace(card_of(site, page, day), day=day, summary=reason, details=day if others else "")


def item_of(page: ContentPage, lines: Sequence[JournalLine], stream: Stream) -> Item:
    """The latest line decides; what came before it in the same lines is told with it, and so is the publication."""
    names = [matter_of(line) for line in reversed(lines)]
    return Item(
        page=page.uid,
        matters=tuple(dict.fromkeys([*names, PUBLICATION])),
        stream=stream,
        at=lines[-1].at,
        topics=frozenset(topic.slug for topic in page.topics.all()),
        districts=frozenset(district.slug for district in page.districts.all()),
    )


def card_of(site: Site, page: ContentPage, when: str) -> Card:
    coloured = page.paper == Paper.COLOURED.value
    return Card(
        title=fr(page.title.replace("|", " ")),
        url=site.root_url + page.path_on_site(site),
        when=fr(when),
        summary=fr(Truncator(page.standfirst).chars(SUMMARY)),
        signatory=fr(page.signatory.name) if page.signatory else "La mairie",
        paper=Paper.COLOURED if coloured else Paper.WHITE,
    )
