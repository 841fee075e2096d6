"""Who asked for what, in three queries whatever their number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q
from wagtail.models import Site

from newsletter.digests.selection import Matter, Reader, Wish
from newsletter.models import Subscriber, Subscription, Told
from newsletter.models.delivery import reason_against
from newsletter.subscribers.choices import Choice, Rhythm, Stream


def readers(site: Site, starts: Mapping[Rhythm, datetime], day: date) -> list[Reader]:
    """Everybody who asked for news of that town at one of these rhythms, each from its own moment on.

    Those to whom nothing may leave that day are there too, with the reason: the ledger accounts for them.
    """
    return found(site, ~Q(stream__in=[Stream.ALERTS, Stream.BULLETIN]) & Q(rhythm__in=list(starts)), starts, day)


def warned(site: Site, start: datetime, day: date) -> list[Reader]:
    """Everybody who asked for alerts."""
    return found(site, Q(stream=Stream.ALERTS), {Rhythm.IMMEDIATE: start}, day)


def found(site: Site, boxes: Q, starts: Mapping[Rhythm, datetime], day: date) -> list[Reader]:
    wishes = wishes_of(site, boxes, starts)
    districts = districts_of(site)
    people = Subscriber.objects.for_site(site).exclude(state=Subscriber.State.LEFT).order_by("pk")
    return [
        Reader(key, tuple(wishes[key]), frozenset(districts[key]), reason_against(state, paused_until, day) or "")
        for key, state, paused_until in people.values_list("pk", "state", "paused_until")
        if key in wishes
    ]


def wishes_of(site: Site, boxes: Q, starts: Mapping[Rhythm, datetime]) -> dict[int, list[Wish]]:
    wishes: dict[int, list[Wish]] = {}
    rows = Subscription.objects.filter(boxes, subscriber__site=site).order_by("pk")
    for key, stream, rhythm, topic, since in rows.values_list("subscriber", "stream", "rhythm", "topic__slug", "since"):
        choice = Choice(Stream(stream), Rhythm(rhythm), topic or "")
        wishes.setdefault(key, []).append(Wish(choice, max(since, starts[choice.rhythm])))
    return wishes


def districts_of(site: Site) -> defaultdict[int, set[str]]:
    chosen: defaultdict[int, set[str]] = defaultdict(set)
    rows = Subscriber.districts.through.objects.filter(subscriber__site=site)
    for key, slug in rows.values_list("subscriber", "district__slug"):
        chosen[key].add(slug)
    return chosen


def told(pages: Iterable[UUID]) -> defaultdict[int, set[Matter]]:
    """What each person has been told of these pages, in one query."""
    known: defaultdict[int, set[Matter]] = defaultdict(set)
    for key, page, matter in Told.objects.about(pages).values_list("subscriber", "page_uid", "matter"):
        known[key].add((page, matter))
    return known
