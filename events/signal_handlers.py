"""The doors that saving a page does not cover. Connected in AppConfig.ready."""

from typing import Any

from django.utils import timezone
from wagtail.signals import page_published

from events.materialising import materialise
from events.models import EventPage


def connect() -> None:
    page_published.connect(write_dates, sender=EventPage, dispatch_uid="event_dates")


def write_dates(instance: EventPage, **kwargs: Any) -> None:
    materialise(instance, timezone.now())
