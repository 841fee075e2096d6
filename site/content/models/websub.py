"""Who asked to be pushed our feeds (W3C WebSub), who is, and what became of each: three tables, each with one job."""

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from wagtail.models import Site

LONGEST_CALLBACK = 1000
LONGEST_SECRET = 199  # bytes: WebSub §5.1 asks for less than 200
BACK_OFF = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 120, 240)]
PATIENCE = timedelta(days=1)  # a subscriber that fails for so long is let go
KEPT = timedelta(days=90)  # how long a line of the log stays


class HubRequestQuerySet(models.QuerySet["HubRequest"]):
    def for_site(self, site: Site) -> Self:
        return self.filter(site=site)

    def due(self, at: datetime) -> Self:
        return self.filter(due_at__lte=at).order_by("due_at", "pk")


class HubRequest(models.Model):
    """Somebody asks to receive a feed, or not to any more; the worker will ask the address itself whether it agrees."""

    class Mode(models.TextChoices):
        SUBSCRIBE = "subscribe", "abonnement"
        UNSUBSCRIBE = "unsubscribe", "désabonnement"

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="+")
    mode = models.CharField(max_length=12, choices=Mode.choices)
    feed = models.CharField(max_length=250)
    callback = models.CharField(max_length=LONGEST_CALLBACK)
    host = models.CharField(max_length=255)
    secret = models.CharField(max_length=LONGEST_SECRET, blank=True)
    lease = models.DurationField()
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField(db_index=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    objects = HubRequestQuerySet.as_manager()

    class Meta:
        verbose_name = "demande d’abonnement à un flux"
        verbose_name_plural = "demandes d’abonnement aux flux"
        constraints = [models.UniqueConstraint(fields=["site", "feed", "callback"], name="hub_request_once")]

    def __str__(self) -> str:
        return f"{self.get_mode_display()} : {self.feed} → {self.host}"


class HubSubscriptionQuerySet(models.QuerySet["HubSubscription"]):
    def for_site(self, site: Site) -> Self:
        return self.filter(site=site)

    def current(self, at: datetime) -> Self:
        return self.filter(expires_at__gt=at)

    def ended(self, at: datetime) -> Self:
        """Those whose lease ran out: the subscriber had to ask again, the hub never renews by itself (WebSub §5.1)."""
        return self.filter(expires_at__lte=at)

    def to_look_at(self, lines: int, at: datetime) -> Self:
        """Those for whom the journal has moved, and those whose next attempt has come, the longest awaited first."""
        woken = Q(due_at=None) & ~Q(seen_lines=lines)
        return self.current(at).filter(woken | Q(due_at__lte=at)).order_by("due_at", "pk")


class HubSubscription(models.Model):
    """An address that agreed to receive a feed each time it changes."""

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="+")
    feed = models.CharField("flux", max_length=250, help_text="Sous la racine : actualites/rss.xml.")
    callback = models.CharField("adresse", max_length=LONGEST_CALLBACK)
    host = models.CharField("site", max_length=255)
    secret = models.CharField(max_length=LONGEST_SECRET, blank=True)
    since = models.DateTimeField("depuis")
    expires_at = models.DateTimeField("jusqu’au", db_index=True)
    seen_lines = models.PositiveBigIntegerField(default=0)  # how long the journal was when it was last looked at
    sent_digest = models.CharField(max_length=64)  # SHA-256 of what the subscriber has
    delivered_at = models.DateTimeField("dernier envoi", null=True, blank=True)
    failing_since = models.DateTimeField("en échec depuis", null=True, blank=True)
    attempts = models.PositiveSmallIntegerField("essais", default=0)
    due_at = models.DateTimeField("prochain essai", null=True, blank=True)

    objects = HubSubscriptionQuerySet.as_manager()

    class Meta:
        verbose_name = "abonnement à un flux"
        verbose_name_plural = "abonnements aux flux"
        ordering = ["host", "feed"]
        constraints = [models.UniqueConstraint(fields=["site", "feed", "callback"], name="hub_subscription_once")]

    def __str__(self) -> str:
        return f"{self.feed} → {self.host}"

    def next_attempt(self, at: datetime) -> datetime | None:
        """When to try again after the latest failure; None once it has failed for a whole day."""
        if self.failing_since and at - self.failing_since >= PATIENCE:
            return None
        return at + BACK_OFF[min(self.attempts, len(BACK_OFF)) - 1]


class HubLineQuerySet(models.QuerySet["HubLine"]):
    def for_site(self, site: Site) -> Self:
        return self.filter(site=site)

    def refusals(self, host: str, since: datetime) -> Self:
        """The requests that host did not confirm since then."""
        return self.filter(host=host, kind=HubLine.Kind.REFUSED, at__gte=since)

    def forgettable(self, at: datetime) -> Self:
        return self.filter(at__lt=at - KEPT)


class HubLine(models.Model):
    """What became of a subscriber, for operators: the subscription may go, the line stays three months."""

    class Kind(models.TextChoices):
        SUBSCRIBED = "subscribed", "abonné"
        RENEWED = "renewed", "renouvelé"
        LEFT = "left", "désabonné"
        REFUSED = "refused", "demande refusée"
        FAILING = "failing", "ne répond plus"
        RECOVERED = "recovered", "répond de nouveau"
        LET_GO = "let_go", "abandonné"
        EXPIRED = "expired", "arrivé à terme"

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField("quand", db_index=True)
    kind = models.CharField("quoi", max_length=12, choices=Kind.choices)
    host = models.CharField("site", max_length=255, db_index=True)
    feed = models.CharField("flux", max_length=250)
    reason = models.CharField("raison", max_length=300, blank=True)

    objects = HubLineQuerySet.as_manager()

    class Meta:
        verbose_name = "ligne des abonnés aux flux"
        verbose_name_plural = "journal des abonnés aux flux"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.host} : {self.get_kind_display()}"
