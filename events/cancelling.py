"""One decision about a date, or about the whole event, told everywhere at once: cancelled, put off, moved, full, or back as
announced.

Everything residents receive is a rendering of the page, so a decision is a correction of the page: published in one
transaction with its dates, its calendar entry and its line in the journal. What colleagues have written and not published
yet, what waits for its hour or for a moderator, is corrected the same way: else it would one day announce again what was
cancelled.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.db import transaction
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.log_actions import log
from wagtail.models import Revision, TaskState
from wagtail.signals import page_published, published

from content.models import Place
from events.models import DateChange, EventPage
from events.schedule import Kind
from events.turns import key_of
from events.values import Status

ACTION = "events.decide"
WHOLE = {Kind.CANCELLED: Status.CANCELLED, Kind.POSTPONED: Status.POSTPONED, Kind.FULL: Status.FULL}

Amend = Callable[[EventPage], None]


@dataclass(frozen=True, slots=True)
class Dated:
    """Which date of an event: the day and hour it was announced for. `hour` only where that day has two."""

    day: date
    hour: time | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of it. `message` is what residents read; day, hours and place only where they change."""

    kind: Kind
    message: str = ""
    day: date | None = None
    start: time | None = None
    end: time | None = None
    place: Place | None = None


def decide(event: EventPage, dated: Dated | None, decision: Decision, by: Any) -> EventPage:
    """Publishes the decision about that date, or about the whole event when `dated` is None; answers the page as residents
    now read it.

    An event alone is cancelled, put off or full as a whole. Raises ValueError for a whole event moved: its dates move one by
    one, or by its own form.
    """
    whole = dated is None or (not event.recurring and decision.kind in WHOLE)
    if whole and decision.kind not in WHOLE:
        raise ValueError(f"a whole event cannot be {decision.kind}")

    def amend(page: EventPage) -> None:
        if whole:
            page.status, page.status_message = WHOLE[decision.kind].value, decision.message
        elif dated:
            write(page, dated, decision)

    return publish_everywhere(event, amend, by, {"kind": decision.kind.value, "date": named(dated)})


def restore(event: EventPage, dated: Dated | None, by: Any) -> EventPage:
    """Undoes the last decision about that date, or about the whole event: a date moved, then cancelled, is moved again."""

    def amend(page: EventPage) -> None:
        if dated is None or (not page.recurring and page.state != Status.SCHEDULED):
            page.status, page.status_message = Status.SCHEDULED.value, ""
        else:
            erase(page, dated)

    return publish_everywhere(event, amend, by, {"kind": "restored", "date": named(dated)})


def named(dated: Dated | None) -> str:
    return key_of(dated.day, dated.hour) if dated else ""


def written(page: EventPage, dated: Dated) -> DateChange | None:
    """The exception that speaks of that date already."""
    same = (each for each in page.date_changes.all() if each.original_day == dated.day)
    found: DateChange | None = next((each for each in same if each.original_time in (None, dated.hour)), None)
    return found


def write(page: EventPage, dated: Dated, decision: Decision) -> None:
    """Notes it as the date's exception. What only says that nobody should come, or that it is full, moves nothing back."""
    change = written(page, dated) or DateChange(original_day=dated.day, original_time=dated.hour)
    change.kind, change.message = decision.kind.value, decision.message
    if decision.kind not in WHOLE:
        change.new_day, change.new_start_time, change.new_end_time = decision.day, decision.start, decision.end
        change.place = decision.place or change.place
    page.date_changes.add(change)


def erase(page: EventPage, dated: Dated) -> None:
    """Takes the exception away, or only its last decision where it also moved the date."""
    change = written(page, dated)
    if change is None:
        return
    if change.kind in WHOLE and (change.new_day or change.new_start_time or change.place):
        change.kind = Kind.MOVED if change.new_day or change.new_start_time else Kind.CHANGED
        change.message = ""
        page.date_changes.add(change)
    else:
        page.date_changes.remove(change)


def publish_everywhere(event: EventPage, amend: Amend, by: Any, facts: dict[str, str]) -> EventPage:
    """Amends what residents read, and what is still to be published; the unfinished work of others stays unfinished."""
    with transaction.atomic():
        unpublished = list(unpublished_revisions(event))
        live = EventPage.objects.get(pk=event.pk)  # the tables hold what residents read
        amend(live)
        revision = live.save_revision(user=by, clean=False)
        Correction(revision, user=by, log_action=False).execute()
        for each in unpublished:
            keep_waiting(each, amend)
        log(instance=live, action=ACTION, user=by, revision=revision, content_changed=True, data=facts)
    return EventPage.objects.get(pk=event.pk)


def unpublished_revisions(event: EventPage) -> list[Revision]:
    """What is written and not published, oldest first: waiting for its hour, for a moderator, or for its author."""
    waiting = set(event.revisions.exclude(approved_go_live_at=None).values_list("pk", flat=True))
    waiting |= set(judged(event).values_list("revision_id", flat=True))
    if event.has_unpublished_changes and event.latest_revision_id:
        waiting.add(event.latest_revision_id)
    found: list[Revision] = list(event.revisions.filter(pk__in=waiting).order_by("pk"))
    return found


def judged(event: EventPage) -> Any:
    """The steps of moderation under way."""
    return TaskState.objects.filter(revision__in=event.revisions.all(), status=TaskState.STATUS_IN_PROGRESS)


def keep_waiting(revision: Revision, amend: Amend) -> None:
    """Writes it again with the amendment, where it stood: same author, same hour, same step of moderation."""
    page = revision.as_object()
    amend(page)
    new = page.save_revision(user=revision.user, approved_go_live_at=revision.approved_go_live_at, clean=False)
    judged(page).filter(revision=revision).update(revision=new)


class Correction(PublishPageRevisionAction):
    """Publishing that closes no moderation: what is being judged is another text, and was corrected too."""

    def _after_publish(self) -> None:
        page_published.send(sender=EventPage, instance=self.object, revision=self.revision)
        published.send(sender=EventPage, instance=self.object, revision=self.revision)
        self.object.update_aliases(revision=self.revision, _content=self.revision.content)
