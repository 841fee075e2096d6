"""The agenda as a feed: what was announced, changed or cancelled last, whole, by subject, by place, by organizer."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Site

from content.feeds import FeedEntry, FeedSpec
from content.feeds import register as register_spec
from content.feeds.entries import body_html, entry_of
from content.feeds.markup import for_readers
from content.feeds.spec import Entries, Narrowing
from content.models import JournalLine, Organizer, Place, Topic, commune_of
from content.typography import fr
from events.feed_news import with_news
from events.models import EventPage, Occurrence
from events.models.event import EventQuerySet
from events.presenting import capitalised, date_lines
from events.zones import zone_of

KEPT = timedelta(days=30)
AHEAD = timedelta(days=31)
DATES = 6


def pages(site: Site, narrowed_to: Narrowing | None, now: datetime) -> EventQuerySet:
    """The events of the town, even over: the archives have them all."""
    events: EventQuerySet = EventPage.objects.on_site(site).published(now)
    if isinstance(narrowed_to, Topic):
        return events.about(narrowed_to)
    if isinstance(narrowed_to, Place):
        return events.filter(place=narrowed_to)
    return events.filter(signatory=narrowed_to) if isinstance(narrowed_to, Organizer) else events


def present(events: EventQuerySet, now: datetime) -> EventQuerySet:
    """Those that are not long over, with the moment residents were last told of them."""
    told = JournalLine.objects.filter(page_uid=OuterRef("uid")).order_by("-pk").values("at")[:1]
    lasting = events.filter(calendar_entry__last_day__gte=(now - KEPT).date())
    return lasting.annotate(told_at=Coalesce(Subquery(told), "first_published_at"))


def entry(event: EventPage) -> FeedEntry:
    """When, where, then the text; « Annulé » before its title as everywhere."""
    sentence = fr(f"{capitalised(event.sentence(event.local_today()))}.")
    where = event.place.name if event.place else ""
    told = event.status_message or event.standfirst
    head = format_html("<p><strong>{}</strong> {}</p><p>{}</p>", sentence, where, told)
    plain = entry_of(event, head + body_html(event), summary=" ".join(filter(None, [sentence, told])))
    word = _(event.state.word) if event.state.word else ""
    return replace(plain, title=f"{word} : {event.title}" if word else event.title)


def as_of(site: Site, entries: Entries, now: datetime) -> Entries:
    """The entries of events with their next dates, every date to come that is unlike the others, and what became of them."""
    today = now.astimezone(zone_of(commune_of(site).insee_code)).date()
    rows: dict[int, list[Occurrence]] = defaultdict(list)
    coming = Occurrence.objects.for_site(site).filter(event__in=list(entries)).exclude(slug="")
    for row in coming.to_announce(today, today + AHEAD):
        if row.exceptional or len(rows[row.event_id]) < DATES:
            rows[row.event_id].append(row)
    dated = entries | {pk: with_dates(entries[pk], found, site, today) for pk, found in rows.items()}
    return with_news(site, dated, now)


def with_dates(entry: FeedEntry, rows: Iterable[Occurrence], site: Site, today: date) -> FeedEntry:
    lines = [line for row in rows for line in date_lines([row.value(site)], row.event, today)]
    items = format_html_join("", "<li>{} : {}</li>", ((line["text"], what_of(line)) for line in lines))
    dates = format_html("<h2>{}</h2><ul>{}</ul>", _("Prochaines dates"), items)
    return replace(entry, html=entry.html + for_readers(dates, entry.url))


def what_of(line: dict[str, Any]) -> str:
    """« Annulé. La salle est prise. », « 20 h – 22 h, salle du Préau. »"""
    return " ".join(filter(None, [f"{line['status_text']}." if line["status_text"] else "", line["note"]]))


def register() -> None:
    register_spec(
        FeedSpec(
            prefix="agenda",
            title=gettext_lazy("Agenda"),
            audience=gettext_lazy("Ce qui se passe dans la commune, les reports et les annulations."),
            pages=pages,
            present=present,
            latest_by="told_at",
            by={"theme": Topic, "lieu": Place, "organisateur": Organizer},
            model=EventPage,
            make=entry,
            as_of=as_of,
        )
    )
