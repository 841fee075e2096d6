"""A parcel handed to a carrier, from beginning to end, as the turn of a worker does it."""

import time
from collections.abc import Callable

from newsletter.engine.carriers import Answer, Carrier, Parcel, Word
from newsletter.engine.lines import watch

MESSAGE = b"Subject: essai\r\n\r\nUne ligne\r\n..Un point, doubl\xc3\xa9\r\nfin\r\n"


def parcel(recipient: str = "karim@boite.example", message: bytes = MESSAGE) -> Parcel:
    return Parcel(1, "avis@mairie.example", recipient, message)


def hear(carrier: Carrier) -> list[Word]:
    """What it tells next, waited for."""
    while True:
        watch([carrier], min(5, carrier.deadline - time.monotonic()))
        if told := carrier.hear():
            return told


def carry(carrier: Carrier, what: Parcel | None = None, may_commit: Callable[[], bool] = lambda: True) -> Answer | None:
    """One parcel from beginning to end; None when leave was not given."""
    what = what or parcel()
    carrier.offer(what)
    (told,) = hear(carrier)
    if told.answer is None:
        if not may_commit():
            carrier.close()
            return None
        carrier.dot()
        (told,) = hear(carrier)
    assert told.parcel == what
    return told.answer
