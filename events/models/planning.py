"""What editors write about single dates, and the school holidays no package publishes."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable, Site

from content.models import Place
from content.models.belonging import SiteQuerySet, only_site
from events.schedule import OFF, Change, Kind
from events.values import Timing, evening

KINDS = [
    (Kind.CANCELLED.value, "est annulée"),
    (Kind.POSTPONED.value, "est reportée, sans nouvelle date"),
    (Kind.MOVED.value, "a lieu un autre jour ou à une autre heure"),
    (Kind.CHANGED.value, "a lieu ailleurs, ou appelle une précision"),
    (Kind.FULL.value, "est complète"),
    (Kind.HELD.value, "est maintenue malgré les vacances ou le jour férié"),
]


class EventDate(Orderable):
    """A date more, chosen by hand: never skipped as a holiday."""

    page = ParentalKey("events.EventPage", on_delete=models.CASCADE, related_name="chosen_dates")
    day = models.DateField("jour")
    start_time = models.TimeField("heure", null=True, blank=True, help_text="Vide : toute la journée.")
    end_time = models.TimeField("fin", null=True, blank=True, help_text="Vide : personne ne sait encore.")

    panels = [FieldRowPanel([FieldPanel("day"), FieldPanel("start_time"), FieldPanel("end_time")])]

    class Meta(Orderable.Meta):
        verbose_name = "autre date"
        verbose_name_plural = "autres dates"

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y}"

    def clean(self) -> None:
        if self.end_time and not self.start_time:
            raise ValidationError({"start_time": "Il manque l’heure de début."})

    @property
    def timing(self) -> Timing:
        return evening(self.day, self.start_time, self.end_time)


class DateChange(Orderable):
    """What becomes of one date of an event. The date keeps the address of the day it was announced for."""

    page = ParentalKey("events.EventPage", on_delete=models.CASCADE, related_name="date_changes")
    original_day = models.DateField("la date du", help_text="Le jour annoncé au départ.")
    original_time = models.TimeField(
        "à", null=True, blank=True, help_text="Seulement si deux rendez-vous étaient prévus ce jour-là."
    )
    kind = models.CharField("cette date", max_length=10, choices=KINDS, default=Kind.CANCELLED.value)
    new_day = models.DateField("nouveau jour", null=True, blank=True)
    new_start_time = models.TimeField("nouvelle heure", null=True, blank=True)
    new_end_time = models.TimeField("nouvelle fin", null=True, blank=True)
    place = models.ForeignKey(
        Place, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="nouveau lieu"
    )
    message = models.TextField(
        "ce que l’on dit aux habitants",
        blank=True,
        help_text="Pourquoi, et ce qui remplace. Paraît partout où paraît la date.",
    )

    panels = [
        FieldRowPanel([FieldPanel("original_day"), FieldPanel("original_time")]),
        FieldPanel("kind"),
        FieldRowPanel([FieldPanel("new_day"), FieldPanel("new_start_time"), FieldPanel("new_end_time")]),
        FieldPanel("place", widget=forms.Select),
        FieldPanel("message"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = "exception"
        verbose_name_plural = "exceptions"

    def __str__(self) -> str:
        return f"{self.original_day:%d/%m/%Y} {self.get_kind_display()}"

    def clean(self) -> None:
        if self.kind == Kind.MOVED and not (self.new_day or self.new_start_time):
            raise ValidationError({"new_day": "Donnez le nouveau jour ou la nouvelle heure."})
        if self.new_end_time and not self.new_start_time:
            raise ValidationError({"new_start_time": "Donnez aussi l’heure de début."})
        if self.kind in OFF and not self.message.strip():
            raise ValidationError({"message": "Dites pourquoi, en une phrase : c’est ce que liront les habitants."})

    def change(self, usual: Timing) -> Change:
        """The exception as a value; `usual` is when the date would take place without it."""
        return Change(
            day=self.original_day,
            hour=self.original_time,
            kind=Kind(self.kind),
            timing=self.new_timing(usual),
            place=self.place_id,
            message=self.message.strip(),
        )

    def new_timing(self, usual: Timing) -> Timing | None:
        """When it takes place instead, None when the hours stay. A date cancelled after it was moved stays where it was moved."""
        if not (self.new_day or self.new_start_time):
            return None
        day = self.new_day or self.original_day
        if self.new_start_time is None:
            return usual.on(day)
        if self.new_end_time is None:
            return usual.at(day, self.new_start_time)
        return evening(day, self.new_start_time, self.new_end_time)


class SchoolBreakQuerySet(SiteQuerySet):
    """The holidays of a town."""


class SchoolBreak(models.Model):
    """School holidays entered by the town: Corsica, overseas, and the years the ministry has not published."""

    site = models.ForeignKey(
        Site, on_delete=models.CASCADE, related_name="+", verbose_name="commune", default=only_site
    )
    name = models.CharField("nom", max_length=80, help_text="« Vacances de Noël ».")
    first_day = models.DateField("premier jour")
    last_day = models.DateField("dernier jour", help_text="Le dernier jour sans école, veille de la reprise.")

    objects = SchoolBreakQuerySet.as_manager()

    panels = [FieldPanel("name"), FieldPanel("first_day"), FieldPanel("last_day"), FieldPanel("site")]

    class Meta:
        verbose_name = "vacances scolaires"
        verbose_name_plural = "vacances scolaires"
        ordering = ["first_day"]

    def __str__(self) -> str:
        return f"{self.name}, du {self.first_day:%d/%m/%Y} au {self.last_day:%d/%m/%Y}"

    def clean(self) -> None:
        if not (self.first_day and self.last_day):
            return
        if self.last_day < self.first_day:
            raise ValidationError({"last_day": "Le dernier jour vient après le premier."})
        if (self.last_day - self.first_day).days > 120:
            raise ValidationError({"last_day": "Ces vacances durent plus de quatre mois : vérifiez l’année."})
