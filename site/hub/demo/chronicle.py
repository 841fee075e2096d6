"""The town's life in order: who published what, when, and what changed afterwards."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from wagtail.signals import page_published

from content.models import ContentPage
from hub.demo.clock import Clock

Write = Callable[[], None]


def nothing() -> None:
    """For a page that is as it was."""


@dataclass(frozen=True)
class Step:
    """At that moment `write` changes the page, which is then published; `afterwards` is what its publication sets off."""

    at: dt.datetime
    page: ContentPage
    write: Write
    afterwards: Write = nothing


def tell(steps: Iterable[Step], clock: Clock) -> int:
    """Publishes every step at its own hour, the oldest first. Returns how many."""
    in_order = sorted(steps, key=lambda step: step.at)
    for step in in_order:
        clock.moment = step.at
        step.write()
        publish(step.page, step.at)
        step.afterwards()
    return len(in_order)


def publish(page: ContentPage, at: dt.datetime) -> None:
    """What Wagtail's publication does, without keeping a revision of it: the first edit in the desk will make one.

    Saving a live page writes the journal; the signal writes the dates of an event.
    """
    page.live, page.has_unpublished_changes = True, False
    page.first_published_at = page.first_published_at or at
    page.last_published_at = page.latest_revision_created_at = at
    page.save()
    page_published.send(sender=type(page), instance=page)
