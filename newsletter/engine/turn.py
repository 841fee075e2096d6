"""One worker's turn at one dispatch: claim some rows, hand them over on several connections, write how each ended.

One transaction serves all the connections that have something to write: the answers to the last dots and the leave
for the next. It is durable before any of those dots goes.
"""

import logging
from collections import Counter, deque
from collections.abc import Callable, Collection
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from content import schedule
from newsletter.bounces import return_path
from newsletter.engine import ledger
from newsletter.engine.carriers import Answer, Carrier, Ending, Parcel, Unavailable, as_said
from newsletter.engine.holding import Clock, Held, Holding
from newsletter.engine.letters import letter_of
from newsletter.engine.lines import Heard, Lines
from newsletter.engine.messages import Master
from newsletter.engine.pacing import Pacing, domain_of, foreseen
from newsletter.engine.patterns import NeedsPerson, Patterns
from newsletter.engine.policy import Policy
from newsletter.models import Delivery, Dispatch, JournalReading, Variant

logger = logging.getLogger(__name__)


class Turn:
    """What one worker does for one dispatch, from the claim of its first row to the last answer it waits for."""

    def __init__(
        self, dispatch: Dispatch, worker: str, clock: Clock, policy: Policy, open_carrier: Callable[[], Carrier]
    ) -> None:
        self.dispatch, self.worker, self.clock, self.policy = dispatch, worker, clock, policy
        self.pacing = Pacing(clock(), urgent=dispatch.is_urgent)
        self.patterns = Patterns(policy, urgent=dispatch.is_urgent)
        self.holding = Holding(dispatch, worker, clock, policy, self.pacing)
        self.lines = Lines(settings.MAIL_CONNECTIONS, open_carrier)
        self.loaded: tuple[int | None, Master] | None = None
        self.hand: deque[Held] = deque()
        self.carried: dict[int, Held] = {}
        self.lost: Counter[int] = Counter()
        self.all_claimed = self.overtaken = False
        self.looked_ahead_at = clock()
        self.sent = 0

    def master_of(self, held: Held) -> Master:
        """The letter of that row, encoded. Rows come variant after variant: the last one used is the only one kept."""
        key = held.variant_id
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
            self.holding.give_back()
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
                if answer.ending is not Ending.LOST or self.lost[parcel.key] > 1:
                    self.patterns.hear(answer)

    def fill_hand(self) -> None:
        if len(self.hand) < self.lines.most and not self.all_claimed:
            self.look_ahead()
            claimed = [] if self.overtaken else self.holding.claim()
            self.hand.extend(claimed)
            self.all_claimed = not claimed

    def next_parcel(self) -> Parcel | None:
        """The next person's copy, ready for the wire. A person whose address no server could read is refused here."""
        while self.hand:
            held = self.hand.popleft()
            if not held.address:
                continue
            master = self.master_of(held)
            try:
                copy = master.copy_for(held.uid, held.address, text_only=held.text_only)
            except ValueError:
                self.holding.settle(
                    held, Answer(Ending.REFUSED, reply="Adresse illisible pour un serveur de courrier.")
                )
                continue
            self.carried[held.pk] = held
            sender = return_path.sender_for(held.pk, master.letter.sender_address)
            return Parcel(held.pk, sender, held.address, copy)
        return None

    def reconsider(self, key: int) -> None:
        """Leave was not given: something changed since the claim. Whatever is in hand is claimed anew, or not at all."""
        self.carried.pop(key)
        self.holding.give_back([key, *(held.pk for held in self.hand)])
        self.hand.clear()
        self.all_claimed = False

    def write(self, heard: Collection[Heard]) -> set[int]:
        """One transaction: how some ended, and that the dots of others go. Returns the keys of those that may."""
        asking = {parcel.key for _carrier, parcel, answer in heard if answer is None}
        ended = [(self.carried.pop(parcel.key), answer) for _carrier, parcel, answer in heard if answer]
        accepted = [(held.pk, answer) for held, answer in ended if answer.ending is Ending.ACCEPTED]
        with transaction.atomic():
            if accepted:
                self.sent += ledger.accept(self.worker, accepted, self.clock())
            for held, answer in ended:
                if answer.ending is not Ending.ACCEPTED:
                    self.end(held, answer)
            return self.holding.commit(asking) if asking else set()

    def end(self, held: Held, answer: Answer) -> None:
        """A connection lost before the dot has handed nothing over: once more, on another. Whoever refuses us took nothing."""
        self.lost[held.pk] += answer.ending is Ending.LOST
        if answer.ending is Ending.LOST and self.lost[held.pk] == 1:
            self.hand.appendleft(held)
        elif answer.ending is Ending.SENDER_REFUSED:
            self.holding.take_back(held)
        else:
            self.holding.settle(held, answer)

    def rest(self, trouble: str) -> None:
        """The mail server is not well: the dispatch waits, a little longer each time."""
        waits = self.policy.relay_back_off
        failures = 0 if self.sent else self.dispatch.failures
        wait = waits[min(failures, len(waits) - 1)]
        logger.warning("Mail server unavailable; dispatch %s rests for %s: %s", self.dispatch.pk, wait, trouble)
        self.note(retry_at=self.clock() + wait, failures=failures + 1, trouble=as_said(trouble))

    def pause(self, trouble: str) -> None:
        logger.warning("Dispatch %s paused: %s", self.dispatch.pk, trouble)
        self.note(state=Dispatch.State.PAUSED, trouble=as_said(trouble))

    def note(self, **facts: object) -> None:
        if facts:
            Dispatch.objects.running().filter(pk=self.dispatch.pk).update(**facts)
