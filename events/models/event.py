"""An event: what it is, when it comes back, where, for whom. Written once, read everywhere."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from itertools import islice
from typing import Self

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, path, re_path
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.search import index

from content.blocks import BodyBlock
from content.dates import long_date
from content.models import ContentPage, Organizer, Place
from content.models.access import AccessField, access_labels
from content.models.page import ContentPageQuerySet
from content.pdf.serving import sheet_response
from content.turns import Turn
from events import sentences
from events.calendars import calendar_response, one_date_response
from events.days_off import DaysOff, SchoolHolidays, school_holidays
from events.desk.form import EventPageForm
from events.entries import one_date
from events.ical import CalendarHead, write_fragment
from events.materialising import planned, series_entry
from events.models.in_town import PageInTown
from events.models.occurrence import CalendarEntry, Occurrence
from events.models.planning import DateChange, EventDate, SchoolBreak
from events.panels import EVENT_PANELS
from events.posters import event as posters
from events.posters.announcing import event_poster
from events.posters.event import EventPoster
from events.presenting import event_context
from events.recurrence import Rule, parse
from events.schedule import Schedule
from events.turns import day_of, turns_of
from events.values import OccurrenceValue, Status, Timing, evening

SHOWN = 12
SAME_DAY = 4
FILE = "evenement.ics"
STATUSES = [
    (Status.SCHEDULED.value, "prévu"),
    (Status.RESCHEDULED.value, "à une nouvelle date"),
    (Status.RELOCATED.value, "dans un nouveau lieu"),
    (Status.MOVED_ONLINE.value, "en ligne"),
    (Status.FULL.value, "complet"),
    (Status.POSTPONED.value, "reporté, sans nouvelle date"),
    (Status.CANCELLED.value, "annulé"),
]


class EventQuerySet(ContentPageQuerySet):
    def due(self, now: dt.datetime) -> Self:
        """Live ones whose dates were not carried to the horizon today, or that were asked to be looked at again."""
        today = timezone.localdate(now)
        stale = Q(calendar_entry=None) | Q(calendar_entry__checked_on=None) | Q(calendar_entry__checked_on__lt=today)
        return self.live().filter(stale).order_by("pk")


class EventPage(RoutablePageMixin, PageInTown):
    """One event, with all its dates. Hours are those of the town hall's clock; who signs is who organises."""

    journal_collection = "agenda"
    shown_with = ("signatory__page", "image", "place__page")

    start_day = models.DateField("jour", help_text="Le premier, s’il revient.")
    start_time = models.TimeField("heure", null=True, blank=True, help_text="Vide : toute la journée.")
    end_day = models.DateField(
        "jusqu’au", null=True, blank=True, help_text="Seulement si un même rendez-vous dure plusieurs jours."
    )
    end_time = models.TimeField("fin", null=True, blank=True, help_text="Vide : on ne sait pas quand il finit.")
    rule = models.CharField("répétition", max_length=255, blank=True)
    skip_school_holidays = models.BooleanField("sauf vacances scolaires", default=False)
    skip_public_holidays = models.BooleanField("sauf jours fériés", default=False)

    status = models.CharField("état", max_length=15, choices=STATUSES, default=Status.SCHEDULED.value)
    status_message = models.TextField(
        "raison", blank=True, help_text="Pourquoi c’est annulé, reporté ou changé, et ce qui remplace. Paraît tel quel."
    )
    place = models.ForeignKey(
        Place, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="lieu"
    )
    place_detail = models.CharField(
        "précision sur le lieu", max_length=200, blank=True, help_text="« et quai des Lavandières »"
    )
    online_url = models.URLField("adresse de connexion", blank=True)
    partners = models.CharField("avec", max_length=200, blank=True, help_text="Qui organise aussi.")

    price = models.CharField(
        "prix", max_length=255, blank=True, help_text="« 8 €, réduit 5 € ». Vide et gratuit : « gratuit »."
    )
    free = models.BooleanField("gratuit", default=False)
    ages = models.CharField("âges", max_length=80, blank=True, help_text="« dès 6 ans », « adultes ».")
    age_min = models.PositiveSmallIntegerField(
        "à partir de (ans)", null=True, blank=True, validators=[MaxValueValidator(120)]
    )
    age_max = models.PositiveSmallIntegerField(
        "jusqu’à (ans)", null=True, blank=True, validators=[MaxValueValidator(120)]
    )
    registration = models.CharField(
        "inscription", max_length=250, blank=True, help_text="« conseillée », « à la mairie, avant jeudi »."
    )
    registration_url = models.URLField("inscription en ligne", blank=True)
    registration_phone = models.CharField("inscription par téléphone", max_length=20, blank=True)
    registration_email = models.EmailField("inscription par courriel", blank=True)
    accessibility = AccessField(
        "accessibilité", help_text="Ce que vous garantissez pour ce rendez-vous, en plus du lieu."
    )
    contact = models.CharField("contact", max_length=200, blank=True)
    body = StreamField(BodyBlock(), verbose_name="texte", blank=True)

    base_form_class = EventPageForm
    objects = PageManager.from_queryset(EventQuerySet)()

    parent_page_types = ["events.AgendaPage"]
    subpage_types: list[str] = []
    search_fields = [*ContentPage.search_fields, index.SearchField("body")]
    content_panels = EVENT_PANELS

    class Meta:
        verbose_name = "rendez-vous"
        verbose_name_plural = "rendez-vous"
        indexes = [models.Index(fields=["start_day"], name="event_by_start")]

    @property
    def organizer(self) -> Organizer | None:
        """Who organises is who signs."""
        return self.signatory

    @organizer.setter
    def organizer(self, organizer: Organizer | None) -> None:
        self.signatory = organizer

    @property
    def timing(self) -> Timing:
        """When its first date takes place."""
        if self.end_day is None or self.end_day == self.start_day:
            return evening(self.start_day, self.start_time, self.end_time)
        return Timing(self.start_day, self.start_time, self.end_day, self.end_time)

    @property
    def shared_day(self) -> dt.date | None:
        """Its only date; the card of a series names none."""
        return None if self.recurring else self.start_day

    @property
    def recurring(self) -> bool:
        """Whether it has several dates, each with its own page."""
        return bool(self.rule) or bool(self.chosen_dates.all())

    @property
    def recurrence(self) -> Rule | None:
        return parse(self.rule) if self.rule else None

    def schedule(
        self, dates: Iterable[EventDate] | None = None, changes: Iterable[DateChange] | None = None
    ) -> Schedule:
        """Everything that decides its dates, as a value. A form passes the dates and exceptions it has not saved yet."""
        dates = self.chosen_dates.all() if dates is None else dates
        changes = self.date_changes.all() if changes is None else changes
        bare = Schedule(self.timing, self.recurrence, tuple(each.timing for each in dates), (), self.days_off())
        return replace(
            bare, changes=tuple(each.change(bare.usual(each.original_day, each.original_time)) for each in changes)
        )

    def days_off(self) -> DaysOff:
        school = self.school_holidays().days if self.skip_school_holidays else frozenset[dt.date]()
        return DaysOff(school, self.skip_public_holidays, self.commune.insee_code)

    def school_holidays(self) -> SchoolHolidays:
        """Those of the town: its zone's, and those it entered itself."""
        breaks = SchoolBreak.objects.for_site(self.site).values_list("first_day", "last_day") if self.site else []
        return school_holidays(self.commune.school_zone, breaks)

    def skipped_days(self, first: dt.date, most: int) -> list[dt.date]:
        """The days of its rule, from that one on, that holidays hide: what may be held in spite of them."""
        schedule = self.schedule()
        return list(islice(schedule.skipped_days(first, schedule.reach(first)), most))

    def holiday_notice(self, schedule: Schedule, today: dt.date) -> str:
        """What to say where school holidays are not known as far as the series goes; empty where they are."""
        if not (self.skip_school_holidays and schedule.rule):
            return ""
        known = self.school_holidays()
        if known.cover(min(schedule.rule.until or schedule.reach(today), schedule.reach(today)), today):
            return ""
        until = known.known_until(today)
        if until is None:
            return _("Les vacances scolaires ne sont pas encore connues : des dates pourront tomber.")
        day = long_date(until, today)
        return _("Les vacances scolaires sont connues jusqu’au %(day)s : plus tard, des dates pourront tomber.") % {
            "day": day
        }

    def sentence(self, today: dt.date, schedule: Schedule | None = None) -> str:
        """Its schedule in French, without a capital: « chaque mardi de 18 h 30 à 20 h, sauf vacances scolaires »."""
        schedule = schedule or self.schedule()
        skipped = (("vacances scolaires", self.skip_school_holidays), ("jours fériés", self.skip_public_holidays))
        without = tuple(words for words, skip in skipped if skip and schedule.rule)
        return sentences.describe(schedule.first, schedule.rule, chosen=schedule.chosen, without=without, today=today)

    @property
    def state(self) -> Status:
        return Status(self.status)

    @property
    def price_text(self) -> str:
        return self.price or ("gratuit" if self.free else "")

    @property
    def accessibility_labels(self) -> list[str]:
        return access_labels(self.accessibility)

    def local_today(self) -> dt.date:
        """Today in the town."""
        return timezone.now().astimezone(self.zone).date()

    def journal_turns(self) -> dict[str, Turn]:
        """What became of the event or of single dates, for who must hear of it before leaving home."""
        places = {each.place_id: each.place.name for each in self.date_changes.all() if each.place}
        return turns_of(self.schedule(), self.state, self.status_message, places)

    def journal_holds(self, turn: str) -> bool:
        day = day_of(turn)
        return day is None or bool(self.schedule().expand(day, day))

    def journal_facts(self) -> dict[str, object]:
        """A new hour, a new place, a date cancelled: each is a change that residents are told of."""
        facts = (
            "start_day",
            "start_time",
            "end_day",
            "end_time",
            "rule",
            "skip_school_holidays",
            "skip_public_holidays",
        )
        told = ("status", "status_message", "place_id", "online_url", "price", "free", "registration")
        return super().journal_facts() | {
            **{name: getattr(self, name) for name in (*facts, *told)},
            "chosen": [(each.day, each.start_time, each.end_time) for each in self.chosen_dates.all()],
            "changes": [
                (each.original_day, each.original_time, each.kind, each.new_day, each.new_start_time, each.new_end_time,
                 each.place_id, each.message)
                for each in self.date_changes.all()
            ],
            "cancelled": self.state.off,
        }  # fmt: skip

    def plain_description(self) -> str:
        """What a calendar shows below the title: no markup, the practical facts one by line."""
        about = {
            "": self.standfirst,
            "Prix": self.price_text,
            "Âges": self.ages,
            "Inscription": self.registration or self.registration_phone or self.registration_email,
            "Inscription en ligne": self.registration_url,
            "En ligne": self.online_url,
            "Organisé par": self.signatory.name if self.signatory else "",
            "Accès": ", ".join(self.accessibility_labels),
            "Contact": self.contact,
        }
        return "\n".join(f"{label} : {text}" if label else text for label, text in about.items() if text)

    @path("")
    def whole(self, request: HttpRequest) -> HttpResponse:
        """The event; a series with its next dates."""
        today = self.local_today()
        rows = self.rows(preview=getattr(request, "is_preview", False))
        coming = [row for row in rows if row.shown_until >= today][:SHOWN]
        if self.recurring:
            return self.shown(request, None, coming)
        alone = coming[0] if coming else rows[-1] if rows else None
        return self.shown(request, alone, [])

    @re_path(r"^(?P<slug>20\d\d-\d\d-\d\d(?:-\d\dh\d\d)?)/$")
    def one_date(self, request: HttpRequest, slug: str) -> HttpResponse:
        """One date of a series; the only date of an event is the event's own page."""
        row = self.occurrences.filter(slug=slug).select_related("place").first()
        if row is None and self.occurrences.filter(slug="", original_day__in=days_named(slug)).exists():
            return redirect(self.path_on_site(self.town), permanent=True)
        if row is None:
            raise Http404
        return self.shown(request, row, self.around(row))

    @path("evenement.ics/")
    def calendar(self, request: HttpRequest) -> HttpResponse:
        """The event, with all its dates, for somebody's own calendar."""
        address = self.address()
        head = CalendarHead(self.title, self.standfirst or self.title, address, f"{address}{FILE}", self.zone)
        return calendar_response(request, head, CalendarEntry.objects.filter(event=self), FILE)

    @re_path(r"^(?P<slug>20\d\d-\d\d-\d\d(?:-\d\dh\d\d)?)/evenement\.ics/$")
    def calendar_of_one_date(self, request: HttpRequest, slug: str) -> HttpResponse:
        """One date of a series, by itself."""
        row = self.occurrences.filter(slug=slug).select_related("place").first()
        entry = CalendarEntry.objects.filter(event=self).first()
        if row is None or entry is None:
            raise Http404
        value = self.value(row)
        only = [one_date(series_entry(self), value)]
        fragment = write_fragment(only, zone=self.zone, stamp=entry.changed_at, sequence=entry.sequence)
        head = CalendarHead(
            self.title, self.standfirst or self.title, value.address, f"{value.address}{FILE}", self.zone
        )
        return one_date_response(request, head, fragment, FILE)

    @re_path(r"^(?:(?P<slug>20\d\d-\d\d-\d\d(?:-\d\dh\d\d)?)/)?affiche\.pdf/$")
    def poster(self, request: HttpRequest, slug: str = "") -> HttpResponse:
        """The event or one of its dates on one A4 sheet; of a series without a date, the series."""
        today = self.local_today()
        if slug:
            row = self.occurrences.filter(slug=slug).select_related("place").first()
            if row is None:
                raise Http404
            return self.printed(request, event_poster(self, self.value(row), None, today))
        rows = self.rows(preview=False)
        coming = next((row for row in rows if row.shown_until >= today), None)
        alone = coming or (rows[-1] if rows else None)
        value = self.value(alone) if alone else None
        said = event_poster(self, None, value, today) if self.recurring else event_poster(self, value, None, today)
        return self.printed(request, said)

    def printed(self, request: HttpRequest, said: EventPoster) -> HttpResponse:
        return sheet_response(
            request, posters.html(said), posters.assets(said), base=posters.BASE, name=f"affiche-{self.slug}"
        )

    def shown(self, request: HttpRequest, row: Occurrence | None, others: list[Occurrence]) -> HttpResponse:
        """The page of that date, or of the whole series when none is given, with other dates below."""
        value = self.value(row) if row else None
        beside = self.same_day(row) if row and row.pk else []
        context = event_context(self, value, [self.value(other) for other in others], self.local_today(), beside)
        return self.render(request, context_overrides=context)

    def around(self, row: Occurrence) -> list[Occurrence]:
        """The date before that one and the two after it, in order."""
        dates = self.occurrences.select_related("place")
        before = dates.filter(starts_at__lt=row.starts_at).order_by("-starts_at")[:1]
        return [*before, *dates.filter(starts_at__gt=row.starts_at).order_by("starts_at")[:2]]

    def same_day(self, row: Occurrence) -> list[OccurrenceValue]:
        """What else that day has in the town, four at most."""
        others = Occurrence.objects.for_site(self.town).during(row.start_day, row.start_day).exclude(event=self)
        return [other.value(self.town) for other in others.in_order()[:SAME_DAY]]

    def rows(self, *, preview: bool) -> list[Occurrence]:
        """All its dates in order; of a draft in preview, those it would have."""
        if preview:
            return sorted(planned(self, self.local_today()), key=lambda row: row.starts_at)
        return list(self.occurrences.select_related("place").order_by("starts_at"))

    def value(self, row: Occurrence) -> OccurrenceValue:
        row.event = self
        return row.value(self.town)


def days_named(slug: str) -> list[dt.date]:
    """The day of a date's address, nothing when the calendar has no such day."""
    try:
        return [dt.date.fromisoformat(slug[:10])]
    except ValueError:
        return []
