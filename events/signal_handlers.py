"""The doors that saving a page does not cover. Connected in AppConfig.ready."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.utils import timezone
from wagtail.models import Page
from wagtail.signals import page_published, post_page_move

from content.models import Commune, Organizer, Place, Topic
from events.materialising import materialise
from events.models import CalendarEntry, EventPage, SchoolBreak
from events.proposals.deciding import accept_published

# What an event says of them is written in its calendar entry, or decides its dates.
SAID_BY_EVENTS = (Commune, Organizer, Place, Topic, SchoolBreak)


def connect() -> None:
    page_published.connect(write_dates, sender=EventPage, dispatch_uid="event_dates")
    page_published.connect(answer_proposals, sender=EventPage, dispatch_uid="event_proposals")
    post_page_move.connect(write_new_addresses, dispatch_uid="event_move")
    for model in SAID_BY_EVENTS:
        post_save.connect(look_again, sender=model, dispatch_uid=f"event_{model.__name__}_saved")
        post_delete.connect(look_again, sender=model, dispatch_uid=f"event_{model.__name__}_deleted")


def write_dates(instance: EventPage, **kwargs: Any) -> None:
    materialise(instance, timezone.now())


def answer_proposals(instance: EventPage, **kwargs: Any) -> None:
    accept_published(instance, timezone.now())


def write_new_addresses(instance: Page, **kwargs: Any) -> None:
    for event in EventPage.objects.descendant_of(instance, inclusive=True).live():
        materialise(event, timezone.now())


def look_again(instance: Any, **kwargs: Any) -> None:
    CalendarEntry.objects.of_town(instance.site_id).ask_for_check()
