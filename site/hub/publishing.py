"""What the clock publishes and withdraws.

The rules are those of Wagtail's `publish_scheduled`, with two differences: each page has its own transaction, and one
that cannot be published does not hold up the others.
"""

import logging
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import models, transaction
from wagtail.models import DraftStateMixin, Page, Revision

logger = logging.getLogger("tambour.worker")


def publish_due(now: datetime) -> int:
    """Withdraws what has expired, then publishes what was planned; answers how many of them succeeded."""
    withdrawn = sum(attempt(withdraw, item) for item in list(expired(now)))
    return withdrawn + sum(attempt(publish, revision) for revision in list(planned(now)))


def overdue_since(now: datetime) -> datetime | None:
    """When the oldest thing that the clock should have published or withdrawn was due; None when all is done."""
    due = [planned(now).values_list("approved_go_live_at", flat=True).first()]
    due += [items.values_list("expire_at", flat=True).first() for items in expired_by_model(now)]
    return min((at for at in due if at is not None), default=None)


def planned(now: datetime) -> "models.QuerySet[Revision]":
    return Revision.objects.filter(approved_go_live_at__lte=now).order_by("approved_go_live_at")


def expired_by_model(now: datetime) -> Iterator["models.QuerySet[models.Model]"]:
    drafts = [model for model in apps.get_models() if issubclass(model, DraftStateMixin)]
    for model in [Page, *(model for model in drafts if not issubclass(model, Page))]:
        yield model._default_manager.filter(live=True, expire_at__lte=now).order_by("expire_at")


def expired(now: datetime) -> Iterator[models.Model]:
    for items in expired_by_model(now):
        yield from items


def attempt(verb: Callable[[Any], None], item: Any) -> bool:
    try:
        with transaction.atomic():
            verb(item)
    except Exception:  # a page that breaks must not keep the whole town waiting
        logger.exception("%s impossible : %s n° %s", verb.__name__, item._meta.verbose_name, item.pk)
        return False
    return True


def withdraw(item: Any) -> None:
    page = item.specific if isinstance(item, Page) else item
    page.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")


def publish(revision: Any) -> None:
    revision.publish(log_action="wagtail.publish.scheduled")
