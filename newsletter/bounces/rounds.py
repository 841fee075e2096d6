"""The worker's round of the mailbox of returns: each new mail once, whatever happens in between."""

import logging
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime, timedelta

from django.utils import timezone

from content import schedule
from newsletter.bounces import inbox, mailbox, reading, receiving, return_path
from newsletter.bounces.inbox import Inbox, Unavailable
from newsletter.bounces.mailbox import Mailbox
from newsletter.bounces.return_path import ReturnPath
from newsletter.models import ReturnMailbox

logger = logging.getLogger(__name__)
BUDGET = 15.0  # seconds of one round: an alert never waits behind what comes back
KEPT = timedelta(days=90)  # what was dealt with, in the folder where it is filed
LOOKED_BACK = timedelta(days=30)  # an old mailbox is not read from its first day
Opener = Callable[[Mailbox], AbstractContextManager[Inbox]]


def read_new(now: datetime, open_mailbox: Opener = inbox.opened) -> int:
    """Deals with what came since the last round; returns how many mails were ours.

    A trouble of the mailbox is written down (doctor says it) and the next round tries again. A mail is passed only
    once it is dealt with, so a crash makes it be read twice, never missed: `receiving` bears it.
    """
    place, path = mailbox.configured(), return_path.configured()
    if place is None or path is None:
        return 0
    state, _made = ReturnMailbox.objects.get_or_create(place=place.fingerprint)
    try:
        with open_mailbox(place) as opened:
            ours = read_from(opened, state, path, now)
            if state.read_at is None or timezone.localdate(state.read_at) != timezone.localdate(now):
                opened.empty_filed(timezone.localdate(now - KEPT))
    except Unavailable as trouble:
        logger.warning("The mailbox of returns cannot be read: %s", trouble)
        ReturnMailbox.objects.filter(pk=state.pk).update(trouble=str(trouble)[:300])
        return 0
    ReturnMailbox.objects.filter(pk=state.pk).update(read_at=now, trouble="")
    return ours


def read_from(opened: Inbox, state: ReturnMailbox, path: ReturnPath, now: datetime) -> int:
    """Reads on from where the last round stopped; the rest waits for the next."""
    if state.uid_validity != opened.validity:
        state.uid_validity, state.last_uid = opened.validity, 0
    ours = 0
    since = timezone.localdate(now - LOOKED_BACK)
    deadline = time.monotonic() + BUDGET
    for number in opened.newer_than(state.last_uid, since):
        if is_ours(opened, number, path, now):
            opened.file_away(number)
            ours += 1
        state.last_uid = number
        state.save(update_fields=["uid_validity", "last_uid"])
        if schedule.stopping() or time.monotonic() > deadline:
            break
    return ours


def is_ours(opened: Inbox, number: int, path: ReturnPath, now: datetime) -> bool:
    """Does what that mail asks for, if it is one of those we wait for."""
    if not reading.may_concern_us(opened.headers(number), path):
        return False
    returned = reading.read(opened.beginning(number), path)
    return returned is not None and receiving.receive(returned, now)
