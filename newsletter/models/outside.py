"""Addresses outside the town's site that a number leads to, and what they answered the last time they were asked."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Q

FRESH = timedelta(days=2)
"""How long an answer is taken for true."""
WANTED = timedelta(days=40)
"""How long an address is asked again after a number last led to it."""


class OutsideLinkQuerySet(models.QuerySet["OutsideLink"]):
    def to_ask(self, at: datetime) -> Self:
        """Never asked, or asked too long ago; the longest-waiting first."""
        stale = Q(checked_at=None) | Q(checked_at__lte=at - FRESH)
        return self.filter(stale).order_by(models.F("checked_at").asc(nulls_first=True), "pk")

    def forgotten(self, at: datetime) -> Self:
        """Those no number has led to for a while."""
        return self.filter(wanted_at__lt=at - WANTED)


class OutsideLink(models.Model):
    """One address. Asked by the worker, never while somebody waits; shared by the towns of the installation."""

    class State(models.TextChoices):
        UNKNOWN = "", "pas encore demandée"
        ANSWERS = "repond", "répond"
        UNSURE = "doute", "n’a pas répondu"
        DEAD = "morte", "n’existe plus"

    url = models.CharField("adresse", max_length=2048, unique=True)
    state = models.CharField("état", max_length=6, choices=State.choices, blank=True, default=State.UNKNOWN)
    said = models.CharField("réponse", max_length=300, blank=True)
    wanted_at = models.DateTimeField("dans un numéro le")
    checked_at = models.DateTimeField("demandée le", null=True)

    objects = OutsideLinkQuerySet.as_manager()

    class Meta:
        verbose_name = "adresse extérieure"
        verbose_name_plural = "adresses extérieures"
        indexes = [models.Index(fields=["checked_at"], name="outside_link_checked")]

    def __str__(self) -> str:
        return self.url
