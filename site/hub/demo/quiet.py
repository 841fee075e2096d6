"""What would be done again for every row while thousands are written, and is done once at the end instead."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django.db.models.signals import post_save
from django.utils import timezone
from wagtail.search.index import get_indexed_models
from wagtail.search.signal_handlers import post_save_signal_handler
from wagtail.signal_handlers import disable_reference_index_auto_update

from content import document_text
from hub.search import indexing, waking


@contextmanager
def indexing_at_the_end() -> Iterator[None]:
    """Search and references are indexed once, when all that happens within it is written."""
    models = [model for model in get_indexed_models() if post_save.disconnect(post_save_signal_handler, sender=model)]
    try:
        with disable_reference_index_auto_update(), waking.asleep():
            yield
            document_text.read_waiting(timezone.now())
        indexing.index_everything(timezone.now())
        call_command("rebuild_references_index", verbosity=0)
        call_command("update_index", verbosity=0)
    finally:
        for model in models:
            post_save.connect(post_save_signal_handler, sender=model)
