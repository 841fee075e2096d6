"""Every date of every event, one row each: derived when an event is published, read by every list, never edited by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Count, F, Max, Q, Sum
from django.db.models.functions import TruncMonth
from wagtail.models import Site

from content.models import Organizer, Place, Topic
from events.values import OccurrenceValue, PlaceValue, Status, Timing

if TYPE_CHECKING:
    from events.models.event import EventPage

STATUS_CHOICES = [(status.value, status.word or "Prévu") for status in Status]


class OccurrenceQuerySet(models.QuerySet["Occurrence"]):
    def for_site(self, site: Site) -> Self:
        """The dates of the town's events that residents can read now."""
        return self.filter(site=site, event__live=True)

    def between(self, start: dt.datetime, end: dt.datetime) -> Self:
        """Those that take place, in part or whole, from `start` to before `end`; in order, ready to be shown."""
        return self.filter(starts_at__lt=end, over_at__gt=start).in_order()

    def upcoming(self, now: dt.datetime) -> Self:
        """Those not over yet, in order, ready to be shown."""
        return self.filter(over_at__gt=now).in_order()

    def on_days(self, first: dt.date, last: dt.date) -> Self:
        """Those shown on the days from `first` to `last`: taking place there, or announced there and moved since."""
        there = Q(start_day__lte=last, shown_until__gte=first)
        moved_away = Q(original_day__range=(first, last)) & ~Q(original_day=F("start_day"))
        return self.filter(there | moved_away).in_order()

    def moved_from(self, first: dt.date, last: dt.date) -> Self:
        """Those announced for the days from `first` to `last` that take place on another day."""
        return self.filter(original_day__range=(first, last)).exclude(original_day=F("start_day")).in_order()

    def to_announce(self, today: dt.date, until: dt.date) -> Self:
        """Those still to come by that day, and any later one that an exception speaks of."""
        coming = self.filter(Q(exceptional=True) | Q(start_day__lte=until), shown_until__gte=today)
        return coming.in_order().select_related("event__place")

    def taking_place(self) -> Self:
        """Neither cancelled nor put off."""
        return self.exclude(status__in=[Status.CANCELLED, Status.POSTPONED])

    def about(self, topic: Topic) -> Self:
        return self.filter(event__topics=topic)

    def at_place(self, place: Place) -> Self:
        return self.filter(place=place)

    def organised_by(self, organizer: Organizer) -> Self:
        return self.filter(event__signatory=organizer)

    def free(self) -> Self:
        return self.filter(event__free=True)

    def for_age(self, age: int) -> Self:
        """Those that do not say they are for others, in years."""
        young = Q(event__age_min=None) | Q(event__age_min__lte=age)
        return self.filter(young, Q(event__age_max=None) | Q(event__age_max__gte=age))

    def during(self, first: dt.date, last: dt.date) -> Self:
        """Those that take place, in part or whole, on the days from `first` to `last`."""
        return self.filter(start_day__lte=last, shown_until__gte=first)

    def counts_during(self, now: dt.datetime, windows: Mapping[str, tuple[dt.date, dt.date]]) -> dict[str, int]:
        """How many of those not over yet take place in each window, in one query."""
        inside = {
            name: Count("pk", filter=Q(start_day__lte=last, shown_until__gte=first), distinct=True)
            for name, (first, last) in windows.items()
        }
        return self.filter(over_at__gt=now).order_by().aggregate(**inside)

    def months(self) -> list[tuple[dt.date, int]]:
        """The months with something, the latest first, with how many dates begin in each."""
        counted = self.order_by().annotate(month=TruncMonth("start_day")).values_list("month")
        return [(month, number) for month, number in counted.annotate(Count("pk")).order_by("-month")]

    def accessible(self, code: str) -> Self:
        """Where that accessibility is guaranteed, by the event itself or by its place."""
        quoted = f'"{code}"'
        return self.filter(Q(event__accessibility__icontains=quoted) | Q(place__accessibility__icontains=quoted))

    def in_order(self) -> Self:
        shown = self.select_related("event", "event__signatory", "place").defer("event__body")
        return shown.order_by("starts_at", "event__title", "pk")


