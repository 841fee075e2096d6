"""Single mails that answer one person: a confirmation, a receipt. The bulletin's mails have their own ledger."""

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from wagtail.models import Site

LEASE = timedelta(minutes=10)
BACK_OFF = [timedelta(minutes=m) for m in (1, 5, 15, 60, 240, 720)]


class OutgoingMessageQuerySet(models.QuerySet["OutgoingMessage"]):
    def due(self, at: datetime) -> Self:
        """Waiting mails whose hour has come, and those a dead worker left half sent, oldest first."""
        waiting = models.Q(state=OutgoingMessage.State.WAITING, due_at__lte=at)
        abandoned = models.Q(state=OutgoingMessage.State.SENDING, claimed_at__lte=at - LEASE)
        return self.filter(waiting | abandoned).order_by("due_at", "pk")

    def taken(self) -> Self:
        """Those that a mail server said it has."""
        return self.filter(state=OutgoingMessage.State.SENT)

    def settled_before(self, limit: datetime) -> Self:
        """Sent or given up, asked for before that moment: of no more use."""
        over = [OutgoingMessage.State.SENT, OutgoingMessage.State.FAILED]
        return self.filter(state__in=over, queued_at__lte=limit)

    def overdue(self, at: datetime, by: timedelta) -> Self:
        return self.due(at).filter(queued_at__lte=at - by)


class OutgoingMessage(models.Model):
    """One mail to one address, kept as the exact bytes to send."""

    class State(models.TextChoices):
        WAITING = "waiting", "en attente"
        SENDING = "sending", "en cours d’envoi"
        SENT = "sent", "remis au serveur d’envoi"
        FAILED = "failed", "refusé"

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="+")
    purpose = models.CharField("objet", max_length=40)
    recipient = models.EmailField("destinataire")
    subject = models.CharField("titre", max_length=200)
    raw = models.BinaryField("message")
    state = models.CharField("état", max_length=10, choices=State.choices, default=State.WAITING)
    queued_at = models.DateTimeField("demandé le")
    due_at = models.DateTimeField("à envoyer à partir de", db_index=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField("remis le", null=True, blank=True)
    attempts = models.PositiveSmallIntegerField("essais", default=0)
    answer = models.TextField("réponse du serveur", blank=True)

    objects = OutgoingMessageQuerySet.as_manager()

    class Meta:
        verbose_name = "courriel isolé"
        verbose_name_plural = "courriels isolés"
        ordering = ["-queued_at"]

    def __str__(self) -> str:
        return f"{self.subject} ({self.get_state_display()})"

    def next_attempt(self, at: datetime) -> datetime | None:
        """When to try again after the latest failure, or None to give up."""
        return at + BACK_OFF[self.attempts - 1] if self.attempts <= len(BACK_OFF) else None
