"""What was proposed, by whom, and what became of it; the calendars that are read; which event each of their entries became."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any, Self

from django.db import models
from wagtail.models import Site

from content import seals
from content.addresses import mask
from content.models import Organizer
from content.models.belonging import only_site
from events.models.event import EventPage
from events.proposals.facts import EventFacts, read

LINK = "link/proposal"
UNCONFIRMED = timedelta(days=7)
SETTLED = timedelta(days=90)
FORGOTTEN = timedelta(days=365)
"""A proposal that nobody decided on; longer than the longest season."""


def fresh_key() -> str:
    """For what no form sent."""
    return uuid.uuid4().hex


class SubmissionQuerySet(models.QuerySet[Any]):
    def for_site(self, site: Site) -> Self:
        return self.filter(site=site)

    def unconfirmed(self) -> Self:
        """Those whose mailbox has not answered yet: nobody at the town hall sees them."""
        return self.filter(state=Submission.State.ASKED)

    def waiting(self) -> Self:
        """Those the town hall has to decide on, the oldest first."""
        return self.filter(state=Submission.State.WAITING).order_by("waiting_since", "pk")

    def from_mailbox(self, key: str) -> Self:
        return self.filter(address_key=key)


class Submission(models.Model):
    """Something asked of the agenda from outside. Without an address it comes from a calendar or from the desk."""

    class State(models.TextChoices):
        ASKED = "asked", "à confirmer par courriel"
        WAITING = "waiting", "à lire"
        ACCEPTED = "accepted", "acceptée"
        REFUSED = "refused", "refusée"
        WITHDRAWN = "withdrawn", "retirée"

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    site = models.ForeignKey(
        Site, on_delete=models.CASCADE, related_name="+", verbose_name="commune", default=only_site
    )
    key = models.CharField(max_length=64, unique=True, default=fresh_key, editable=False)  # the same form sent twice
    state = models.CharField("état", max_length=9, choices=State.choices, default=State.ASKED)
    name = models.CharField("nom", max_length=120, blank=True)
    email = models.EmailField("courriel", blank=True)
    address_key = models.CharField(max_length=254, blank=True, editable=False, db_index=True)
    phone = models.CharField("téléphone", max_length=30, blank=True)
    asked_at = models.DateTimeField("envoyée le")
    waiting_since = models.DateTimeField("confirmée le", null=True, blank=True)
    settled_at = models.DateTimeField("décidée le", null=True, blank=True)
    reason = models.TextField("motif", blank=True)

    class Meta:
        abstract = True
        default_permissions = ()

    @property
    def token(self) -> str:
        """What the address of its page ends with; only its mailbox is ever told."""
        return seals.sealed(LINK, self.uid)

    @property
    def masked_address(self) -> str:
        return mask(self.email)

    @property
    def erased_on(self) -> datetime:
        """When an unconfirmed one disappears."""
        return self.asked_at + UNCONFIRMED

    def move(self, frm: Submission.State, to: Submission.State, **facts: Any) -> bool:
        """Changes its state if it still is what we believe; whether it was. Two people may decide at once."""
        moved = type(self)._default_manager.filter(pk=self.pk, state=frm).update(state=to, **facts)
        if moved:
            self.state = to
            for name, value in facts.items():
                setattr(self, name, value)
        return bool(moved)


class CalendarSourceQuerySet(SubmissionQuerySet):
    def to_read(self, now: datetime) -> Self:
        """Those accepted whose hour has come, the longest waiting first."""
        return self.filter(next_read_at__lte=now, state=Submission.State.ACCEPTED).order_by("next_read_at", "pk")


class CalendarSource(Submission):
    """A calendar of an organizer, at an address read again and again, or in a file read once."""

    organizer = models.ForeignKey(
        Organizer, on_delete=models.CASCADE, null=True, related_name="+", verbose_name="organisateur"
    )
    organizer_name = models.CharField("organisateur, en toutes lettres", max_length=120, blank=True)
    url = models.URLField("adresse du calendrier", max_length=500, blank=True)
    content = models.BinaryField(null=True, editable=False)  # of a file, until it has been read
    trusted = models.BooleanField("paraît sans relecture", default=False)
    etag = models.CharField(max_length=200, blank=True, editable=False)
    digest = models.CharField(max_length=64, blank=True, editable=False)
    next_read_at = models.DateTimeField(null=True, blank=True, editable=False)
    read_at = models.DateTimeField("lu le", null=True, blank=True, editable=False)
    failing_since = models.DateTimeField(null=True, blank=True, editable=False)
    report = models.JSONField(default=dict, blank=True, editable=False)

    objects = CalendarSourceQuerySet.as_manager()

    class Meta(Submission.Meta):
        verbose_name = "calendrier lu"
        verbose_name_plural = "calendriers lus"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"Calendrier : {self.organizer or self.organizer_name}"


class Proposal(Submission):
    """One event proposed, new or changed: `event` is the page that would change, or the one it became.

    `before` is what its calendar said the last time: only what has moved since is laid over the page, so that what an
    editor amended stays amended. `drafted_at` says that it is in an editor's hands: publishing the page accepts it.
    """

    facts = models.JSONField()
    before = models.JSONField(default=dict, blank=True)
    event = models.ForeignKey(EventPage, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    drafted_at = models.DateTimeField(null=True, blank=True)
    entry = models.ForeignKey(
        "events.ImportedEvent", on_delete=models.CASCADE, null=True, blank=True, related_name="proposals"
    )

    objects = SubmissionQuerySet.as_manager()

    class Meta(Submission.Meta):
        verbose_name = "proposition"
        verbose_name_plural = "propositions"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return str(self.facts["title"])

    @property
    def said(self) -> EventFacts:
        return read(self.facts)

    @property
    def may_change(self) -> bool:
        """Whether its sender may ask to change what it became: as long as residents can read it."""
        return self.state == Submission.State.ACCEPTED and self.event is not None and self.event.live

    @property
    def names(self) -> frozenset[str] | None:
        """What it would change of the page; None: everything."""
        return self.said.changed_since(read(self.before)) if self.before else None


class ImportedEvent(models.Model):
    """One entry of a calendar, known by UID and RECURRENCE-ID (RFC 5545 §3.8.4.7 and §3.8.4.4), and the page it became.

    `facts` are those of the last reading; `missing_since` says that the calendar no longer has it: what was published stays.
    """

    source = models.ForeignKey(CalendarSource, on_delete=models.CASCADE, related_name="entries")
    uid = models.CharField(max_length=255)
    recurrence = models.CharField(max_length=32, blank=True)
    digest = models.CharField(max_length=64)
    facts = models.JSONField()
    event = models.ForeignKey(EventPage, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    missing_since = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "événement importé"
        verbose_name_plural = "événements importés"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["source", "uid", "recurrence"], name="imported_event_once_per_key")
        ]

    def __str__(self) -> str:
        return self.uid
