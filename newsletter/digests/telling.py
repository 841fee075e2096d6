"""From the journal's lines to what residents are told: the only module of digests that asks news and events.

A page that has been withdrawn, made private, or whose date is past when the mail is written, is not told.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.text import Truncator
from wagtail.models import Site

from content.dates import long_date
from content.models import ContentPage, JournalLine, commune_of
from content.typography import fr
from events.models import EventPage, Occurrence
from events.zones import zone_of
from news.models import NewsPage
from newsletter.bulletin.identity import Paper
from newsletter.digests.event_cards import event_card
from newsletter.digests.selection import Item
from newsletter.digests.values import Card
from newsletter.subscribers.choices import Stream

Kind = JournalLine.Kind
PUBLICATION, CHANGE = "publication", "changement"
CHANGES, NEWS, EVENTS = range(3)
STREAMS = {NewsPage.journal_collection: Stream.NEWS, EventPage.journal_collection: Stream.AGENDA}
SUMMARY = 320
"""Characters of a summary; the page says the rest."""


@dataclass(frozen=True, slots=True)
class Telling:
    """An item, its card, and where the card stands: changes first, news by date, events by date."""

    item: Item
    card: Card
    place: tuple[int, float]


def matter_of(line: JournalLine) -> str:
    """What that line gives to tell, by a name; empty for a correction or a withdrawal: nobody is told again of it.

    A publication is one thing for ever, even withdrawn and published again. A date cancelled, moved, or maintained after
    all is a new thing each time.
    """
    if line.kind == Kind.PUBLISHED:
        return PUBLICATION
    return f"{CHANGE} {line.pk}" if is_change(line) else ""


def is_change(line: JournalLine) -> bool:
    """Whether residents must hear of it before they put their coat on."""
    return line.kind == Kind.CANCELLED or (line.kind == Kind.CHANGED and bool(line.turns_told))


def tellings(site: Site, lines: Iterable[JournalLine], now: dt.datetime) -> list[Telling]:
    """What these lines of that town give to tell as of now, in the order of a mail. Ten queries at most."""
    by_page: defaultdict[UUID, list[JournalLine]] = defaultdict(list)
    for line in sorted(lines, key=lambda each: each.pk):
        if line.collection in STREAMS and matter_of(line) and line.site_id == site.pk:
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
        found.append(Telling(item, card, (NEWS, -item.at.timestamp())))
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
    card = event_card(card_of(site, page, ""), page, lines, dates, today)
    rank = CHANGES if card.changed else EVENTS
    return Telling(item_of(page, lines, Stream.AGENDA), card, (rank, dates[0].starts_at.timestamp()))


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
