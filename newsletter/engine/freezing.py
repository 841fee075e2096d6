"""Freezing who an issue, an alert or a digest is for: in one transaction, one row per person, and a balanced account.

plan(issue, now) -> Plan         the count an editor sees before sending; writes nothing
freeze(issue, now) -> Dispatch   the same count, written; from then on the worker sends (sending.send_due)
freeze_mailing(…) -> Dispatch    the same for an alert or a digest, whose readers are chosen by newsletter/digests
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import NamedTuple

from django.db import IntegrityError, transaction
from django.utils import timezone

from newsletter.engine import ledger
from newsletter.models import Delivery, Dispatch, Issue, Mailing, Subscriber
from newsletter.models.delivery import reason_against
from newsletter.subscribers.choices import Stream

BATCH = 2_000


class FreezeRefused(Exception):
    """Nothing was written. Says in French why."""


class AlreadyFrozen(FreezeRefused):
    """That issue has its dispatch: it is sent once."""


class Unbalanced(FreezeRefused):
    """The rows written are not the people counted."""


@dataclass(frozen=True)
class Plan:
    """Who would have the issue: candidates == planned + the sum of excluded, always."""

    candidates: int
    planned: int
    excluded: Mapping[Delivery.Reason, int]


class Recipient(NamedTuple):
    """One person of a freeze: which words are theirs (none: those of the issue), or why they are left out."""

    subscriber: int
    reason: Delivery.Reason | None = None
    variant: int | None = None


def plan(issue: Issue, now: datetime) -> Plan:
    """The account of that issue as of now, without writing anything."""
    reasons = Counter(reason for _key, reason in candidates(issue, timezone.localdate(now)))
    planned = reasons.pop(None, 0)
    excluded = {reason: number for reason, number in reasons.items() if reason}
    return Plan(planned + sum(excluded.values()), planned, MappingProxyType(excluded))


def freeze(issue: Issue, now: datetime) -> Dispatch:
    """Writes one row per person who follows the bulletin and starts the sending.

    Raises AlreadyFrozen (a second click, another editor) or Unbalanced; then nothing was written.
    """
    day = timezone.localdate(now)
    with transaction.atomic():
        people = [Recipient(key, reason) for key, reason in candidates(issue, day)]
        return write_ledger(begin(issue, people, now), people, now)


def freeze_mailing(
    mailing: Mailing, people: Sequence[Recipient], priority: Dispatch.Priority, now: datetime
) -> Dispatch:
    """Writes one row per person for an alert or a digest and starts the sending. To be called in the transaction
    that writes the mailing and its variants. Raises Unbalanced; then nothing was written.
    """
    with transaction.atomic():
        dispatch = Dispatch.objects.create(mailing=mailing, priority=priority, frozen_at=now, **account(people))
        return write_ledger(dispatch, people, now)


def write_ledger(dispatch: Dispatch, people: Sequence[Recipient], now: datetime) -> Dispatch:
    """The rows, and the account that must agree with them. Raises Unbalanced."""
    ledger.begin(dispatch.pk, people, now)
    check_balance(dispatch)
    return dispatch


def account(people: Sequence[Recipient]) -> dict[str, int]:
    planned = sum(person.reason is None for person in people)
    return {"candidates": len(people), "planned": planned, "excluded": len(people) - planned}


def candidates(issue: Issue, day: date) -> Iterator[tuple[int, Delivery.Reason | None]]:
    """Everybody who follows the bulletin in that town, oldest subscriber first.

    Their key, and why they are left out, if they are.
    """
    followers = Subscriber.objects.filter(site=issue.site_id).following(Stream.BULLETIN).order_by("pk")
    for key, state, paused_until in followers.values_list("pk", "state", "paused_until").iterator(chunk_size=BATCH):
        yield key, reason_against(state, paused_until, day)


def begin(issue: Issue, people: Sequence[Recipient], now: datetime) -> Dispatch:
    try:
        with transaction.atomic():
            return Dispatch.objects.create(issue=issue, frozen_at=now, **account(people))
    except IntegrityError as error:
        raise AlreadyFrozen("Ce numéro est déjà parti : il ne part qu’une fois.") from error


def check_balance(dispatch: Dispatch) -> None:
    """Counts the rows as the database holds them. Raises Unbalanced when one is missing or too many."""
    tally = Delivery.objects.filter(dispatch=dispatch).tally()
    planned, excluded = tally[Delivery.State.PENDING], tally[Delivery.State.EXCLUDED]
    if (planned, excluded) != (dispatch.planned, dispatch.excluded):
        raise Unbalanced(
            f"Le compte n’est pas juste, rien n’est parti : {planned} prévus au lieu de {dispatch.planned}, "
            f"{excluded} écartés au lieu de {dispatch.excluded}. Recommencez."
        )