class Occurrence(models.Model):
    """One date of one event.

    `original_day` (and `original_time`) name it for ever, and make the `slug` of its own page, empty where the event has only
    one date. The other days and hours are when it really takes place, on the clock of the commune, whole days without an
    hour; `starts_at` and `over_at` are the same as instants.
    """

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="+")
    event = models.ForeignKey("events.EventPage", on_delete=models.CASCADE, related_name="occurrences")
    slug = models.CharField(max_length=20, blank=True)
    original_day = models.DateField()
    original_time = models.TimeField(null=True)
    start_day = models.DateField()
    start_time = models.TimeField(null=True)
    end_day = models.DateField()
    end_time = models.TimeField(null=True)
    shown_until = models.DateField()
    starts_at = models.DateTimeField()
    over_at = models.DateTimeField()
    status = models.CharField(max_length=15, choices=STATUS_CHOICES, default=Status.SCHEDULED.value)
    message = models.TextField(blank=True)
    place = models.ForeignKey(Place, on_delete=models.SET_NULL, null=True, related_name="+")
    exceptional = models.BooleanField(default=False)

    objects = OccurrenceQuerySet.as_manager()

    class Meta:
        verbose_name = "date"
        verbose_name_plural = "dates"
        constraints = [
            models.UniqueConstraint(fields=["event", "slug"], name="occurrence_once_per_address"),
        ]
        indexes = [
            models.Index(fields=["site", "over_at", "starts_at"], name="occurrence_upcoming"),
            models.Index(fields=["site", "shown_until", "start_day"], name="occurrence_by_day"),
            models.Index(fields=["site", "original_day"], name="occurrence_by_original_day"),
        ]

    def __str__(self) -> str:
        return f"{self.event} le {self.original_day:%d/%m/%Y}"

    @property
    def key(self) -> tuple[dt.date, dt.time | None]:
        return self.original_day, self.original_time

    @property
    def timing(self) -> Timing:
        return Timing(self.start_day, self.start_time, self.end_day, self.end_time)

    @property
    def state(self) -> Status:
        return Status(self.status)

    def value(self, site: Site) -> OccurrenceValue:
        """The date as a value; `site` is its own, passed so that a list asks nothing for each row."""
        event: EventPage = self.event
        path = event.path_on_site(site) + (f"{self.slug}/" if self.slug else "")
        return OccurrenceValue(
            title=event.title,
            path=path,
            address=site.root_url + path,
            timing=self.timing,
            original_day=self.original_day,
            original_hour=self.original_time,
            status=self.state,
            message=self.message,
            summary=event.standfirst,
            place=place_value(self.place),
            organizer=event.signatory.name if event.signatory else "",
            organizer_slug=event.signatory.slug if event.signatory else "",
            paper=event.paper,
            price=event.price_text,
            ages=event.ages,
            recurring=bool(self.slug),
        )


class CalendarEntryQuerySet(models.QuerySet["CalendarEntry"]):
    def for_site(self, site: Site) -> Self:
        """The entries of the town's events that residents can read now."""
        return self.filter(event__path__startswith=site.root_page.path, event__live=True).order_by("event_id")

    def of_town(self, site_id: int) -> Self:
        """Those with a date in that town."""
        return self.filter(pk__in=Occurrence.objects.filter(site=site_id).values("event__calendar_entry"))

    def ask_for_check(self) -> int:
        """Has the worker write them again soon; answers how many."""
        return self.update(checked_on=None)

    def since(self, day: dt.date) -> Self:
        """Those with a date on or after that day."""
        return self.filter(last_day__gte=day)

    def about(self, topic: Topic) -> Self:
        return self.filter(event__topics=topic)

    def at_place(self, place: Place) -> Self:
        return self.filter(event__place=place)

    def organised_by(self, organizer: Organizer) -> Self:
        return self.filter(event__signatory=organizer)

    def state(self) -> dict[str, Any]:
        """What tells these bytes from any others, in one query: how many entries, which, their versions, the last change.

        `changed_at` moves with every rewriting, so only entries that come or go are left to the sums.
        """
        return self.order_by().aggregate(
            number=Count("pk"),
            events=Sum("event_id"),
            squares=Sum(F("event_id") * F("event_id")),
            versions=Sum("sequence"),
            changed_at=Max("changed_at"),
        )


class CalendarEntry(models.Model):
    """The calendar's bytes of one event, written when they change: a feed is only these, one after the other.

    `checked_on` is the day its dates were last carried to the horizon; None asks the worker to do it now.
    """

    event = models.OneToOneField("events.EventPage", on_delete=models.CASCADE, related_name="calendar_entry")
    fragment = models.BinaryField()
    digest = models.CharField(max_length=64)
    sequence = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()
    last_day = models.DateField(db_index=True)
    checked_on = models.DateField(null=True, db_index=True)

    objects = CalendarEntryQuerySet.as_manager()

    class Meta:
        verbose_name = "entrée de calendrier"
        verbose_name_plural = "entrées de calendrier"

    def __str__(self) -> str:
        return f"{self.event}, version {self.sequence}"


def place_value(place: Place | None) -> PlaceValue | None:
    if place is None:
        return None
    return PlaceValue(place.name, place.slug, place.address, place.latitude, place.longitude)
