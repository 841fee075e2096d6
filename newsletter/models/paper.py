"""Residents who receive the bulletin on paper, by post or in their letter box."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Site

from content.models import District
from content.models.belonging import only_site

LONGEST_LINE = 38
"""Signs on one line of a postal address (NF Z10-011)."""
MOST_COPIES = 50
PAPER_KEPT_AFTER = timedelta(days=28)
PAPER_REQUEST_KEPT = timedelta(days=60)


class PaperSubscriberQuerySet(models.QuerySet["PaperSubscriber"]):
    def for_site(self, site: Site) -> Self:
        return self.filter(site=site)

    def receiving(self) -> Self:
        return self.filter(state=PaperSubscriber.State.ACTIVE)

    def waiting(self) -> Self:
        """Asked for on the site; the town hall has not looked at them yet."""
        return self.filter(state=PaperSubscriber.State.WAITING)

    def not_gone(self) -> Self:
        return self.exclude(state=PaperSubscriber.State.LEFT)

    def left_before(self, day: date) -> Self:
        return self.filter(state=PaperSubscriber.State.LEFT, left_on__lte=day)

    def asked_before(self, moment: datetime) -> Self:
        return self.waiting().filter(since__lte=moment)


class PaperSubscriber(models.Model):
    """One letter box. Its owner has agreed: on the site, on paper, by telephone or at the counter."""

    class Mode(models.TextChoices):
        ROUND = "round", "déposé dans la boîte aux lettres"
        POST = "post", "envoyé par la poste"

    class State(models.TextChoices):
        WAITING = "waiting", "demande à vérifier"
        ACTIVE = "active", "reçoit le bulletin"
        LEFT = "left", "ne le reçoit plus"

    class Source(models.TextChoices):
        FORM = "form", "formulaire du site"
        SLIP = "slip", "bulletin-réponse papier"
        PHONE = "phone", "téléphone"
        COUNTER = "counter", "à l’accueil de la mairie"

    site = models.ForeignKey(
        Site, on_delete=models.CASCADE, related_name="+", verbose_name="commune", default=only_site
    )
    name = models.CharField("nom", max_length=LONGEST_LINE, help_text="« Mme Odette Vernhade », « Famille Benali »")
    complement = models.CharField(
        "complément", max_length=LONGEST_LINE, blank=True, help_text="Appartement, étage, résidence, lieu-dit."
    )
    street = models.CharField("numéro et rue", max_length=LONGEST_LINE, help_text="« 12 bis, rue des Halles »")
    locality = models.CharField("code postal et commune", max_length=LONGEST_LINE)
    mode = models.CharField("comment", max_length=5, choices=Mode.choices, default=Mode.ROUND)
    district = models.ForeignKey(
        District,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="tournée",
        help_text="Le quartier. Vide : trouvé d’après la rue, si les rues des quartiers sont remplies.",
    )
    copies = models.PositiveSmallIntegerField(
        "exemplaires", default=1, validators=[MinValueValidator(1), MaxValueValidator(MOST_COPIES)]
    )
    state = models.CharField("état", max_length=7, choices=State.choices, default=State.ACTIVE)
    source = models.CharField(
        "accord donné par",
        max_length=7,
        choices=Source.choices,
        default=Source.COUNTER,
        help_text="La preuve demandée par la loi.",
    )
    since = models.DateTimeField("depuis", default=timezone.now)
    left_on = models.DateField("fin le", null=True, editable=False)

    objects = PaperSubscriberQuerySet.as_manager()

    panels = [
        FieldPanel("name"),
        MultiFieldPanel(
            [FieldPanel("complement"), FieldPanel("street"), FieldPanel("locality")], "Adresse, comme sur l’enveloppe"
        ),
        FieldRowPanel([FieldPanel("mode"), FieldPanel("district"), FieldPanel("copies")]),
        FieldRowPanel([FieldPanel("state"), FieldPanel("source"), FieldPanel("since")]),
        FieldPanel("site"),
    ]

    class Meta:
        verbose_name = "abonné papier"
        verbose_name_plural = "abonnés papier"
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["site", "state"], name="paper_by_state")]

    def __str__(self) -> str:
        return f"{self.name}, {self.street}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Notes the day somebody stopped: the address is erased some weeks later."""
        if self.state != self.State.LEFT:
            self.left_on = None
        elif self.left_on is None:
            self.left_on = timezone.localdate()
        super().save(*args, **kwargs)
