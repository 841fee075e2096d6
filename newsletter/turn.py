"""One worker's turn at one dispatch: claim some rows, hand them over on several connections, write how each ended.

One transaction serves all the connections that have something to write: the answers to the last dots and the leave
for the next. It is durable before any of those dots goes.
"""

import logging
from collections import Counter, deque
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, F, OuterRef
from django.utils import timezone

from content import schedule
from newsletter import ledger
from newsletter.bounces import return_path
from newsletter.bounces.suspending import suspend_if_refused_again
from newsletter.carriers import Answer, Carrier, Ending, Parcel, Unavailable, one_line
from newsletter.letters import letter_of
from newsletter.lines import Heard, Lines
from newsletter.messages import Master
from newsletter.models import Delivery, Dispatch, JournalReading, Subscriber, Variant
from newsletter.models.delivery import DeliveryQuerySet, reason_against
from newsletter.pacing import Pacing, domain_of, foreseen

logger = logging.getLogger(__name__)
State = Delivery.State
Clock = Callable[[], datetime]


def minutes(*numbers: int) -> tuple[timedelta, ...]:
    return tuple(timedelta(minutes=number) for number in numbers)


@dataclass(frozen=True)
class Policy:
    """How patient sending is. `dot_lease` outlives the longest wait for the answer to a dot (smtp.PATIENCE)."""

    group: int = 50
    lease: timedelta = timedelta(minutes=5)
    dot_lease: timedelta = timedelta(minutes=12)
    back_off: tuple[timedelta, ...] = minutes(5, 15, 60, 240)
    give_up_after: timedelta = timedelta(hours=48)
    relay_back_off: tuple[timedelta, ...] = minutes(1, 5, 15)
    day_full: timedelta = timedelta(minutes=10)
    look_ahead: timedelta = timedelta(seconds=1)
    losses_in_a_row: int = 3
    doubts_in_a_row: int = 3
    refusals_in_a_row: int = 10
    alert_tries: int = 4


POLICY = Policy()


class NeedsPerson(Exception):
    """Going on would make things worse; the dispatch is paused and says why."""


