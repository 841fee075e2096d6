"""What the composition remembers by itself: the workers' signs of life, and the index of the search."""

from datetime import datetime, timedelta
from typing import Self

from django.db import models

from hub.search.models import Posting, SearchEntry

__all__ = ["Heartbeat", "Posting", "SearchEntry"]


class HeartbeatQuerySet(models.QuerySet["Heartbeat"]):
    def alive(self, at: datetime) -> Self:
        """Workers heard of recently enough to be left with what they have claimed."""
        return self.filter(at__gt=at - Heartbeat.LIFETIME)

    def forgettable(self, at: datetime) -> Self:
        return self.filter(at__lt=at - timedelta(days=2))


class Heartbeat(models.Model):
    """One worker process, from its start to the last time it was heard of."""

    INTERVAL = timedelta(seconds=20)
    LIFETIME = timedelta(minutes=2)

    worker = models.CharField(max_length=32, primary_key=True)
    host = models.CharField(max_length=255)
    started_at = models.DateTimeField()
    at = models.DateTimeField(db_index=True)

    objects = HeartbeatQuerySet.as_manager()

    class Meta:
        verbose_name = "signe de vie"
        verbose_name_plural = "signes de vie"

    def __str__(self) -> str:
        return f"{self.host}, {self.at:%d/%m/%Y %H:%M:%S}"
