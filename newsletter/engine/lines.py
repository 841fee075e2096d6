"""The connections of one turn, worked together by one thread: whoever has something to tell is heard, nobody waits for another."""

import select
import time
from collections.abc import Callable, Iterator
from typing import NamedTuple

from newsletter.engine.carriers import Answer, Carrier, Parcel, Unavailable

OPENING = 5  # messages a connection must have before it to be worth opening: TCP, TLS and AUTH take as many round trips
LONGEST_WAIT = 0.5  # seconds without looking whether a stop was asked


class Heard(NamedTuple):
    """A carrier's word about a parcel (carriers.Word), and whose it is."""

    carrier: Carrier
    parcel: Parcel
    answer: Answer | None


class Lines:
    """Never more than MOST connections, opened as there is work for them."""

    def __init__(self, most: int, open_carrier: Callable[[], Carrier]) -> None:
        self.most, self.open_carrier = most, open_carrier
        self.carriers: list[Carrier] = []

    @property
    def busy(self) -> bool:
        return any(not carrier.is_free for carrier in self.carriers)

    def free(self, waiting: int) -> Iterator[Carrier]:
        """The carriers that can take a parcel; new ones come after, if so many WAITING parcels are worth it.

        Raises Unavailable when there is not one connection to be had. A server that wants fewer has fewer.
        """
        yield from [carrier for carrier in self.carriers if carrier.is_free]
        wanted = min(self.most, -(-waiting // OPENING))
        while len(self.carriers) < wanted:
            try:
                carrier = self.open_carrier()
            except Unavailable:
                if not self.carriers:
                    raise
                self.most = len(self.carriers)
                return
            self.carriers.append(carrier)
            yield carrier

    def listen(self) -> list[Heard]:
        """What the busy ones tell, as soon as one of them does; nothing, sometimes, when all are silent."""
        heard = [Heard(carrier, *told) for carrier in self.speaking() for told in carrier.hear()]
        self.carriers = [carrier for carrier in self.carriers if carrier.is_open]
        return heard

    def speaking(self) -> list[Carrier]:
        busy = [carrier for carrier in self.carriers if not carrier.is_free]
        wait = min(LONGEST_WAIT, *(carrier.deadline - time.monotonic() for carrier in busy)) if busy else 0
        return watch(busy, wait) or [carrier for carrier in busy if carrier.deadline <= time.monotonic()]

    def last_words(self) -> Iterator[list[Heard]]:
        """Cuts whatever has not come to its dot, and tells how the dots on their way end."""
        while self.carriers:
            for carrier in self.carriers:
                if not carrier.at_its_dot:
                    carrier.close()
            yield self.listen()


def watch(carriers: list[Carrier], seconds: float) -> list[Carrier]:
    """Those that have something to hear, as soon as one has, or none after so long."""
    if ready := [carrier for carrier in carriers if carrier.fileno() < 0]:
        return ready
    numbers = {carrier.fileno(): carrier for carrier in carriers}
    poll = select.poll()
    for number, carrier in numbers.items():
        poll.register(number, select.POLLIN | (select.POLLOUT if carrier.is_full else 0))
    return [numbers[number] for number, _event in poll.poll(max(0, seconds) * 1000)]
