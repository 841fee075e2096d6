"""When a counter receives: an ordinary week, and the days unlike it. The town hall and each service keep theirs so."""

import datetime as dt
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models

WEEKDAYS = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]


class DayHours:
    """A day's opening periods (local wall-clock times) and, on an exceptional day, the reason."""

    def __init__(self, periods: list[tuple[dt.time, dt.time]], reason: str) -> None:
        self.periods = periods
        self.reason = reason

    def __bool__(self) -> bool:
        return bool(self.periods)

    def open_until(self, at: dt.time) -> dt.time | None:
        """When the present opening ends, or None when closed at that moment."""
        return next((closes for opens, closes in self.periods if opens <= at < closes), None)

    def next_opening(self, at: dt.time) -> dt.time | None:
        """The next opening of the same day after that moment, or None."""
        return next((opens for opens, _closes in self.periods if opens > at), None)


class KeepsHours:
    """For a model with `opening_periods` and `closures`."""

    opening_periods: Any
    closures: Any

    def hours_on(self, day: dt.date) -> DayHours:
        """When it receives on that day, an exceptional closure or opening included."""
        exceptions = [closure for closure in self.closures.all() if closure.day == day]
        if exceptions:
            opened = [(c.opens, c.closes) for c in exceptions if c.opens and c.closes]
            return DayHours(sorted(opened), exceptions[0].reason)
        regular = [(p.opens, p.closes) for p in self.opening_periods.all() if p.weekday == day.weekday()]
        return DayHours(sorted(regular), "")

    def week(self) -> list[tuple[str, DayHours]]:
        """The ordinary week: each weekday's name with its hours, days closed left out."""
        periods = list(self.opening_periods.all())
        week = []
        for number, name in enumerate(WEEKDAYS):
            hours = sorted((p.opens, p.closes) for p in periods if p.weekday == number)
            if hours:
                week.append((name, DayHours(hours, "")))
        return week


class WeeklyOpening(models.Model):
    """One opening of the ordinary week: Wednesday, 9 to 12."""

    weekday = models.PositiveSmallIntegerField("jour", choices=list(enumerate(WEEKDAYS)))
    opens = models.TimeField("ouvre à")
    closes = models.TimeField("ferme à")

    class Meta:
        abstract = True
        verbose_name = "plage d’ouverture"
        verbose_name_plural = "plages d’ouverture"
        ordering = ["weekday", "opens"]

    def __str__(self) -> str:
        return f"{WEEKDAYS[self.weekday]} {self.opens:%H:%M}-{self.closes:%H:%M}"

    def clean(self) -> None:
        if self.opens and self.closes and self.opens >= self.closes:
            raise ValidationError({"closes": "L’heure de fermeture doit suivre l’heure d’ouverture."})


class ExceptionalDayQuerySet(models.QuerySet[Any]):
    def coming(self, day: dt.date) -> Self:
        return self.filter(day__gte=day)


class ExceptionalDay(models.Model):
    """A day unlike the ordinary week: closed, or open at other hours."""

    day = models.DateField("jour")
    opens = models.TimeField("ouvre à", null=True, blank=True, help_text="Laissez vide si c’est fermé.")
    closes = models.TimeField("ferme à", null=True, blank=True)
    reason = models.CharField("motif", max_length=200)

    objects = ExceptionalDayQuerySet.as_manager()

    class Meta:
        abstract = True
        verbose_name = "jour exceptionnel"
        verbose_name_plural = "jours exceptionnels"
        ordering = ["day", "opens"]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y} : {self.reason}"

    def clean(self) -> None:
        if bool(self.opens) != bool(self.closes):
            raise ValidationError({"closes": "Donnez l’heure d’ouverture et l’heure de fermeture, ou aucune des deux."})
        if self.opens and self.closes and self.opens >= self.closes:
            raise ValidationError({"closes": "L’heure de fermeture doit suivre l’heure d’ouverture."})
