"""The only doors that saving a page does not cover: deletion, expiry by the clock, moves. Connected in AppConfig.ready."""

from typing import Any

from django.utils import timezone
from wagtail.models import Page
from wagtail.signals import page_unpublished, post_page_move

from content import journal
from content.models.page import ContentPage


def connect() -> None:
    page_unpublished.connect(withdraw_in_journal, dispatch_uid="journal_withdrawal")
    post_page_move.connect(record_new_addresses, dispatch_uid="journal_move")


def withdraw_in_journal(instance: Page, **kwargs: Any) -> None:
    page = instance.specific
    if isinstance(page, ContentPage):
        journal.withdraw(page, timezone.now())


def record_new_addresses(instance: Page, **kwargs: Any) -> None:
    for page in Page.objects.descendant_of(instance, inclusive=True).live().specific():
        if isinstance(page, ContentPage):
            journal.record(page, timezone.now())
