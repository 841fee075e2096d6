"""When a mailbox no longer counts as one: what became of its latest mails, newest first -> a reason, or none. Pure.

Two mails running that nobody could receive, at least half a day apart: one afternoon of December 2020 Gmail answered
« no such user » for people who had been there for years. A mailbox that is full, or a server that is asleep, is given
five mails and four weeks.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import takewhile

from newsletter.bounces.status import Fault

REFUSALS, APART = 2, timedelta(hours=12)
FAILURES, SPREAD = 5, timedelta(days=28)
LATEST = 12  # how many mails are looked at
GONE = "Deux courriels de suite sont revenus : personne ne reçoit à cette adresse."
ASLEEP = "Cinq courriels de suite sont revenus en quatre semaines : la boîte est pleine ou abandonnée."


@dataclass(frozen=True)
class Outcome:
    """How one mail ended, and when. `fault` is None for a mail of which nothing came back."""

    at: datetime
    fault: Fault | None


def reason_to_stop(history: Iterable[Outcome]) -> str:
    """Why that mailbox gets no more mail, for the ledger; empty while it works. HISTORY is newest first."""
    telling = [outcome for outcome in history if outcome.fault is not Fault.OURS]
    gone = list(takewhile(lambda outcome: outcome.fault is Fault.GONE, telling))
    if len(gone) >= REFUSALS and gone[0].at - gone[-1].at >= APART:
        return GONE
    failed = list(takewhile(lambda outcome: outcome.fault is not None, telling))
    if len(failed) >= FAILURES and failed[0].at - failed[-1].at >= SPREAD:
        return ASLEEP
    return ""
