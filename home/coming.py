"""What is coming at a place or from an organizer, by day, for their pages."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from wagtail.models import Site

from events import display
from events.models import Occurrence
from events.models.occurrence import OccurrenceQuerySet

DATES_SHOWN = 4
FAR = dt.timedelta(days=3660)


def dates_of(site: Site) -> OccurrenceQuerySet:
    """The dates of the town not over yet, to narrow."""
    return Occurrence.objects.for_site(site).upcoming(timezone.now())


def by_day(rows: OccurrenceQuerySet, site: Site) -> list[display.Day]:
    """The first of those dates, by day, in one query."""
    today = timezone.localdate()
    return display.days([row.value(site) for row in rows[:DATES_SHOWN]], [], today, today + FAR, today)
