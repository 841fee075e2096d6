"""From an event's schedule to its rows: what every list, page and calendar reads.

Called inside the transaction that publishes, and again each day by the worker, which carries the horizon further. Days that
are past are history: changing the rule of a series in spring does not rewrite its autumn.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

from django.db import transaction

from content import generation
from content.feeds.entries import picture_of
from content.models import Place
from events.entries import Entry, entries
from events.ical import write_fragment
from events.models.occurrence import CalendarEntry, Occurrence, place_value
from events.schedule import Instance
from events.values import Status

if TYPE_CHECKING:
    from events.models.event import EventPage

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
DERIVED = (
    "site", "slug", "start_day", "start_time", "end_day", "end_time", "shown_until", "starts_at", "over_at", "status", "message",
    "place", "exceptional",
)  # fmt: skip


def materialise(event: EventPage, now: datetime) -> None:
    """Brings the rows and the calendar entry of a live event up to its schedule, from today to the horizon.

    The first time, the days already past are written too; afterwards they are only touched by an exception that names them.
    """
    today = now.astimezone(event.zone).date()
    if event.site is None:  # not under any town's root: nobody can read it
        return
    with transaction.atomic():
        kept = {row.key: row for row in event.occurrences.select_for_update()}
        wanted = {row.key: row for row in planned(event, today)}
        moved = _store(kept, _respecting_history(kept, wanted, today))
        rewritten = write_entry(event, now, today)
    if moved or rewritten:
        generation.bump_on_commit()


def planned(event: EventPage, today: date) -> list[Occurrence]:
    """The rows that the event's schedule asks for, as far as it reaches, not saved; what a draft's preview shows too."""
    schedule = event.schedule()
    instances = schedule.expand(schedule.opening(), schedule.reach(today))
    slugs = date_slugs(instances) if schedule.recurring else {}
    places = {change.place_id: change.place for change in event.date_changes.all()}
    return [_row(event, each, slugs.get((each.day, each.hour), ""), places) for each in instances]


def date_slugs(instances: Iterable[Instance]) -> dict[tuple[date, time | None], str]:
    """The name of each date in an address: 2026-12-05, and 2026-12-05-20h30 for the second of a day."""
    slugs: dict[tuple[date, time | None], str] = {}
    taken: set[str] = set()
    for each in sorted(instances, key=lambda each: not each.by_rule):
        plain = f"{each.day:%Y-%m-%d}"
        slug = plain if plain not in taken or each.hour is None else f"{plain}-{each.hour:%Hh%M}"
        taken.add(slug)
        slugs[each.day, each.hour] = slug
    return slugs


def _row(event: EventPage, each: Instance, slug: str, places: dict[int | None, Place | None]) -> Occurrence:
    timing, zone = each.timing, event.zone
    status = each.status
    if event.state.off or status == Status.SCHEDULED:
        status = event.state
    elsewhere = each.change.place if each.change else None
    return Occurrence(
        site=event.site,
        event=event,
        slug=slug,
        original_day=each.day,
        original_time=each.hour,
        start_day=timing.day,
        start_time=timing.start,
        end_day=timing.final_day,
        end_time=timing.end,
        shown_until=timing.shown_until,
        starts_at=timing.starts_at(zone),
        over_at=timing.over_at(zone),
        status=status.value,
        message=message_of(event, each),
        place=places[elsewhere] if elsewhere else event.place,
        exceptional=each.change is not None,
    )


def message_of(event: EventPage, each: Instance) -> str:
    """What residents read of that date: why the whole event is off, before anything said of the date alone."""
    own = each.change.message if each.change else ""
    return (event.status_message or own) if event.state.off else (own or event.status_message)


Rows = dict[tuple[date, time | None], Occurrence]


def _respecting_history(kept: Rows, wanted: Rows, today: date) -> Rows:
    """The rows that shall be: those wanted, but the past of a series as it was, save where an exception speaks of it."""
    history = {key: row for key, row in kept.items() if row.slug and row.shown_until < today}
    if not history:
        return wanted
    rows = dict(history)
    for key, row in wanted.items():
        named = row.exceptional or (key in kept and kept[key].exceptional)
        if row.shown_until >= today or (named and key in kept):
            rows[key] = row
    addresses = {row.slug: key for key, row in wanted.items() if rows.get(key) is row}
    return {key: row for key, row in rows.items() if addresses.get(row.slug, key) == key}


def _store(kept: Rows, rows: Rows) -> bool:
    """Makes the table hold exactly `rows`; answers whether anything moved."""
    same = {key for key in rows if key in kept and (rows[key] is kept[key] or _facts(rows[key]) == _facts(kept[key]))}
    renamed = {key for key in rows if key in kept and rows[key].slug != kept[key].slug}
    gone = [row.pk for key, row in kept.items() if key not in rows or key in renamed]
    amended = [key for key in rows if key in kept and key not in same | renamed]
    for key in amended:
        rows[key].pk = kept[key].pk
    Occurrence.objects.filter(pk__in=gone).delete()
    Occurrence.objects.bulk_update([rows[key] for key in amended], DERIVED, batch_size=200)
    new = [row for key, row in rows.items() if key not in kept or key in renamed]
    Occurrence.objects.bulk_create(new, batch_size=500)
    return bool(gone or amended or new)


def _facts(row: Occurrence) -> tuple[object, ...]:
    return tuple(getattr(row, f"{name}_id" if name in ("site", "place") else name) for name in DERIVED)


def write_entry(event: EventPage, now: datetime, today: date) -> bool:
    """Writes the event's part of the calendars; its SEQUENCE moves only when its bytes do. Answers whether they did."""
    found = calendar_entries(event, event.schedule().reach(today))
    digest = hashlib.sha256(write_fragment(found, zone=event.zone, stamp=EPOCH, sequence=0)).hexdigest()
    last_day = max((row.end_day for row in event.occurrences.all()), default=today)
    before = CalendarEntry.objects.filter(event=event).first()
    if before and before.digest == digest:
        CalendarEntry.objects.filter(pk=before.pk).update(checked_on=today, last_day=last_day)
        return False
    sequence = before.sequence + 1 if before else 0
    CalendarEntry.objects.update_or_create(
        event=event,
        defaults={
            "fragment": write_fragment(found, zone=event.zone, stamp=now, sequence=sequence),
            "digest": digest,
            "sequence": sequence,
            "changed_at": now,
            "last_day": last_day,
            "checked_on": today,
        },
    )
    return True


def calendar_entries(event: EventPage, last: date) -> list[Entry]:
    """What the event's rows say to a calendar."""
    rows = event.occurrences.select_related("place")
    for row in rows:
        row.event = event
    return entries(series_entry(event), [row.value(event.site) for row in rows if event.site], last)


def series_entry(event: EventPage) -> Entry:
    """What every date of the event has in common, for a calendar."""
    picture = picture_of(event)
    return Entry(
        uid=str(event.uid),
        timing=event.timing,
        title=event.title,
        description=event.plain_description(),
        address=event.address(),
        place=place_value(event.place),
        categories=tuple(topic.name for topic in event.subjects),
        picture=picture.url if picture else "",
        online=event.online_url,
        status=event.state,
        rule=event.recurrence,
    )
