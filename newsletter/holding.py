"""The rows of a dispatch that one worker holds: claimed, given leave for their dot, settled, given back.

Only rows claimed under its name are ever written; every write names the state it expects.
"""

from collections.abc import Callable, Collection
from datetime import datetime
from functools import cached_property

from django.db import transaction
from django.db.models import Exists, F, OuterRef
from django.utils import timezone

from newsletter import ledger
from newsletter.bounces.suspending import suspend_if_refused_again
from newsletter.carriers import Answer, Ending
from newsletter.models import Delivery, Dispatch, Subscriber
from newsletter.models.delivery import DeliveryQuerySet, reason_against
from newsletter.pacing import Pacing, domain_of
from newsletter.policy import Policy

State = Delivery.State
Clock = Callable[[], datetime]


class Holding:
    """What stands in the ledger under one worker's name, for one dispatch."""

    def __init__(self, dispatch: Dispatch, worker: str, clock: Clock, policy: Policy, pacing: Pacing) -> None:
        self.dispatch, self.worker, self.clock, self.policy, self.pacing = dispatch, worker, clock, policy, pacing

    def claim(self) -> list[Delivery]:
        """Takes a few rows for this worker alone, as many as the pace allows.

        Those whose person has left or paused since the freeze are settled here.
        """
        now = self.clock()
        running = Delivery.objects.filter(dispatch=self.dispatch, dispatch__state=Dispatch.State.RUNNING)
        due = running.due(now).order_by("state", "due_at", "pk")  # as the index has them: the deferred come first
        with transaction.atomic():
            allowance = self.pacing.allowance(now, self.policy.group)
            awake = due.outside(allowance.resting).select_for_update(skip_locked=True, of=("self",))
            keys = list(awake.values_list("pk", flat=True)[: allowance.total])
            rows = Delivery.objects.filter(pk__in=keys).order_by("pk").with_follows().with_person()
            wanted = [delivery for delivery in rows if self.may_be_taken(delivery, now)]
            taken = [delivery for delivery in wanted if allowance.grants(domain_of(delivery.subscriber))]
            self.pacing.spend(domain_of(delivery.subscriber) for delivery in taken)
            claimed = Delivery.objects.filter(pk__in=[delivery.pk for delivery in taken])
            claimed.update(state=State.CLAIMED, worker=self.worker, lease_until=now + self.policy.lease)
        return taken

    def may_be_taken(self, delivery: Delivery, now: datetime) -> bool:
        """Whether its person still wants it; if not the row is closed with the reason."""
        person, reason = delivery.subscriber, Delivery.Reason.LEFT
        if person and delivery.follows:
            barred = reason_against(person.state, person.paused_until, timezone.localdate(now))
            if barred is None:
                return True
            reason = barred
        Delivery.objects.filter(pk=delivery.pk).update(state=State.EXCLUDED, reason=reason, settled_at=now)
        return False

    def mine(self, keys: Collection[int], *states: State) -> DeliveryQuerySet:
        """Those of the rows that are still in this worker's hands and in one of those states."""
        return Delivery.objects.filter(pk__in=keys, worker=self.worker, state__in=states)

    @cached_property
    def leave(self) -> ledger.Leave:
        """For rows in this worker's hands, of a dispatch nobody holds, whose person is still there and asks for it."""
        running = Exists(Dispatch.objects.running().filter(pk=self.dispatch.pk))
        day = timezone.localdate(self.clock())
        there = Exists(Subscriber.objects.reachable(day).filter(pk=OuterRef("subscriber")))
        claimed = Delivery.objects.filter(worker=self.worker, state=State.CLAIMED)
        return ledger.Leave(claimed.filter(running, there).still_asked(), self.policy.dot_lease)

    def commit(self, keys: Collection[int]) -> set[int]:
        """Writes that these dots go. Left out, and nothing is written of them, are those that must not."""
        if self.leave.give(keys) == len(keys):
            return set(keys)
        return set(self.mine(keys, State.COMMITTING).values_list("pk", flat=True))

    def settle(self, delivery: Delivery, answer: Answer) -> None:
        """Writes how it ended, when it is not a yes (ledger.accept). A late answer clears the doubt noted meanwhile."""
        now = self.clock()
        rows = self.mine([delivery.pk], State.CLAIMED, State.COMMITTING, State.UNCERTAIN)
        facts = {"code": answer.code, "reply": answer.reply, "attempts": F("attempts") + 1, "lease_until": None}
        if answer.ending is Ending.UNCERTAIN and not self.tries_again(delivery):
            rows.update(**facts, state=State.UNCERTAIN, settled_at=now)
        elif answer.ending is Ending.REFUSED:
            with transaction.atomic():
                if rows.update(**facts, state=State.REJECTED, settled_at=now):
                    suspend_if_refused_again(delivery, answer.reply, now)
        else:
            rows.update(**facts, **self.later(delivery, now))

    def tries_again(self, delivery: Delivery) -> bool:
        """An alert of which the server did not say whether it has it goes again by itself: twice rather than never."""
        return self.dispatch.is_urgent and delivery.attempts + 1 < self.policy.alert_tries

    def later(self, delivery: Delivery, now: datetime) -> dict[str, object]:
        """What is written on a delivery put off.

        When to try again or, two days after the first try, that it is given up.
        """
        first = delivery.first_tried_at or now
        waits = self.policy.back_off
        due_at = now + waits[min(delivery.attempts, len(waits) - 1)]
        if due_at > first + self.policy.give_up_after:
            return {"state": State.REJECTED, "settled_at": now}
        return {"state": State.DEFERRED, "due_at": due_at, "first_tried_at": first, "worker": ""}

    def give_back(self, keys: Collection[int] | None = None) -> None:
        """What this worker holds (of those KEYS) and has not begun to commit waits again, for anybody."""
        held = Delivery.objects.filter(worker=self.worker, state=State.CLAIMED)
        some = held if keys is None else held.filter(pk__in=keys)
        some.update(state=State.PENDING, worker="", lease_until=None)
