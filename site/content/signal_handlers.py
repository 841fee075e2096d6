"""The only doors that saving a page does not cover: deletion, expiry by the clock, moves. Connected in AppConfig.ready."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.utils import timezone
from wagtail.models import Page
from wagtail.signals import page_slug_changed, page_unpublished, post_page_move

from content import journal
from content.models import Commune, District, Organizer, Place, RenderedEntry, Topic, TownDocument, TownImage
from content.models.page import ContentPage

NAMED = (Commune, District, Organizer, Place, Topic)  # what entries of feeds name without a reference to follow
SHOWN = (TownDocument, TownImage)


def connect() -> None:
    page_unpublished.connect(withdraw_in_journal, dispatch_uid="journal_withdrawal")
    post_page_move.connect(record_new_addresses, dispatch_uid="journal_move")
    for signal in (post_save, post_delete):
        for model in NAMED:
            signal.connect(forget_entries_of_town, sender=model, dispatch_uid=f"entries_{id(signal)}_{model.__name__}")
        for model in SHOWN:
            signal.connect(forget_entries_naming, sender=model, dispatch_uid=f"entries_{id(signal)}_{model.__name__}")
    for moved in (post_page_move, page_slug_changed):
        moved.connect(forget_entries_naming, dispatch_uid=f"entries_{id(moved)}")


def withdraw_in_journal(instance: Page, **kwargs: Any) -> None:
    page = instance.specific
    if isinstance(page, ContentPage):
        journal.withdraw(page, timezone.now())


def record_new_addresses(instance: Page, **kwargs: Any) -> None:
    for page in Page.objects.descendant_of(instance, inclusive=True).live().specific():
        if isinstance(page, ContentPage):
            journal.record(page, timezone.now())


def forget_entries_of_town(instance: Any, **kwargs: Any) -> None:
    RenderedEntry.objects.on_site(instance.site).delete()


def forget_entries_naming(instance: Any, **kwargs: Any) -> None:
    RenderedEntry.objects.naming(instance).delete()
