"""From an organizer's calendar to the proposals: what is new or changed arrives, what is known stays, what vanishes is said.

Run by the worker. A calendar that cannot be read leaves everything as it was, and says so in its report.
"""

from __future__ import annotations

import hashlib
import logging
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from content import fetch
from content.models import Place, commune_of
from content.schedule import stopping
from content.slugs import slug_of
from events.models.event import EventPage
from events.proposals import clashes, deciding
from events.proposals.calendars import parent
from events.proposals.calendars.blocks import CalendarRefused
from events.proposals.calendars.limits import LARGEST
from events.proposals.facts import EventFacts, kept, read
from events.proposals.holidays import with_boxes
from events.proposals.models import CalendarSource, ImportedEvent, Proposal, Submission
from events.proposals.reports import Tally, report_of
from events.values import Status
from events.zones import zone_of

logger = logging.getLogger("tambour.worker")

EVERY = timedelta(hours=6)
AT_ONCE = 3  # a slow one may take twenty seconds, and the mail waits
TYPES = ("text/calendar", "application/ics", "text/plain", "application/octet-stream")
State = Submission.State


def read_due(now: datetime) -> int:
    """Reads the calendars whose hour has come; answers how many. One that fails keeps the others going."""
    done = 0
    for source in CalendarSource.objects.to_read(now).select_related("organizer", "site")[:AT_ONCE]:
        if stopping():
            break
        try:
            read_source(source, now)
        except Exception:  # one organizer's calendar must not stop those of the others
            logger.exception("Le calendrier « %s » n’a pas pu être lu.", source)
            put_off(source, "Ce calendrier n’a pas pu être lu.", now)
        done += 1
    return done


def read_source(source: CalendarSource, now: datetime) -> None:
    """Reads one calendar and writes its report, whatever happens to it."""
    try:
        content, etag = content_of(source)
        digest = hashlib.sha256(content).hexdigest()
        zone = zone_of(commune_of(source.site).insee_code)
        today = now.astimezone(zone).date()
        if digest == source.digest and source.read_at and source.read_at.astimezone(zone).date() == today:
            raise fetch.FetchUnchanged
        answer = parent.read(content, zone, today)
    except fetch.FetchUnchanged:
        settle(source, now)
    except (fetch.FetchError, CalendarRefused) as trouble:
        put_off(source, str(trouble), now)
    else:
        source.report = report_of(
            take_all(source, answer["entries"], now), answer, missing(source, answer["uids"], now)
        )
        source.etag, source.digest, source.content = etag, digest, None
        settle(source, now)


def content_of(source: CalendarSource) -> tuple[bytes, str]:
    """Its bytes and their ETag. Raises FetchError, FetchUnchanged."""
    if not source.url:
        return bytes(source.content or b""), ""
    fetched = fetch.get(source.url, accept=TYPES, limit=LARGEST, timeout=10, etag=source.etag)
    return fetched.body, fetched.etag


def settle(source: CalendarSource, now: datetime) -> None:
    """It was read; a file never is again."""
    source.report.pop("trouble", None)
    source.read_at, source.failing_since = now, None
    source.next_read_at = now + EVERY if source.url else None
    source.save(update_fields=["report", "etag", "digest", "content", "read_at", "failing_since", "next_read_at"])


def put_off(source: CalendarSource, trouble: str, now: datetime) -> None:
    """It could not be read: nothing moves, and it is tried again."""
    source.report = source.report | {"trouble": trouble}
    source.failing_since = source.failing_since or now
    source.next_read_at = now + EVERY if source.url else None
    source.save(update_fields=["report", "failing_since", "next_read_at"])