class Turn:
    """Bound to one worker's name: only rows claimed under that name are ever written."""

    def __init__(
        self, dispatch: Dispatch, worker: str, clock: Clock, policy: Policy, open_carrier: Callable[[], Carrier]
    ) -> None:
        self.dispatch, self.worker, self.clock, self.policy = dispatch, worker, clock, policy
        self.pacing = Pacing(clock(), urgent=dispatch.is_urgent)
        self.lines = Lines(settings.MAIL_CONNECTIONS, open_carrier)
        self.loaded: tuple[int | None, Master] | None = None
        self.hand: deque[Delivery] = deque()
        self.carried: dict[int, Delivery] = {}
        self.lost: Counter[int] = Counter()
        self.all_claimed = self.overtaken = False
        self.looked_ahead_at = clock()
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
            self.work(until)
        except Unavailable as trouble:
            self.rest(str(trouble))
        except NeedsPerson as trouble:
            self.pause(str(trouble))
        else:
            self.note(**self.outcome())
        self.pacing.remember(self.clock())
        return self.sent

    def outcome(self) -> dict[str, object]:
        """What a turn without trouble writes on its dispatch: when the day is full, that it waits."""
        now = self.clock()
        if self.pacing.day_is_full:
            waiting = Delivery.objects.filter(dispatch=self.dispatch).unsettled().count()
            plan = foreseen(waiting, now).said(timezone.localtime(now))
            trouble = (
                f"Les {settings.MAIL_PER_DAY} messages du jour sont partis, la suite partira d’elle-même : {plan}."
            )
            return {"failures": 0, "retry_at": now + self.policy.day_full, "trouble": trouble}
        return {"failures": 0, "retry_at": None, "trouble": ""} if self.sent else {}

    def may_go_on(self, until: datetime) -> bool:
        if self.clock() >= self.looked_ahead_at + self.policy.look_ahead:
            self.look_ahead()
        return self.clock() < until and not schedule.stopping() and not self.overtaken

    def look_ahead(self) -> None:
        """Before each claim, and every second of a slow one."""
        self.looked_ahead_at = self.clock()
        self.overtaken = self.is_overtaken()

    def is_overtaken(self) -> bool:
        """Whether something more urgent waits, even to be frozen: an alert never stands behind a bulletin in progress."""
        now = self.clock()
        if not self.dispatch.is_urgent and JournalReading.objects.is_alert_waiting(now):
            return True
        ahead = Dispatch.objects.due(now).before(self.dispatch)
        return Delivery.objects.filter(dispatch__in=ahead).due(now).exists()

    def work(self, until: datetime) -> None:
        try:
            while self.may_go_on(until) and self.feed():
                self.exchange()
        finally:
            self.give_back()
            for heard in self.lines.last_words():
                self.write([told for told in heard if told.answer])

    def feed(self) -> bool:
        """Gives every free connection its next message. False once nobody is left to serve."""
        self.fill_hand()
        for carrier in self.lines.free(len(self.hand)):
            if parcel := self.next_parcel():
                carrier.offer(parcel)
        return self.lines.busy

    def exchange(self) -> None:
        """Hears the connections, writes what they tell, gives leave for the dots that may go."""
        heard = self.lines.listen()
        self.fill_hand()  # before the leave, so that no dot waits for it
        granted = self.write(heard)
        for carrier, parcel, answer in heard:
            if answer is None and parcel.key in granted:
                carrier.dot(self.next_parcel())
            elif answer is None:
                carrier.close()
                self.reconsider(parcel.key)
        for _carrier, parcel, answer in heard:
            if answer:
                self.pacing.hear(domain_of(parcel.recipient), answer)
                self.look_for_a_pattern(parcel.key, answer)

    def fill_hand(self) -> None:
        if len(self.hand) < self.lines.most and not self.all_claimed:
            self.look_ahead()
            claimed = [] if self.overtaken else self.claim()
            self.hand.extend(claimed)
            self.all_claimed = not claimed

    def next_parcel(self) -> Parcel | None:
        """The next person's copy, ready for the wire. A person whose address no server could read is refused here."""
        while self.hand:
            delivery = self.hand.popleft()
            person = delivery.subscriber
            if person is None or not person.address:
                continue
            master = self.master_of(delivery)
            try:
                copy = master.copy_for(person.uid, person.address, text_only=person.text_only)
            except ValueError:
                self.settle(delivery, Answer(Ending.REFUSED, reply="Adresse illisible pour un serveur de courrier."))
                continue
            self.carried[delivery.pk] = delivery
            sender = return_path.sender_for(delivery.pk, master.letter.sender_address)
            return Parcel(delivery.pk, sender, person.address, copy)
        return None

    def reconsider(self, key: int) -> None:
        """Leave was not given: something changed since the claim. Whatever is in hand is claimed anew, or not at all."""
        self.carried.pop(key)
        self.give_back([key, *(delivery.pk for delivery in self.hand)])
        self.hand.clear()
        self.all_claimed = False

    def write(self, heard: Collection[Heard]) -> set[int]:
        """One transaction: how some ended, and that the dots of others go. Returns the keys of those that may."""
        asking = {parcel.key for _carrier, parcel, answer in heard if answer is None}
        ended = [(self.carried.pop(parcel.key), answer) for _carrier, parcel, answer in heard if answer]
        accepted = [(delivery.pk, answer) for delivery, answer in ended if answer.ending is Ending.ACCEPTED]
        with transaction.atomic():
            if accepted:
                self.sent += ledger.accept(self.worker, accepted, self.clock())
            for delivery, answer in ended:
                if answer.ending is not Ending.ACCEPTED:
                    self.end(delivery, answer)
            return self.commit(asking) if asking else set()

    def end(self, delivery: Delivery, answer: Answer) -> None:
        """A connection lost before the dot has handed nothing over: once more, on another."""
        self.lost[delivery.pk] += answer.ending is Ending.LOST
        if answer.ending is Ending.LOST and self.lost[delivery.pk] == 1:
            self.hand.appendleft(delivery)
        elif answer.ending is not Ending.SENDER_REFUSED:
            self.settle(delivery, answer)

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

    def look_for_a_pattern(self, key: int, answer: Answer) -> None:
        """One refusal is about one mailbox.

        Many in a row are about us or the mail server, and would waste everybody's turn.
        """
        if answer.ending is Ending.SENDER_REFUSED:
            raise NeedsPerson(f"Le serveur d’envoi refuse l’adresse d’expédition : {answer.code} {answer.reply}")
        if answer.ending is Ending.LOST and self.lost[key] == 1:
            return
        without_a_word = answer.ending is Ending.DEFERRED and not answer.code
        self.losses = self.losses + 1 if without_a_word or answer.ending is Ending.LOST else 0
        self.doubts = self.doubts + 1 if answer.ending is Ending.UNCERTAIN else 0
        self.refusals = self.refusals + 1 if answer.ending is Ending.REFUSED else 0
        if self.losses >= self.policy.losses_in_a_row:
            raise Unavailable(answer.reply)
        if self.doubts >= self.policy.doubts_in_a_row:
            trouble = "Le serveur d’envoi prend les messages sans répondre s’il les accepte."
            raise Unavailable(trouble) if self.dispatch.is_urgent else NeedsPerson(trouble)
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
        self.note(retry_at=self.clock() + wait, failures=failures + 1, trouble=one_line(trouble))

    def pause(self, trouble: str) -> None:
        logger.warning("Dispatch %s paused: %s", self.dispatch.pk, trouble)
        self.note(state=Dispatch.State.PAUSED, trouble=one_line(trouble))

    def note(self, **facts: object) -> None:
        if facts:
            Dispatch.objects.running().filter(pk=self.dispatch.pk).update(**facts)

    def give_back(self, keys: Collection[int] | None = None) -> None:
        """What this worker holds (of those KEYS) and has not begun to commit waits again, for anybody."""
        held = Delivery.objects.filter(worker=self.worker, state=State.CLAIMED)
        some = held if keys is None else held.filter(pk__in=keys)
        some.update(state=State.PENDING, worker="", lease_until=None)
