"""The ledger of sending: one dispatch for an issue, an alert or a digest, and in it one row per person.

The rows are written before anything leaves.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q
from wagtail.models import Site

from newsletter.models.mailing import AnsweredChoice, Mailing, Variant
from newsletter.models.subscriber import Subscriber, Subscription
from newsletter.subscribers.choices import Stream

if TYPE_CHECKING:
    from newsletter.models.issue import Issue


class DispatchQuerySet(models.QuerySet["Dispatch"]):
    def running(self) -> Self:
        return self.filter(state=Dispatch.State.RUNNING)

    def due(self, at: datetime) -> Self:
        """Those that may send now, the most urgent first: running, and not waiting for the mail server to come back."""
        return self.running().filter(Q(retry_at=None) | Q(retry_at__lte=at)).order_by("-priority", "pk")

    def urgent(self) -> Self:
        """Alerts: what is uncertain of them is sent again without asking."""
        return self.filter(priority=Dispatch.Priority.ALERT)

    def before(self, dispatch: Dispatch) -> Self:
        """Those that go before that one, whichever began first."""
        return self.filter(priority__gt=dispatch.priority)


class Dispatch(models.Model):
    """The sending of one issue, alert or digest.

    Who it was for, counted once when it was frozen, and whether it may go on.
    """

    class State(models.TextChoices):
        RUNNING = "running", "en cours"
        PAUSED = "paused", "en pause"
        STOPPED = "stopped", "arrêté"
        DONE = "done", "terminé"

    class Priority(models.IntegerChoices):
        BULLETIN = 0, "bulletin"
        DIGEST = 10, "nouvelles"
        ALERT = 20, "alerte"

    issue = models.OneToOneField(
        "newsletter.Issue", on_delete=models.PROTECT, null=True, related_name="dispatch", verbose_name="numéro"
    )
    mailing = models.OneToOneField(
        Mailing, on_delete=models.PROTECT, null=True, related_name="dispatch", verbose_name="nouvelles"
    )
    priority = models.PositiveSmallIntegerField("priorité", choices=Priority.choices, default=Priority.BULLETIN)
    state = models.CharField("état", max_length=10, choices=State.choices, default=State.RUNNING)
    frozen_at = models.DateTimeField("lancé le")
    finished_at = models.DateTimeField("terminé le", null=True)
    candidates = models.PositiveIntegerField("abonnés")
    planned = models.PositiveIntegerField("prévus")
    excluded = models.PositiveIntegerField("écartés")
    retry_at = models.DateTimeField("prochain essai", null=True)
    failures = models.PositiveSmallIntegerField("échecs de suite", default=0)
    trouble = models.CharField("dernier incident", max_length=500, blank=True)

    objects = DispatchQuerySet.as_manager()

    class Meta:
        verbose_name = "envoi"
        verbose_name_plural = "envois"
        ordering = ["-pk"]
        default_permissions = ("view", "change")
        constraints = [
            models.CheckConstraint(
                condition=Q(issue__isnull=False, mailing=None) | Q(issue=None, mailing__isnull=False),
                name="a_dispatch_carries_one_thing",
            )
        ]

    def __str__(self) -> str:
        return f"envoi du {self.frozen_at:%d/%m/%Y}"

    @property
    def carried(self) -> Issue | Mailing:
        """What it sends. Its words are the issue's, or those of each row's variant."""
        carried = self.issue or self.mailing
        if carried is None:
            raise ValueError("A dispatch carries an issue or a mailing.")
        return carried

    @property
    def site(self) -> Site:
        return self.carried.site

    @property
    def is_urgent(self) -> bool:
        return self.priority == self.Priority.ALERT


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def for_issue(self, issue: Issue) -> Self:
        return self.filter(dispatch__issue=issue)

    def due(self, at: datetime) -> Self:
        """Not yet sent, and whose hour has come."""
        return self.filter(state__in=Delivery.WAITING, due_at__lte=at)

    def outside(self, domains: Iterable[str]) -> Self:
        """Those whose mailbox is in none of these domains."""
        there = [Q(subscriber__address_key__endswith=f"@{domain}") for domain in domains]
        return self.exclude(reduce(or_, there)) if there else self

    def handed_over(self, since: datetime) -> Self:
        """Those that a mail server took, or may have, since that moment, and those about to be handed to it."""
        gone = Q(state__in=[Delivery.State.SENT, Delivery.State.UNCERTAIN], settled_at__gte=since)
        return self.filter(gone | Q(state__in=Delivery.HELD))

    def unsettled(self) -> Self:
        """Those whose end is still to come."""
        return self.filter(state__in=[*Delivery.WAITING, Delivery.State.CLAIMED, Delivery.State.COMMITTING])

    def held(self) -> Self:
        """In the hands of a worker."""
        return self.filter(state__in=Delivery.HELD)

    def uncertain(self) -> Self:
        return self.filter(state=Delivery.State.UNCERTAIN)

    def resendable(self) -> Self:
        """Those a person may decide to send again: the server did not answer, or said no."""
        return self.filter(state__in=[Delivery.State.UNCERTAIN, Delivery.State.REJECTED])

    def not_received(self) -> Self:
        """« Qui n’a pas reçu le numéro 42 ? ».

        Everybody who was to have it and of whom the mail server never said yes.
        """
        return self.exclude(state=Delivery.State.SENT)

    def still_wanted(self, day: date) -> Self:
        """Those whose person still asks for what it carries, and may be written to that day."""
        there = Subscriber.objects.reachable(day).filter(pk=OuterRef("subscriber"))
        return self.filter(Exists(there)).filter(still_asked())

    def tally(self) -> Counter[str]:
        """How many rows stand in each state (the values of Delivery.State); absent states count 0."""
        rows = self.order_by().values_list("state").annotate(number=Count("pk"))
        return Counter(dict(rows))

    def reasons(self) -> Counter[str]:
        """Why people were left out: the values of Delivery.Reason, counted."""
        excluded = self.filter(state=Delivery.State.EXCLUDED).order_by()
        return Counter(dict(excluded.values_list("reason").annotate(number=Count("pk"))))


class Delivery(models.Model):
    """One issue, alert or digest for one person.

    pending -> claimed -> committing -> sent | rejected | deferred (then claimed again) | uncertain. `committing` is
    written just before the final dot of SMTP's DATA, `sent` just after the server's yes. Whatever stands before
    `committing` can be begun again; a row left in `committing` is the only doubt there can be: it becomes
    `uncertain`, is shown by name, and only a person sends it again. An alert's goes again by itself.
    """

    class State(models.TextChoices):
        PENDING = "pending", "en attente"
        CLAIMED = "claimed", "pris en charge"
        COMMITTING = "committing", "en cours"
        SENT = "sent", "accepté par le serveur"
        DEFERRED = "deferred", "différé"
        REJECTED = "rejected", "refusé"
        UNCERTAIN = "uncertain", "incertain"
        EXCLUDED = "excluded", "écarté"

    class Reason(models.TextChoices):
        PAUSED = "paused", "en pause"
        SUSPENDED = "suspended", "adresse en erreur"
        LEFT = "left", "parti entre-temps"

    WAITING = (State.PENDING, State.DEFERRED)
    HELD = (State.CLAIMED, State.COMMITTING)

    dispatch = models.ForeignKey(Dispatch, on_delete=models.CASCADE, related_name="deliveries")
    subscriber = models.ForeignKey(
        Subscriber, on_delete=models.SET_NULL, null=True, related_name="deliveries", verbose_name="abonné"
    )
    variant = models.ForeignKey(
        Variant, on_delete=models.PROTECT, null=True, related_name="deliveries", verbose_name="courriel"
    )
    """Its words, when they are not those of an issue; none for whoever was left out."""
    state = models.CharField("état", max_length=10, choices=State.choices, default=State.PENDING)
    reason = models.CharField("motif", max_length=10, choices=Reason.choices, blank=True)
    attempts = models.PositiveSmallIntegerField("essais", default=0)
    due_at = models.DateTimeField("à envoyer dès")
    first_tried_at = models.DateTimeField("premier essai", null=True)
    settled_at = models.DateTimeField("réglé le", null=True)
    worker = models.CharField(max_length=40, blank=True)
    lease_until = models.DateTimeField(null=True)
    code = models.PositiveSmallIntegerField("code", default=0)
    reply = models.CharField("réponse du serveur", max_length=500, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = "remise"
        verbose_name_plural = "remises"
        ordering = ["pk"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["dispatch", "subscriber"], name="one_delivery_per_person")]
        indexes = [
            models.Index(fields=["dispatch", "state", "due_at"], name="delivery_due"),
            models.Index(fields=["state", "worker"], name="delivery_in_hand"),
        ]

    def __str__(self) -> str:
        return f"{self.subscriber or 'personne effacée'} : {self.get_state_display()}"


def still_asked() -> Q:
    """Deliveries whose person still asks for the bulletin or, of a mailing, for something its variant answers.

    At any rhythm: a resident who goes from the week's news to the day's has not stopped asking.
    """
    wishes = Subscription.objects.filter(subscriber=OuterRef("subscriber"))
    same = Q(topic=None) | Q(topic=OuterRef("topic"))
    answered = AnsweredChoice.objects.filter(same, variant=OuterRef(OuterRef("variant")), stream=OuterRef("stream"))
    return Q(Exists(wishes.filter(stream=Stream.BULLETIN)), variant=None) | Q(Exists(wishes.filter(Exists(answered))))


def reason_against(state: str, paused_until: date | None, day: date) -> Delivery.Reason | None:
    """Why a subscriber in that state gets no mail that day, or None."""
    if state == Subscriber.State.SUSPENDED:
        return Delivery.Reason.SUSPENDED
    if state == Subscriber.State.LEFT:
        return Delivery.Reason.LEFT
    return Delivery.Reason.PAUSED if paused_until and paused_until > day else None