def take_all(source: CalendarSource, entries: list[dict[str, Any]], now: datetime) -> Tally:
    """Takes the entries one by one; what one of them breaks is its own."""
    known = {(each.uid, each.recurrence): each for each in source.entries.select_related("event")}
    places = {slug_of(place.name): place for place in Place.objects.for_site(source.site)}
    tally = Tally()
    for each in entries:
        facts = with_boxes(told(read(each["facts"]), source, places), source.site)
        try:
            with transaction.atomic():
                outcome = take(source, known.get((each["uid"], each["recurrence"])), each, facts, now)
        except Exception:  # one entry of a stranger's calendar must not cost the others
            logger.exception("« %s » n’a pas pu être pris dans « %s ».", facts.title, source)
            outcome = "broken"
        tally.count(outcome, facts.title)
    return tally


def told(facts: EventFacts, source: CalendarSource, places: dict[str, Place]) -> EventFacts:
    """The facts with their organizer, and their place where the town knows it by that name."""
    name = facts.place_detail.partition(",")[0]
    place = places.get(slug_of(facts.place_detail)) or places.get(slug_of(name))
    if place is None:
        return replace(facts, signatory=source.organizer_id)
    exact = slug_of(facts.place_detail) == slug_of(place.name) or place.address in facts.place_detail
    return replace(
        facts, signatory=source.organizer_id, place=place.pk, place_detail="" if exact else facts.place_detail
    )


def take(
    source: CalendarSource, known: ImportedEvent | None, each: dict[str, Any], facts: EventFacts, now: datetime
) -> str:
    """Makes a proposal of what is new or changed; answers « new », « changed », « same » or « off »."""
    if known is None or (
        known.missing_since and known.event is None
    ):  # never seen, or come back before anybody read it
        known = known or ImportedEvent(source=source, uid=each["uid"], recurrence=each["recurrence"])
        before: dict[str, Any] = {}
    else:
        before = known.facts
        facts = on_its_old_start(facts, read(before))
    if not before and facts.status == Status.CANCELLED:
        return "off"  # nobody has heard of it, nobody has to
    same = bool(before) and (known.digest == each["digest"] or not facts.changed_since(read(before)))
    outcome = "same" if same else "changed" if before else "new"
    known.digest, known.missing_since = each["digest"], None
    known.facts = before if same else kept(facts)
    known.save()
    if not same:
        propose(source, known, before, now)
    return outcome


def on_its_old_start(facts: EventFacts, before: EventFacts) -> EventFacts:
    """The same series read later begins later, since past dates are left out: that alone is no change."""
    same = replace(facts, start_day=before.start_day, end_day=before.end_day)
    unmoved = facts.rule == before.rule and facts.start_time == before.start_time
    return same if facts.rule and unmoved and before.start_day <= facts.start_day else facts


def propose(source: CalendarSource, entry: ImportedEvent, before: dict[str, Any], now: datetime) -> None:
    """The proposal of an entry; one that nobody has read yet is brought up to date instead."""
    page = entry.event
    pending = entry.proposals.waiting().filter(drafted_at=None).first()
    proposal = pending or Proposal(
        site=source.site, entry=entry, event=page, before=before if page else {}, asked_at=now, state=State.WAITING
    )
    proposal.facts, proposal.waiting_since = entry.facts, now
    proposal.save()
    if source.trusted and not meets_something(proposal, now):
        deciding.publish(proposal, None, now)


def meets_something(proposal: Proposal, now: datetime) -> bool:
    """Whether somebody had better read it: a room already taken, an event already announced."""
    page = deciding.proposed_page(proposal)
    return any(clashes.met_by(page, now.astimezone(page.zone).date()))


def missing(source: CalendarSource, uids: list[str], now: datetime) -> list[str]:
    """The titles of what the calendar no longer has and that stays published; what nobody had read yet is withdrawn."""
    gone = source.entries.exclude(uid__in=uids)
    gone.filter(missing_since=None).update(missing_since=now)
    for proposal in Proposal.objects.waiting().filter(entry__in=gone, drafted_at=None):
        proposal.move(State.WAITING, State.WITHDRAWN, settled_at=now)
    published = EventPage.objects.live().filter(pk__in=gone.values("event"), occurrences__over_at__gt=now)
    return list(published.distinct().order_by("title").values_list("title", flat=True))
