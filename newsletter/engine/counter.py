"""Handing messages to a provider's API, by the same rules as to a mail server: nothing leaves before its leave is durable.

The request takes the place of the dot: it goes once the ledger says so, in a thread of its own, so that several
counters are served by one worker and none waits for another.
"""

import socket
import threading
import time

from content.mail.api import Door, Fate, Outcome
from newsletter.bounces import return_path
from newsletter.engine.carriers import Answer, Ending, Parcel, Word, as_said

LONGEST_WAIT = 180.0  # seconds for one request, whatever trickles in: a doubt after that
ENDINGS = {
    Fate.TAKEN: Ending.ACCEPTED,
    Fate.BUSY: Ending.DEFERRED,
    Fate.LATER: Ending.DEFERRED,
    Fate.NOT_SENT: Ending.DEFERRED,
    Fate.NEVER: Ending.REFUSED,
    Fate.OURS: Ending.SENDER_REFUSED,
    Fate.UNKNOWN: Ending.UNCERTAIN,
}
SAID_NOTHING = {Fate.NOT_SENT, Fate.UNKNOWN}


class Counter:
    """One parcel at a time through one session with the provider (a Carrier)."""

    is_full = False

    def __init__(self, door: Door) -> None:
        self.door = door
        self.ours, self.theirs = socket.socketpair()  # a byte comes when the answer is there
        self.ours.setblocking(False)
        self.is_open = True
        self.deadline = float("inf")
        self.told: list[Word] = []
        self.offered: Parcel | None = None
        self.gone: Parcel | None = None
        self.outcome: Outcome | None = None

    @property
    def is_free(self) -> bool:
        return self.is_open and self.offered is None and self.gone is None

    @property
    def at_its_dot(self) -> bool:
        return self.gone is not None

    def offer(self, parcel: Parcel) -> None:
        self.offered = parcel
        if not self.gone:
            self.told.append(Word(parcel, None))

    def dot(self, following: Parcel | None = None) -> None:
        self.gone, self.offered, self.outcome = self.offered, None, None
        self.deadline = time.monotonic() + LONGEST_WAIT
        threading.Thread(target=self.hand_over, args=(self.gone,), daemon=True).start()
        if following:
            self.offer(following)

    def hand_over(self, parcel: Parcel) -> None:
        """In its own thread. Nobody listens any more if the worker has given up meanwhile."""
        self.outcome = self.door.hand_over(parcel.message, parcel.recipient, return_path.key(parcel.key))
        try:
            self.theirs.send(b".")
        except OSError:
            return

    def hear(self) -> list[Word]:
        if self.is_open:
            self.drain()
        if self.gone and self.outcome:
            self.end(answer_of(self.outcome))
            if self.offered:
                self.told.append(Word(self.offered, None))
        elif self.gone and time.monotonic() > self.deadline:
            self.lose("le service d’envoi ne répond plus")
        told, self.told = self.told, []
        return told

    def drain(self) -> None:
        try:
            self.ours.recv(16)
        except BlockingIOError:
            return  # nothing yet

    def end(self, answer: Answer) -> None:
        if self.gone:
            self.told.append(Word(self.gone, answer))
        self.gone, self.deadline = None, float("inf")

    def lose(self, trouble: str) -> None:
        """What has gone is a doubt, what waits behind it is not."""
        if self.offered:
            self.told.append(Word(self.offered, Answer(Ending.LOST, reply=trouble)))
        self.end(Answer(Ending.UNCERTAIN, reply=trouble))
        self.offered = None
        self.close()

    def fileno(self) -> int:
        return -1 if self.told or not self.is_open else self.ours.fileno()

    def close(self) -> None:
        self.is_open = False
        self.ours.close()
        self.theirs.close()
        self.door.close()


def answer_of(outcome: Outcome) -> Answer:
    code = 0 if outcome.fate in SAID_NOTHING else outcome.fate.value
    return Answer(ENDINGS[outcome.fate], code, as_said(outcome.words))
