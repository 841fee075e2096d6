"""One worker's turn at one dispatch: claim a few rows, hand each over, write how it ended."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, F
from django.utils import timezone

from content import schedule
from newsletter import smtp
from newsletter.bounces import return_path
from newsletter.bounces.suspending import suspend_if_refused_again
from newsletter.letters import letter_of
from newsletter.messages import Master
from newsletter.models import Delivery, Dispatch, JournalReading, Subscriber, Variant
from newsletter.models.delivery import DeliveryQuerySet, reason_against
from newsletter.smtp import Answer, Carrier, Ending

logger = logging.getLogger(__name__)
State = Delivery.State
Clock = Callable[[], datetime]


def minutes(*numbers: int) -> tuple[timedelta, ...]:
    return tuple(timedelta(minutes=number) for number in numbers)


@dataclass(frozen=True)
class Policy:
    """How patient sending is. The lease of a dot outlives the longest wait for its answer (smtp.DOT_TIMEOUT)."""

    group: int = 10
    lease: timedelta = timedelta(minutes=5)
    dot_lease: timedelta = timedelta(minutes=15)
    back_off: tuple[timedelta, ...] = minutes(5, 15, 60, 240)
    give_up_after: timedelta = timedelta(hours=48)
    relay_back_off: tuple[timedelta, ...] = minutes(1, 5, 15)
    losses_in_a_row: int = 3
    doubts_in_a_row: int = 3
    refusals_in_a_row: int = 10
    alert_tries: int = 4


POLICY = Policy()


class NeedsPerson(Exception):
    """Going on would make things worse; the dispatch is paused and says why."""


class Turn:
    """Bound to one worker's name: only rows claimed under that name are ever written.

    One connection, kept while it works.
    """

    def __init__(
        self, dispatch: Dispatch, worker: str, clock: Clock, policy: Policy, open_carrier: Callable[[], Carrier]
    ) -> None:
        self.dispatch, self.worker, self.clock, self.policy, self.open_carrier = (
            dispatch,
            worker,
            clock,
            policy,
            open_carrier,
        )
        self.carrier: Carrier | None = None
        self.loaded: tuple[int | None, Master] | None = None
        self.sent = self.losses = self.doubts = self.refusals = 0

    def master_of(self, delivery: Delivery) -> Master:
        """The letter of that row, encoded. Rows come variant after variant: the last one used is the only one kept."""
        key = delivery.variant_id
        if self.loaded is None or self.loaded[0] != key:
            variant = Variant.objects.get(pk=key) if key else None
            self.loaded = key, Master(letter_of(self.dispatch, variant))
        return self.loaded[1]

    def run(self, until: datetime) -> int:
        """Works until there is nothing left to do, or that moment; returns how many messages were accepted."""
        try:
            while self.may_go_on(until) and (group := self.claim()):
                self.send_group(group, until)
        except smtp.Unavailable as trouble:
            self.rest(str(trouble))
        except smtp.SenderRefused as trouble:
            self.pause(f"Le serveur d’envoi refuse l’adresse d’expédition : {trouble}")
        except NeedsPerson as trouble:
            self.pause(str(trouble))
        else:
            if self.sent:
                self.note(failures=0, retry_at=None, trouble="")
        finally:
            self.hang_up()
            self.give_back()
        return self.sent

    def may_go_on(self, until: datetime) -> bool:
        return self.clock() < until and not schedule.stopping() and not self.is_overtaken()

    def is_overtaken(self) -> bool:
        """Whether something more urgent waits, even to be frozen: an alert never stands behind a bulletin in progress."""
        now = self.clock()
        if not self.dispatch.is_urgent and JournalReading.objects.is_alert_waiting(now):
            return True
        ahead = Dispatch.objects.due(now).before(self.dispatch)
        return Delivery.objects.filter(dispatch__in=ahead).due(now).exists()

    def claim(self) -> list[Delivery]:
        """Takes a few rows for this worker alone.

        Those whose person has left or paused since the freeze are settled here.
        """
        now = self.clock()
        due = (
            Delivery.objects.filter(dispatch=self.dispatch, dispatch__state=Dispatch.State.RUNNING)
            .due(now)
            .order_by("pk")
        )
        with transaction.atomic():
            keys = list(
                due.select_for_update(skip_locked=True, of=("self",)).values_list("pk", flat=True)[: self.policy.group]
            )
            rows = Delivery.objects.filter(pk__in=keys).order_by("pk").with_follows().select_related("subscriber")
            taken = [delivery for delivery in rows if self.may_be_taken(delivery, now)]
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

    def send_group(self, group: list[Delivery], until: datetime) -> None:
        for delivery in group:
            if self.clock() >= until or schedule.stopping():
                return
            # A connection lost before the dot has handed nothing over: once more, on a fresh one.
            answer = (
                self.attempt(delivery) or self.attempt(delivery) or Answer(Ending.DEFERRED, reply="connexion perdue")
            )
            if answer.ending is Ending.WITHHELD:
                self.give_back()
                return
            self.settle(delivery, answer)
            self.look_for_a_pattern(answer)

    def attempt(self, delivery: Delivery) -> Answer | None:
        """Tries once; None when the connection was lost before the dot.

        Raises Unavailable when there is none to be had.
        """
        person = delivery.subscriber
        if person is None or not person.address:
            return Answer(Ending.WITHHELD)
        master = self.master_of(delivery)
        copy = master.copy_for(person.uid, person.address, text_only=person.text_only)
        self.carrier = self.carrier or self.open_carrier()
        try:
            sender = return_path.sender_for(delivery.pk, master.letter.sender_address)
            answer = self.carrier.carry(sender, person.address, copy, lambda: self.commit(delivery))
        except smtp.Unavailable as lost:
            logger.info("Connection lost before the dot: %s", lost)
            self.hang_up()
            return None
        if answer.ending in {Ending.WITHHELD, Ending.UNCERTAIN}:
            self.hang_up()
        return answer

    def mine(self, delivery: Delivery, *states: State) -> DeliveryQuerySet:
        """The row, if it is still in this worker's hands and in one of those states."""
        return Delivery.objects.filter(pk=delivery.pk, worker=self.worker, state__in=states)

    def commit(self, delivery: Delivery) -> bool:
        """Writes that the dot goes. False, and nothing is written, if it must not: row lost, person gone, dispatch held.

        One statement asks and writes, so that nothing can happen in between.
        """
        now = self.clock()
        readers = Subscriber.objects.reachable(timezone.localdate(now))
        running = Exists(Dispatch.objects.running().filter(pk=self.dispatch.pk))
        wanted = Exists(readers.filter(deliveries=delivery))
        rows = self.mine(delivery, State.CLAIMED).filter(running, wanted).still_asked()
        return bool(rows.update(state=State.COMMITTING, lease_until=now + self.policy.dot_lease))

    def settle(self, delivery: Delivery, answer: Answer) -> None:
        """Writes how it ended. A late answer also clears the doubt another worker may have noted in the meantime."""
        now = self.clock()
        rows = self.mine(delivery, State.CLAIMED, State.COMMITTING, State.UNCERTAIN)
        facts = {"code": answer.code, "reply": answer.reply, "attempts": F("attempts") + 1, "lease_until": None}
        if answer.ending is Ending.DEFERRED or (answer.ending is Ending.UNCERTAIN and self.tries_again(delivery)):
            rows.update(**facts, **self.later(delivery, now))
        elif answer.ending is Ending.REFUSED:
            with transaction.atomic():
                if rows.update(**facts, state=State.REJECTED, settled_at=now):
                    suspend_if_refused_again(delivery, answer.reply, now)
        else:
            accepted = answer.ending is Ending.ACCEPTED
            rows.update(**facts, state=State.SENT if accepted else State.UNCERTAIN, settled_at=now)
            self.sent += int(accepted)

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

    def look_for_a_pattern(self, answer: Answer) -> None:
        """One refusal is about one mailbox.

        Many in a row are about us or the mail server, and would waste everybody's turn.
        """
        self.losses = self.losses + 1 if answer.ending is Ending.DEFERRED and not answer.code else 0
        self.doubts = self.doubts + 1 if answer.ending is Ending.UNCERTAIN else 0
        self.refusals = self.refusals + 1 if answer.ending is Ending.REFUSED else 0
        if self.losses >= self.policy.losses_in_a_row:
            raise smtp.Unavailable(answer.reply)
        if self.doubts >= self.policy.doubts_in_a_row:
            trouble = "Le serveur d’envoi prend les messages sans répondre s’il les accepte."
            raise smtp.Unavailable(trouble) if self.dispatch.is_urgent else NeedsPerson(trouble)
        if self.refusals >= self.policy.refusals_in_a_row:
            raise NeedsPerson(
                f"Le serveur d’envoi a refusé {self.refusals} messages de suite : {answer.code} {answer.reply}"
            )

    def rest(self, trouble: str) -> None:
        """The mail server is not well: the dispatch waits, a little longer each time."""
        waits = self.policy.relay_back_off
        failures = 0 if self.sent else self.dispatch.failures
        wait = waits[min(failures, len(waits) - 1)]
        logger.warning("Mail server unavailable; dispatch %s rests for %s: %s", self.dispatch.pk, wait, trouble)
        self.note(retry_at=self.clock() + wait, failures=failures + 1, trouble=smtp.one_line(trouble))

    def pause(self, trouble: str) -> None:
        logger.warning("Dispatch %s paused: %s", self.dispatch.pk, trouble)
        self.note(state=Dispatch.State.PAUSED, trouble=smtp.one_line(trouble))

    def note(self, **facts: object) -> None:
        Dispatch.objects.running().filter(pk=self.dispatch.pk).update(**facts)

    def give_back(self) -> None:
        """Whatever this worker holds and has not begun to commit waits again, for anybody."""
        Delivery.objects.filter(worker=self.worker, state=State.CLAIMED).update(
            state=State.PENDING, worker="", lease_until=None
        )

    def hang_up(self) -> None:
        if self.carrier:
            self.carrier.close()
        self.carrier = None
