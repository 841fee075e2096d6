"""Collection rounds, as an editor keeps them; `rounds_of` reads a town's as values."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Site

from content.collection.rhythm import FARTHEST, OnHoliday, Rhythm
from content.collection.rounds import Area, Round, Rounds
from content.generation import per_generation
from content.models.belonging import SiteQuerySet, only_site
from content.models.commune import commune_of
from content.models.taxonomy import District


class CollectionRound(ClusterableModel):
    """One kind of bin, in some districts, on its days."""

    class PutOut(models.TextChoices):
        EVENING = "evening", "la veille au soir"
        MORNING = "morning", "le matin même"

    EVERY = [
        (1, "chaque semaine"),
        *(
            (weeks, f"une semaine sur {name}")
            for weeks, name in [(2, "deux"), (3, "trois"), (4, "quatre"), (8, "huit")]
        ),
        (0, "aux dates choisies ci-dessous seulement"),
    ]
    HOLIDAYS = [
        (OnHoliday.NEXT_DAY, "passe le lendemain (jamais un dimanche)"),
        (OnHoliday.KEPT, "passe quand même"),
        (OnHoliday.CANCELLED, "ne passe pas"),
    ]

    site = models.ForeignKey(
        Site, on_delete=models.CASCADE, related_name="+", verbose_name="commune", default=only_site
    )
    what = models.CharField(
        "ce qu’il faut sortir",
        max_length=60,
        help_text="Avec son article, comme on le dit : « le bac jaune », « les sapins ».",
    )
    contents = models.CharField("ce qu’il contient", max_length=160, blank=True, help_text="« emballages et papiers »")
    districts = ParentalManyToManyField(
        District, blank=True, related_name="+", verbose_name="quartiers", help_text="Aucun : toute la commune."
    )
    every = models.PositiveSmallIntegerField("fréquence", choices=EVERY, default=1)
    first_day = models.DateField(
        "un jour de passage",
        null=True,
        blank=True,
        help_text="N’importe lequel, même passé : il donne le jour de la semaine et la bonne semaine.",
    )
    last_day = models.DateField("dernier passage", null=True, blank=True, help_text="Vide : la tournée continue.")
    on_holiday = models.CharField("un jour férié", max_length=10, choices=HOLIDAYS, default=OnHoliday.NEXT_DAY)
    put_out = models.CharField("à sortir", max_length=10, choices=PutOut.choices, default=PutOut.EVENING)
    put_out_at = models.TimeField(
        "heure", null=True, blank=True, help_text="La veille : après cette heure. Le matin : avant cette heure."
    )
    passes_at = models.TimeField("le camion passe dès", null=True, blank=True)
    order = models.PositiveSmallIntegerField("rang", default=0)

    objects: ClassVar[Any] = SiteQuerySet.as_manager()

    panels = [
        MultiFieldPanel([FieldPanel("what"), FieldPanel("contents")], "Le bac"),
        FieldPanel("districts", widget=forms.CheckboxSelectMultiple),
        MultiFieldPanel(
            [
                FieldPanel("every"),
                FieldRowPanel([FieldPanel("first_day"), FieldPanel("last_day")]),
                FieldPanel("on_holiday"),
            ],
            "Quand il passe",
        ),
        InlinePanel("chosen_days", heading="Dates choisies, en plus", label="date"),
        InlinePanel(
            "changes",
            heading="Changements annoncés",
            label="changement",
            help_text="Ils l’emportent sur la règle des jours fériés et paraissent sur la page des collectes.",
        ),
        MultiFieldPanel(
            [FieldPanel("put_out"), FieldRowPanel([FieldPanel("put_out_at"), FieldPanel("passes_at")])],
            "Quand le sortir",
        ),
        FieldPanel("order"),
        FieldPanel("site"),
    ]

    class Meta:
        verbose_name = "tournée de collecte"
        verbose_name_plural = "tournées de collecte"
        ordering = ["order", "what", "pk"]

    def __str__(self) -> str:
        return self.what

    def clean(self) -> None:
        super().clean()
        if self.every and not self.first_day:
            raise ValidationError({"first_day": "Donnez un jour de passage : il fixe le jour de la semaine."})
        if self.first_day and self.last_day and self.last_day < self.first_day:
            raise ValidationError({"last_day": "Le dernier passage doit suivre le premier."})

    @property
    def rhythm(self) -> Rhythm:
        return Rhythm(
            first=self.first_day,
            every=self.every,
            last=self.last_day,
            chosen=frozenset(chosen.day for chosen in self.chosen_days.all()),
            on_holiday=OnHoliday(self.on_holiday),
            changes=tuple((change.planned, change.instead) for change in self.changes.all()),
        )

    def value(self) -> Round:
        """The round as pages, the almanac and the bulletin read it."""
        return Round(
            what=self.what,
            contents=self.contents,
            rhythm=self.rhythm,
            areas=frozenset(district.slug for district in self.districts.all()),
            the_evening_before=self.put_out == self.PutOut.EVENING,
            put_out_at=self.put_out_at,
            passes_at=self.passes_at,
        )


class ChosenDay(models.Model):
    """One more day of collection."""

    round = ParentalKey(CollectionRound, on_delete=models.CASCADE, related_name="chosen_days")
    day = models.DateField("jour")

    class Meta:
        verbose_name = "date choisie"
        verbose_name_plural = "dates choisies"
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y}"


class CollectionChange(models.Model):
    """One ordinary day on which the lorry comes another day, or not at all."""

    round = ParentalKey(CollectionRound, on_delete=models.CASCADE, related_name="changes")
    planned = models.DateField("au lieu du")
    instead = models.DateField("passage le", null=True, blank=True, help_text="Vide : pas de passage.")

    class Meta:
        verbose_name = "changement"
        verbose_name_plural = "changements"
        ordering = ["planned"]

    def __str__(self) -> str:
        return f"{self.planned:%d/%m/%Y}"

    def clean(self) -> None:
        if self.planned and self.instead and abs(self.instead - self.planned) > FARTHEST:
            raise ValidationError({"instead": "C’est à plus d’un mois du jour prévu. Vérifiez les deux dates."})


@per_generation
def rounds_of(site: Site) -> Rounds:
    """The collection rounds of that town, remembered until an editor changes something."""
    found = CollectionRound.objects.for_site(site).prefetch_related("districts", "chosen_days", "changes")
    rounds = tuple(one.value() for one in found)
    if not rounds:
        return Rounds()
    return Rounds(
        rounds=rounds,
        areas=tuple(area(district) for district in District.objects.filter(site=site)),
        insee_code=commune_of(site).insee_code,
    )


def area(district: District) -> Area:
    streets = tuple(line.strip() for line in district.streets.splitlines() if line.strip())
    return Area(district.slug, district.name, streets)
