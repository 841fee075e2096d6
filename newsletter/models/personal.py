"""The links that let their bearer read, move or erase what is known of one person: mailed to her, for an hour, once."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from wagtail.models import Site

from content import addresses
from newsletter.models.subscriber import Subscriber
from newsletter.subscribers.tokens import Purpose


class PersonalLinkQuerySet(models.QuerySet["PersonalLink"]):
    def valid(self, at: datetime) -> Self:
        return self.filter(expires_at__gt=at)

    def stale(self, at: datetime) -> Self:
        return self.filter(expires_at__lte=at)

    def for_site(self, site: Site) -> Self:
        return self.filter(subscriber__site=site)


class PersonalLink(models.Model):
    """One such link. The token stands in the mail alone; a row that is gone has been used, replaced or forgotten."""

    PURPOSES = [
        (Purpose.EXPORT.value, "lire ses données"),
        (Purpose.ERASE.value, "effacer son adresse"),
        (Purpose.MOVE.value, "changer d’adresse"),
        (Purpose.ARRIVE.value, "confirmer sa nouvelle adresse"),
    ]

    subscriber = models.ForeignKey(Subscriber, on_delete=models.CASCADE, related_name="personal_links")
    purpose = models.CharField(max_length=10, choices=PURPOSES)
    token_digest = models.CharField(max_length=64, unique=True)
    new_address = models.EmailField(max_length=addresses.LONGEST, blank=True)
    expires_at = models.DateTimeField(db_index=True)

    objects = PersonalLinkQuerySet.as_manager()

    class Meta:
        verbose_name = "lien personnel"
        verbose_name_plural = "liens personnels"
        ordering = ["pk"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["subscriber", "purpose"], name="one_personal_link_per_purpose")]

    def __str__(self) -> str:
        return f"lien « {self.purpose} », jusqu’au {self.expires_at:%d/%m/%Y %H:%M}"

    @property
    def masked_new_address(self) -> str:
        return addresses.mask(self.new_address) if self.new_address else ""
