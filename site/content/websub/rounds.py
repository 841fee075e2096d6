"""Talking with many servers, none of which may hold up the worker: a few at once, and never longer than a round."""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import TypeVar

from content import schedule

Item = TypeVar("Item")
Said = TypeVar("Said")

AT_ONCE = 8
LONGEST = 15.0  # seconds after which no new conversation begins: mail and publications wait meanwhile


def in_rounds(
    items: Sequence[Item],
    talk: Callable[[Item], Said],
    settle: Callable[[Item, Said, datetime], None],
    now: datetime,
) -> int:
    """Talks with each in a thread (no database there), then settles it here; answers how many were.

    What a round has no time for stays due, and comes first in the next.
    """
    done, started = 0, time.monotonic()
    with ThreadPoolExecutor(AT_ONCE) as threads:
        for few in (items[begin : begin + AT_ONCE] for begin in range(0, len(items), AT_ONCE)):
            if schedule.stopping() or time.monotonic() - started > LONGEST:
                break
            for item, said in zip(few, threads.map(talk, few), strict=True):
                settle(item, said, now)
                done += 1
    return done
