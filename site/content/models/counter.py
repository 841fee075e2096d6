"""How often something was asked lately, by keyed hashes that nobody can read back."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models


class RequestCounterQuerySet(models.QuerySet["RequestCounter"]):
    def over(self, at: datetime) -> Self:
        """Those whose window has passed: they count nothing any more."""
        return self.filter(ends_at__lte=at)


class RequestCounter(models.Model):
    """A count within a window that opens with the first request.

    `key` is a keyed hash, never an address of either kind.
    """

    key = models.CharField(max_length=64, unique=True)
    count = models.PositiveIntegerField(default=0)
    ends_at = models.DateTimeField(db_index=True)

    objects = RequestCounterQuerySet.as_manager()

    class Meta:
        verbose_name = "compteur de demandes"
        verbose_name_plural = "compteurs de demandes"
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.count} jusqu’à {self.ends_at:%H:%M}"
