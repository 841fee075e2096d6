"""What a collection of the agenda gives away as open data, read from the rows: the same dates as its calendar."""

from collections import defaultdict
from datetime import date, datetime
from typing import Any

from dateutil.relativedelta import relativedelta
from wagtail.models import Site

from content.feeds.entries import picture_of
from content.feeds.spec import Collection
from content.models import Commune, Organizer, Place, Topic
from events.models import CalendarEntry, EventPage, Occurrence
from events.models.agenda import narrow
from events.models.occurrence import CalendarEntryQuerySet, place_value
from events.opendata import OpenEvent, OpenTown
from events.values import OccurrenceValue
from events.zones import zone_of

BEHIND = relativedelta(months=12)
AHEAD = relativedelta(months=24)


def calendar_entries(collection: Collection, today: date) -> CalendarEntryQuerySet:
    """The calendar entries of its events, from twelve months back."""
    entries: CalendarEntryQuerySet = narrowed(CalendarEntry.objects.for_site(collection.site), collection)
    return entries.since(today - BEHIND)


def narrowed(rows: Any, collection: Collection) -> Any:
    """Those of the collection's subject, place or organizer; all of them where it is the whole agenda."""
    found = collection.narrowed_to
    return narrow(rows, found) if isinstance(found, Topic | Place | Organizer) else rows


def open_events(collection: Collection, today: date) -> list[OpenEvent]:
    """Its events with their dates, twelve months back and twenty-four ahead, in the order of their addresses."""
    site, entries = collection.site, calendar_entries(collection, today)
    updated = dict(entries.values_list("event_id", "changed_at"))
    events = {event.pk: event for event in events_of(updated)}
    dates: dict[int, list[OccurrenceValue]] = defaultdict(list)
    rows = Occurrence.objects.for_site(site).filter(event__in=events).on_days(today - BEHIND, today + AHEAD)
    for row in rows:
        row.event = events[row.event_id]
        dates[row.event_id].append(row.value(site))
    return [
        open_event(event, tuple(dates[pk]), updated[pk], site)
        for pk, event in sorted(events.items(), key=lambda item: item[1].url_path)
        if dates[pk]
    ]


def events_of(found: dict[int, datetime]) -> list[EventPage]:
    pages = EventPage.objects.filter(pk__in=found).select_related("signatory", "image", "place").defer("body")
    return list(pages.prefetch_related("topics", "image__renditions"))


def open_event(event: EventPage, dates: tuple[OccurrenceValue, ...], updated: datetime, site: Site) -> OpenEvent:
    picture = picture_of(event)
    access = [*(event.place.accessibility if event.place else []), *event.accessibility]
    return OpenEvent(
        uid=str(event.uid),
        slug=event.slug,
        title=event.title,
        address=site.root_url + event.path_on_site(site),
        dates=dates,
        updated=updated,
        status=event.state,
        message=event.status_message,
        summary=event.standfirst,
        details=event.plain_description(),
        keywords=tuple(topic.name for topic in event.topic_list),
        picture=picture.url if picture else "",
        credit=event.image.credit if event.image else "",
        price=event.price_text,
        free=event.free,
        ages=event.ages,
        youngest=event.age_min,
        oldest=event.age_max,
        registration_url=event.registration_url,
        registration_phone=event.registration_phone,
        registration_email=event.registration_email,
        access=tuple(dict.fromkeys(access)),
        place=place_value(event.place),
        online=event.online_url,
        organizer=event.signatory.name if event.signatory else "",
    )


def open_town(commune: Commune) -> OpenTown:
    return OpenTown(commune.name, commune.insee_code, zone_of(commune.insee_code))
