"""What a resident asked for and not yet confirmed, and the proof of everything that was agreed to or ended."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Never, Self

from django.db import models
from django.db.models import Q
from wagtail.models import Site

from content import addresses


class SubscriptionRequestQuerySet(models.QuerySet["SubscriptionRequest"]):
    def unread(self) -> Self:
        """Those the worker has not looked at yet, oldest first."""
        return self.filter(read_at=None).order_by("pk")

    def mailed(self) -> Self:
        return self.exclude(token_digest="")

    def valid(self, at: datetime) -> Self:
        """Mailed, and still young enough to be confirmed."""
        return self.mailed().filter(expires_at__gt=at)

    def stale(self, at: datetime) -> Self:
        return self.filter(Q(expires_at__lte=at))


class SubscriptionRequest(models.Model):
    """An address typed in the form, by its owner or by somebody else: it proves nothing and is gone in seven days.

    The page only writes it down, so that its answer and its pace are the same whoever the address belongs to; the
    worker then decides which mail leaves, if any. The token exists in that mail alone; here stands its digest.
    """

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="+")
    address = models.EmailField(max_length=addresses.LONGEST)
    address_key = models.CharField(max_length=addresses.LONGEST)
    choices = models.JSONField(default=list)
    districts = models.JSONField(default=list)
    text_only = models.BooleanField(default=False)
    page = models.CharField(max_length=500)
    wording = models.TextField()
    invited_because = models.CharField(max_length=200, blank=True)
    """Where the town hall holds the address from, when it asked first; empty when the resident did."""
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    token_digest = models.CharField(max_length=64, blank=True, db_index=True)

    objects = SubscriptionRequestQuerySet.as_manager()

    class Meta:
        verbose_name = "demande d’abonnement"
        verbose_name_plural = "demandes d’abonnement"
        ordering = ["pk"]
        default_permissions = ()
        indexes = [models.Index(fields=["site", "address_key"], name="request_by_address")]

    def __str__(self) -> str:
        return f"demande du {self.asked_at:%d/%m/%Y}"

    @property
    def masked_address(self) -> str:
        return addresses.mask(self.address)


class AppendOnly(RuntimeError):
    """The ledger of consent is written, never rewritten."""


class ConsentLineQuerySet(models.QuerySet["ConsentLine"]):
    def for_address(self, address_hash: str) -> Self:
        return self.filter(address_hash=address_hash)

    def of_people_at(self, address_hash: str) -> Self:
        """Every line of whoever had that mailbox, those under their other addresses too."""
        return self.filter(person__in=self.for_address(address_hash).values("person"))

    def forget(self) -> int:
        """The one way out of the ledger, for retention.py: those lines have proved what they had to. Returns how many."""
        return super().delete()[0]

    def update(self, **kwargs: Any) -> Never:
        raise AppendOnly

    def delete(self) -> Never:
        raise AppendOnly


class ConsentLine(models.Model):
    """One start, change or end: what was agreed to, in which words, when, where, and why it ended.

    The address itself is never here, only its keyed hash: the line proves what a given address agreed to and, without
    TAMBOUR_KEY, tells nobody's. Nothing is left to erase when a person leaves.
    """

    class Event(models.TextChoices):
        STARTED = "started", "début"
        CHANGED = "changed", "changement"
        PAUSED = "paused", "pause"
        SUSPENDED = "suspended", "suspension"
        ASKED = "asked", "accord redemandé"
        AFFIRMED = "affirmed", "accord redonné"
        MOVED = "moved", "changement d’adresse"
        ENDED = "ended", "fin"
        ERASED = "erased", "effacement"

    class Source(models.TextChoices):
        FORM = "form", "formulaire du site, confirmé par courriel"
        CHOICES_PAGE = "choices", "page des choix"
        LEAVE_PAGE = "leave", "page de départ"
        ONE_CLICK = "one-click", "bouton de la messagerie"
        PERSONAL_LINK = "link", "lien envoyé à l’adresse"
        INVITED = "invited", "invitation de la mairie, confirmée par courriel"
        ATTESTED = "attested", "accord recueilli par la mairie"
        MAILTO = "mailto", "courriel de désabonnement"
        COMPLAINT = "complaint", "signalé comme indésirable"
        REFUSALS = "refusals", "adresse refusée par son serveur"
        RETENTION = "retention", "durée de conservation"

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    person = models.UUIDField(db_index=True)
    address_hash = models.CharField(max_length=64, db_index=True)
    event = models.CharField("fait", max_length=10, choices=Event.choices)
    source = models.CharField("origine", max_length=10, choices=Source.choices)
    reason = models.CharField("motif", max_length=300, blank=True)
    at = models.DateTimeField("le")
    choices = models.JSONField("choix", default=list)
    wording = models.TextField("phrase acceptée", blank=True)
    wording_version = models.CharField("version de la phrase", max_length=12, blank=True)
    page = models.CharField("page", max_length=500, blank=True)
    asked_at = models.DateTimeField("demandé le", null=True)
    confirmed_at = models.DateTimeField("confirmé le", null=True)

    objects = ConsentLineQuerySet.as_manager()

    class Meta:
        verbose_name = "ligne du registre des accords"
        verbose_name_plural = "registre des accords"
        ordering = ["pk"]
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"{self.get_event_display()}, {self.at:%d/%m/%Y %H:%M}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnly
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Never:
        raise AppendOnly
