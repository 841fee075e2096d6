"""What came back of a mail, and the mailboxes nobody may write to again unless they ask."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Self

from django.db import models
from wagtail.models import Site

from newsletter.bounces.status import Fault
from newsletter.models.delivery import Delivery, Dispatch


class BounceQuerySet(models.QuerySet["Bounce"]):
    def of_dispatch(self, dispatch: Dispatch) -> Self:
        return self.filter(delivery__dispatch=dispatch)

    def failures(self) -> Self:
        """Those that say the mail was not delivered; not delays, not complaints."""
        return self.filter(kind=Bounce.Kind.FAILURE)

    def received_before(self, limit: datetime) -> Self:
        return self.filter(received_at__lte=limit)


class Bounce(models.Model):
    """One mail that came back after its server had said yes. A delivery is told of once for each kind.

    Nobody's address is in `words`, and the delivery lets go of its person after ninety days.
    """

    class Kind(models.TextChoices):
        FAILURE = "failure", "non remis"
        DELAY = "delay", "retardé"
        COMPLAINT = "complaint", "signalé comme indésirable"

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="bounces", verbose_name="remise")
    kind = models.CharField("nature", max_length=10, choices=Kind.choices)
    fault = models.CharField("cause", max_length=10, choices=[(fault, fault.label) for fault in Fault])
    status = models.CharField("code", max_length=12, blank=True)
    words = models.CharField("ce que dit le serveur", max_length=300, blank=True)
    received_at = models.DateTimeField("revenu le")

    objects = BounceQuerySet.as_manager()

    class Meta:
        verbose_name = "retour"
        verbose_name_plural = "retours"
        ordering = ["-received_at", "-pk"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["delivery", "kind"], name="one_bounce_of_each_kind")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.status or self.get_fault_display()})"

    @property
    def addressee(self) -> str:
        """Whose mail it was, as long as the delivery knows."""
        return str(self.delivery.subscriber or "oublié")

    @property
    def what_became(self) -> str:
        """Where the subscription stands now."""
        person = self.delivery.subscriber
        return person.get_state_display() if person else ""


class SuppressionQuerySet(models.QuerySet["Suppression"]):
    def at(self, site: Site, address_hashes: Iterable[str]) -> Self:
        return self.filter(site=site, address_hash__in=list(address_hashes))


class Suppression(models.Model):
    """A mailbox the town no longer writes to, known by a keyed hash alone: it outlives the address, and names nobody."""

    class Cause(models.TextChoices):
        COMPLAINT = "complaint", "signalé comme indésirable"
        DEAD = "dead", "adresse en erreur"

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="+")
    address_hash = models.CharField(max_length=64)
    cause = models.CharField("cause", max_length=10, choices=Cause.choices)
    since = models.DateTimeField("depuis")

    objects = SuppressionQuerySet.as_manager()

    class Meta:
        verbose_name = "adresse à ne plus employer"
        verbose_name_plural = "adresses à ne plus employer"
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["site", "address_hash"], name="one_suppression_per_mailbox")]

    def __str__(self) -> str:
        return self.get_cause_display()


class ReturnMailbox(models.Model):
    """How far the mailbox of returns has been read, and what is wrong with it, if anything."""

    place = models.CharField(max_length=64, unique=True)
    uid_validity = models.PositiveBigIntegerField(default=0)
    last_uid = models.PositiveBigIntegerField(default=0)
    read_at = models.DateTimeField("lue le", null=True)
    trouble = models.CharField("incident", max_length=300, blank=True)

    class Meta:
        verbose_name = "boîte des retours"
        default_permissions = ()

    def __str__(self) -> str:
        return self.trouble or "lue"
