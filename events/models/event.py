"""An event: what it is, when it comes back, where, for whom. Written once, read everywhere."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils import timezone
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.search import index

from content.blocks import BodyBlock
from content.models import ContentPage, Organizer, Place
from content.models.access import AccessField, access_labels
from content.models.page import ContentPageQuerySet
from events import sentences
from events.days_off import DaysOff, SchoolHolidays, school_holidays
from events.models.planning import SchoolBreak
from events.panels import EVENT_PANELS
from events.recurrence import Rule, parse
from events.schedule import Schedule
from events.values import Status, Timing, evening
from events.zones import zone_of

STATUSES = [
    (Status.SCHEDULED.value, "prévu"),
    (Status.RESCHEDULED.value, "à une nouvelle date"),
    (Status.RELOCATED.value, "dans un nouveau lieu"),
    (Status.MOVED_ONLINE.value, "en ligne"),
    (Status.FULL.value, "complet"),
    (Status.POSTPONED.value, "reporté, sans nouvelle date"),
    (Status.CANCELLED.value, "annulé"),
]


class EventPage(RoutablePageMixin, ContentPage):
    """One event, with all its dates. Hours are those of the town hall's clock; who signs is who organises."""

    journal_collection = "agenda"

    start_day = models.DateField("jour", help_text="Le premier, s’il revient.")
    start_time = models.TimeField("heure", null=True, blank=True, help_text="Vide : toute la journée.")
    end_day = models.DateField("jusqu’au", null=True, blank=True, help_text="Seulement si un même rendez-vous dure plusieurs jours.")
    end_time = models.TimeField("fin", null=True, blank=True, help_text="Vide : on ne sait pas quand il finit.")
    rule = models.CharField("répétition", max_length=200, blank=True)
    skip_school_holidays = models.BooleanField("sauf vacances scolaires", default=False)
    skip_public_holidays = models.BooleanField("sauf jours fériés", default=False)

    status = models.CharField("état", max_length=15, choices=STATUSES, default=Status.SCHEDULED.value)
    status_message = models.TextField(
        "raison", blank=True, help_text="Pourquoi c’est annulé, reporté ou changé, et ce qui remplace. Paraît tel quel."
    )
    place = models.ForeignKey(Place, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="lieu")
    place_detail = models.CharField("précision sur le lieu", max_length=200, blank=True, help_text="« et quai des Lavandières »")
    online_url = models.URLField("adresse de connexion", blank=True)
    partners = models.CharField("avec", max_length=200, blank=True, help_text="Qui organise aussi.")

    price = models.CharField("prix", max_length=255, blank=True, help_text="« 8 €, réduit 5 € ». Vide et gratuit : « gratuit ».")
    free = models.BooleanField("gratuit", default=False)
    ages = models.CharField("âges", max_length=80, blank=True, help_text="« dès 6 ans », « adultes ».")
    age_min = models.PositiveSmallIntegerField("à partir de (ans)", null=True, blank=True, validators=[MaxValueValidator(120)])
    age_max = models.PositiveSmallIntegerField("jusqu’à (ans)", null=True, blank=True, validators=[MaxValueValidator(120)])
    registration = models.CharField("inscription", max_length=250, blank=True, help_text="« conseillée », « à la mairie, avant jeudi ».")
    registration_url = models.URLField("inscription en ligne", blank=True)
    registration_phone = models.CharField("inscription par téléphone", max_length=20, blank=True)
    registration_email = models.EmailField("inscription par courriel", blank=True)
    accessibility = AccessField("accessibilité", help_text="Ce que vous garantissez pour ce rendez-vous, en plus du lieu.")
    contact = models.CharField("contact", max_length=200, blank=True)
    body = StreamField(BodyBlock(), verbose_name="texte", blank=True)

    objects = PageManager.from_queryset(ContentPageQuerySet)()

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
    def zone(self) -> ZoneInfo:
        return zone_of(self.commune.insee_code)

    @property
    def timing(self) -> Timing:
        """When its first date takes place."""
        if self.end_day is None or self.end_day == self.start_day:
            return evening(self.start_day, self.start_time, self.end_time)
        return Timing(self.start_day, self.start_time, self.end_day, self.end_time)

    @property
    def recurrence(self) -> Rule | None:
        return parse(self.rule) if self.rule else None

    def schedule(self) -> Schedule:
        """Everything that decides its dates, as a value."""
        chosen = tuple(each.timing for each in self.chosen_dates.all())
        by_day = {timing.day: timing for timing in reversed(chosen)}
        return Schedule(
            first=self.timing,
            rule=self.recurrence,
            chosen=chosen,
            changes=tuple(
                each.change(by_day.get(each.original_day, self.timing)) for each in self.date_changes.all() if each.original_day
            ),
            skipped=self.days_off(),
        )

    def days_off(self) -> DaysOff:
        school = self.school_holidays().days if self.skip_school_holidays else frozenset[dt.date]()
        return DaysOff(school, self.skip_public_holidays, self.commune.insee_code)

    def school_holidays(self) -> SchoolHolidays:
        """Those of the town: its zone's, and those it entered itself."""
        breaks = SchoolBreak.objects.for_site(self.site).values_list("first_day", "last_day") if self.site else []
        return school_holidays(self.commune.school_zone, breaks)

    def sentence(self, today: dt.date) -> str:
        """Its schedule in French, without a capital: « chaque mardi de 18 h 30 à 20 h, sauf vacances scolaires »."""
        without = [
            words
            for words, skipped in (("vacances scolaires", self.skip_school_holidays), ("jours fériés", self.skip_public_holidays))
            if skipped and self.rule
        ]
        chosen = tuple(each.timing for each in self.chosen_dates.all())
        return sentences.describe(self.timing, self.recurrence, chosen=chosen, without=tuple(without), today=today)

    @property
    def state(self) -> Status:
        return Status(self.status)

    @property
    def price_text(self) -> str:
        return self.price or ("gratuit" if self.free else "")

    @property
    def accessibility_labels(self) -> list[str]:
        return access_labels(self.accessibility)

    def today(self) -> dt.date:
        return timezone.now().astimezone(self.zone).date()

    def journal_facts(self) -> dict[str, object]:
        """A new hour, a new place, a date cancelled: each is a change that residents are told of."""
        facts = ("start_day", "start_time", "end_day", "end_time", "rule", "skip_school_holidays", "skip_public_holidays")
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
