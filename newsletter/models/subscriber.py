"""Residents who asked to be told, and what each asked for. Nobody is here before they confirmed."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from wagtail.models import Site

from content import addresses
from content.models import District, Topic
from newsletter.subscribers.choices import Choice, Rhythm, Stream


class SubscriberQuerySet(models.QuerySet["Subscriber"]):
    def for_site(self, site: Site) -> Self:
        return self.filter(site=site)

    def active(self) -> Self:
        """Those who confirmed, have not left, and whose address works."""
        return self.filter(state=Subscriber.State.ACTIVE)

    def following(self, stream: Stream) -> Self:
        """Those who asked for that stream, whatever the state of their address."""
        return self.filter(pk__in=Subscription.objects.filter(stream=stream).values("subscriber"))

    def reachable(self, day: date) -> Self:
        """Those to whom a mail may leave that day: active and not in a pause."""
        return self.active().filter(Q(paused_until=None) | Q(paused_until__lte=day))

    def at(self, address_key: str) -> Self:
        return self.filter(address_key=address_key)


class Subscriber(models.Model):
    """One mailbox of one town. `uid` is what lasting links are computed from: it never changes and is never reused."""

    class State(models.TextChoices):
        ACTIVE = "active", "abonné"
        SUSPENDED = "suspended", "adresse en erreur"
        LEFT = "left", "parti"

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="+", verbose_name="commune")
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    address = models.EmailField("adresse", max_length=addresses.LONGEST, null=True)  # noqa: DJ001  (NULL: erased)
    address_key = models.CharField(max_length=addresses.LONGEST, null=True, editable=False)  # noqa: DJ001  (unique)
    state = models.CharField("état", max_length=10, choices=State.choices, default=State.ACTIVE)
    text_only = models.BooleanField("texte seul", default=False)
    districts = models.ManyToManyField(District, blank=True, related_name="+", verbose_name="quartiers")
    since = models.DateTimeField("abonné depuis")
    paused_until = models.DateField("en pause jusqu’au", null=True)
    left_at = models.DateTimeField("parti le", null=True)

    objects = SubscriberQuerySet.as_manager()

    class Meta:
        verbose_name = "abonné"
        verbose_name_plural = "abonnés"
        ordering = ["address_key", "pk"]
        permissions = [("export_subscriber", "Peut exporter les abonnés")]
        default_permissions = ("view",)
        constraints = [models.UniqueConstraint(fields=["site", "address_key"], name="one_subscriber_per_mailbox")]
        indexes = [models.Index(fields=["site", "state"], name="subscriber_by_state")]

    def __str__(self) -> str:
        return self.address or "adresse effacée"

    @property
    def masked_address(self) -> str:
        return addresses.mask(self.address) if self.address else ""

    def paused(self, day: date) -> bool:
        return self.paused_until is not None and self.paused_until > day

    @property
    def wishes(self) -> str:
        """What they receive, on one line, for the desk."""
        return ", ".join(str(subscription) for subscription in self.subscriptions.all())

    def choices(self) -> list[Choice]:
        """What they receive, in the order of the form."""
        return [subscription.choice for subscription in self.subscriptions.select_related("topic")]


class Subscription(models.Model):
    """One ticked box: a stream, or everything on one topic, at a rhythm."""

    subscriber = models.ForeignKey(Subscriber, on_delete=models.CASCADE, related_name="subscriptions")
    stream = models.CharField("flux", max_length=10, choices=Stream.choices)
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, null=True, related_name="+", verbose_name="thème")
    rhythm = models.CharField("rythme", max_length=10, choices=Rhythm.choices)
    since = models.DateTimeField("depuis")

    class Meta:
        verbose_name = "abonnement"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["subscriber", "stream", "rhythm"], condition=Q(topic=None), name="one_subscription_per_stream"
            ),
            models.UniqueConstraint(
                fields=["subscriber", "topic", "rhythm"],
                condition=Q(topic__isnull=False),
                name="one_subscription_per_topic",
            ),
            models.CheckConstraint(
                condition=Q(stream=Stream.TOPIC, topic__isnull=False)
                | (~Q(stream=Stream.TOPIC) & Q(topic__isnull=True)),
                name="a_topic_for_topics_only",
            ),
        ]
        indexes = [models.Index(fields=["stream", "rhythm"], name="subscription_by_stream")]

    def __str__(self) -> str:
        what = self.topic.name if self.topic else self.get_stream_display()
        return f"{what} ({self.get_rhythm_display()})"

    @property
    def choice(self) -> Choice:
        return Choice(Stream(self.stream), Rhythm(self.rhythm), self.topic.slug if self.topic else "")
