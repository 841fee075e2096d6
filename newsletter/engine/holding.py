"""The rows of a dispatch that one worker holds: claimed, given leave for their dot, settled, given back.

Only rows claimed under its name are ever written; every write names the state it expects.
"""

from collections.abc import Callable, Collection
from datetime import datetime
from functools import cached_property
from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, F
from django.utils import timezone

from newsletter.bounces.suspending import suspend_if_refused_again
from newsletter.engine import ledger
from newsletter.engine.carriers import Answer, Ending
from newsletter.engine.pacing import Pacing, domain_of
from newsletter.engine.policy import Policy
from newsletter.models import Delivery, Dispatch
from newsletter.models.delivery import DeliveryQuerySet, reason_against

State = Delivery.State
Clock = Callable[[], datetime]


class Held(NamedTuple):
    """A row in a worker's hands, with what handing it over asks of its person and nothing more: thousands a minute pass.

    `address` is empty for whoever was erased since.
    """

    pk: int
    variant_id: int | None
    attempts: int
    first_tried_at: datetime | None
    uid: UUID
    address: str | None
    text_only: bool

    @property
    def domain(self) -> str:
        return domain_of(self.address or "")


PERSON = ("uid", "address", "text_only")
HELD = ("pk", "variant_id", "attempts", "first_tried_at", *(f"subscriber__{name}" for name in PERSON))


class Holding:
    """What stands in the ledger under one worker's name, for one dispatch."""

    def __init__(self, dispatch: Dispatch, worker: str, clock: Clock, policy: Policy, pacing: Pacing) -> None:
        self.dispatch, self.worker, self.clock, self.policy, self.pacing = dispatch, worker, clock, policy, pacing
        self.size, self.claimed_at = policy.group, clock()
        self.claims = 0

    def next_size(self, now: datetime) -> int:
        """How many rows to claim: few while they last, so that other workers have theirs and a lease never runs out."""
        if self.claims:
            quick = now - self.claimed_at < self.policy.brief
            self.size = min(2 * self.size, self.policy.most) if quick else self.policy.group
        self.claims += 1
        self.claimed_at = now
        return self.size

    def claim(self) -> list[Held]:
        """Takes a few rows for this worker alone, as many as the pace allows.

        Those whose person has left or paused since the freeze are settled here.
        """
        now = self.clock()
        running = Delivery.objects.filter(dispatch=self.dispatch, dispatch__state=Dispatch.State.RUNNING)
        due = running.due(now).order_by("state", "due_at", "pk")  # as the index has them: the deferred come first
        with transaction.atomic():
            allowance = self.pacing.allowance(now, self.next_size(now))
            awake = due.outside(allowance.resting).select_for_update(skip_locked=True, of=("self",))
            keys = list(awake.values_list("pk", flat=True)[: allowance.total])
            wanted = self.those_wanted(keys, now)
            taken = [held for held in wanted if allowance.grants(held.domain)]
            self.pacing.spend(held.domain for held in taken)
            claimed = Delivery.objects.filter(pk__in=[held.pk for held in taken])
            claimed.update(state=State.CLAIMED, worker=self.worker, lease_until=now + self.policy.lease)
        return taken

    def those_wanted(self, keys: Collection[int], now: datetime) -> list[Held]:
        """Those whose person still wants them; the others are closed, each with its reason."""
        day = timezone.localdate(now)
        wanted = Delivery.objects.filter(pk__in=keys).still_wanted(day).order_by("pk")
        held = [Held(*values) for values in wanted.values_list(*HELD)]
        for delivery in Delivery.objects.filter(pk__in={*keys} - {one.pk for one in held}).select_related("subscriber"):
            person = delivery.subscriber
            barred = reason_against(person.state, person.paused_until, day) if person else None
            reason = barred or Delivery.Reason.LEFT
            Delivery.objects.filter(pk=delivery.pk).update(state=State.EXCLUDED, reason=reason, settled_at=now)
        return held

    def mine(self, keys: Collection[int], *states: State) -> DeliveryQuerySet:
        """Those of the rows that are still in this worker's hands and in one of those states."""
        return Delivery.objects.filter(pk__in=keys, worker=self.worker, state__in=states)

    @cached_property
    def leave(self) -> ledger.Leave:
        """For rows in this worker's hands, of a dispatch nobody holds, whose person is still there and asks for it."""
        running = Exists(Dispatch.objects.running().filter(pk=self.dispatch.pk))
        claimed = Delivery.objects.filter(running, worker=self.worker, state=State.CLAIMED)
        return ledger.Leave(claimed.still_wanted(timezone.localdate(self.clock())))

    def commit(self, keys: Collection[int]) -> set[int]:
        """Writes that these dots go. Left out, and nothing is written of them, are those that must not."""
        if self.leave.give(keys, self.clock() + self.policy.lease + self.policy.dot_lease) == len(keys):
            return set(keys)
        return set(self.mine(keys, State.COMMITTING).values_list("pk", flat=True))

    def settle(self, held: Held, answer: Answer) -> None:
        """Writes how it ended, when it is not a yes (ledger.accept). A late answer clears the doubt noted meanwhile."""
        now = self.clock()
        rows = self.mine([held.pk], State.CLAIMED, State.COMMITTING, State.UNCERTAIN)
        facts = {"code": answer.code, "reply": answer.reply, "attempts": F("attempts") + 1, "lease_until": None}
        if answer.ending is Ending.UNCERTAIN and not self.tries_again(held):
            rows.update(**facts, state=State.UNCERTAIN, settled_at=now)
        elif answer.ending is Ending.REFUSED:
            with transaction.atomic():
                if rows.update(**facts, state=State.REJECTED, settled_at=now):
                    delivery = Delivery.objects.select_related("subscriber__site").get(pk=held.pk)
                    suspend_if_refused_again(delivery, answer.reply, now)
        else:
            rows.update(**facts, **self.later(held, now))

    def tries_again(self, held: Held) -> bool:
        """An alert of which the server did not say whether it has it goes again by itself: twice rather than never."""
        return self.dispatch.is_urgent and held.attempts + 1 < self.policy.alert_tries

    def later(self, held: Held, now: datetime) -> dict[str, object]:
        """What is written on a delivery put off.

        When to try again or, two days after the first try, that it is given up.
        """
        first = held.first_tried_at or now
        waits = self.policy.back_off
        due_at = now + waits[min(held.attempts, len(waits) - 1)]
        if due_at > first + self.policy.give_up_after:
            return {"state": State.REJECTED, "settled_at": now}
        return {"state": State.DEFERRED, "due_at": due_at, "first_tried_at": first, "worker": ""}

    def take_back(self, held: Held) -> None:
        """Nothing of it was handed over, though it may have had its leave: it waits again."""
        rows = self.mine([held.pk], State.CLAIMED, State.COMMITTING)
        rows.update(state=State.PENDING, worker="", lease_until=None)

    def give_back(self, keys: Collection[int] | None = None) -> None:
        """What this worker holds (of those KEYS) and has not begun to commit waits again, for anybody."""
        held = Delivery.objects.filter(worker=self.worker, state=State.CLAIMED)
        some = held if keys is None else held.filter(pk__in=keys)
        some.update(state=State.PENDING, worker="", lease_until=None)
