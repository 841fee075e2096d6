"""What leaves by e-mail besides the bulletin: alerts and digests, frozen, and what each person has been told already."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from wagtail.models import Site

from content.models import JournalLine, Topic
from newsletter.models.subscriber import Subscriber
from newsletter.subscribers.choices import Stream

ALERT_HOLDS_UP = timedelta(minutes=2)


class MailingQuerySet(models.QuerySet["Mailing"]):
    def for_site(self, site: Site) -> Self:
        return self.filter(site=site)

    def answering(self, site: Site, kind: Mailing.Kind, slot: datetime) -> Self:
        """The one that answers that hour of that rhythm, if it has been answered."""
        return self.filter(site=site, kind=kind, slot=slot)

    def opening(self, site: Site) -> Self:
        """The moment from which that town tells."""
        return self.filter(site=site, kind=Mailing.Kind.OPENING)

    def about_alert(self, page_uid: uuid.UUID) -> Self:
        """Everything already sent about that alert, oldest first."""
        return self.filter(kind=Mailing.Kind.ALERT, page_uid=page_uid).order_by("pk")


class Mailing(models.Model):
    """One occasion to write: an alert, the news of the minute, of the day, of the week.

    It is there even when there was nothing to say: its row is the proof that the hour was answered, and answers it
    once. Where there was, it has its dispatch, and one variant for each set of items. The opening is the first row of a
    town: what was published before is never sent.
    """

    class Kind(models.TextChoices):
        OPENING = "ouverture", "ouverture"
        ALERT = "alerte", "alerte"
        IMMEDIATE = "aussitot", "nouvelles aussitôt"
        DAILY = "jour", "nouvelles du jour"
        WEEKLY = "vendredi", "nouvelles de la semaine"

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="+", verbose_name="commune")
    kind = models.CharField("genre", max_length=10, choices=Kind.choices)
    slot = models.DateTimeField("heure prévue")
    subject = models.CharField("objet", max_length=200, blank=True)
    page_uid = models.UUIDField("alerte", null=True)
    matter = models.CharField("annonce", max_length=40, blank=True)

    objects = MailingQuerySet.as_manager()

    class Meta:
        verbose_name = "envoi de nouvelles"
        verbose_name_plural = "envois de nouvelles"
        ordering = ["-pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["site", "kind", "slot"],
                condition=Q(kind__in=["jour", "vendredi"]),
                name="a_digest_once_per_slot",
            )
        ]

    def __str__(self) -> str:
        return self.subject or f"{self.get_kind_display()}, {self.slot:%d/%m/%Y}"


class Variant(models.Model):
    """The frozen words of one mailing for everybody who has the same items for the same choices. Never edited."""

    mailing = models.ForeignKey(Mailing, on_delete=models.CASCADE, related_name="variants")
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    subject = models.CharField("objet", max_length=200)
    html = models.TextField("courriel")
    text = models.TextField("texte")
    fingerprint = models.CharField("empreinte", max_length=64)

    class Meta:
        verbose_name = "courriel de nouvelles"
        ordering = ["pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.subject


class AnsweredChoice(models.Model):
    """One thing that the readers of a variant asked for, at whatever rhythm: consent is asked of it until the last dot.

    As in a subscription, a topic goes with the stream TOPIC, and with no other.
    """

    variant = models.ForeignKey(Variant, on_delete=models.CASCADE, related_name="answers")
    stream = models.CharField("flux", max_length=10, choices=Stream.choices)
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, null=True, related_name="+", verbose_name="thème")

    class Meta:
        verbose_name = "choix auquel un courriel répond"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["variant", "stream"], condition=Q(topic=None), name="one_answer_per_stream"
            ),
            models.UniqueConstraint(
                fields=["variant", "topic"], condition=Q(topic__isnull=False), name="one_answer_per_topic"
            ),
        ]

    def __str__(self) -> str:
        return self.topic.name if self.topic else str(self.get_stream_display())


class JournalReadingQuerySet(models.QuerySet["JournalReading"]):
    def is_alert_waiting(self, at: datetime) -> bool:
        """Whether an alert was published in the last two minutes and is not frozen yet: the worker should come to it.

        After that it is not worth holding up what leaves: something is wrong, and /sante/ says so.
        """
        lines = JournalLine.objects.between(at - ALERT_HOLDS_UP, at)
        return lines.filter(collection="alertes", reading=None).exists()


class JournalReading(models.Model):
    """That a line of the journal was answered at once, whatever there was to say: it is never read that way again."""

    line = models.OneToOneField(JournalLine, on_delete=models.CASCADE, related_name="reading")
    mailing = models.ForeignKey(Mailing, on_delete=models.CASCADE, null=True, related_name="readings")

    objects = JournalReadingQuerySet.as_manager()

    class Meta:
        verbose_name = "ligne du journal lue"
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.line)


class ToldQuerySet(models.QuerySet["Told"]):
    def about(self, pages: Iterable[uuid.UUID]) -> Self:
        return self.filter(page_uid__in=pages)


class Told(models.Model):
    """That one person was told one thing, at whatever rhythm, or would have been but for a pause.

    Unique: a second mail about it cannot be written.
    """

    subscriber = models.ForeignKey(Subscriber, on_delete=models.CASCADE, related_name="told", verbose_name="abonné")
    page_uid = models.UUIDField("page")
    matter = models.CharField("annonce", max_length=40)
    at = models.DateTimeField("le", db_index=True)

    objects = ToldQuerySet.as_manager()

    class Meta:
        verbose_name = "annonce faite"
        verbose_name_plural = "annonces faites"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["page_uid", "matter", "subscriber"], name="nobody_is_told_twice")
        ]

    def __str__(self) -> str:
        return f"{self.subscriber} : {self.matter}"
