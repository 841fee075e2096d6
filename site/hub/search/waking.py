"""What wakes the index: any save of a page or a document, right after its commit. Connected in AppConfig.ready.

A save is the one door that the desk, a workflow, the clock and a script all go through.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.db.models.signals import post_save
from django.utils import timezone

from content.models import ContentPage, DocumentText, TownDocument
from content.models.page import concerns_readers
from hub.search.indexing import index_document, index_page


def connect() -> None:
    post_save.connect(on_page, dispatch_uid="search_page")
    post_save.connect(on_document, sender=TownDocument, dispatch_uid="search_document")
    post_save.connect(on_text, sender=DocumentText, dispatch_uid="search_document_text")


def disconnect() -> None:
    post_save.disconnect(dispatch_uid="search_page")
    post_save.disconnect(sender=TownDocument, dispatch_uid="search_document")
    post_save.disconnect(sender=DocumentText, dispatch_uid="search_document_text")


@contextmanager
def asleep() -> Iterator[None]:
    """Nothing is indexed meanwhile: whoever writes thousands of pages indexes them all afterwards."""
    disconnect()
    try:
        yield
    finally:
        connect()


def on_page(sender: Any, instance: Any, update_fields: Any = None, **kwargs: Any) -> None:
    if isinstance(instance, ContentPage) and concerns_readers(update_fields):
        key = instance.pk
        transaction.on_commit(lambda: index_page(key, timezone.now()), robust=True)


def on_document(instance: TownDocument, created: bool, update_fields: Any = None, **kwargs: Any) -> None:
    if not created and update_fields is None:  # Wagtail notes a file's weight and mark by themselves
        transaction.on_commit(lambda: index_document(instance, timezone.now()), robust=True)


def on_text(instance: DocumentText, **kwargs: Any) -> None:
    document = instance.document
    transaction.on_commit(lambda: index_document(document, timezone.now()), robust=True)
