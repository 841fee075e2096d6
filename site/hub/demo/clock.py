"""The hour at which the town is told.

Publishing, the journal, the calendar and the register of agreements all ask Django for the hour. While the demonstration is
written they are told the hour of the story instead, so that the verbs of every day date everything right, the past included.
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from django.utils import timezone


class Clock:
    """What time it is in the story."""

    def __init__(self, moment: dt.datetime) -> None:
        self.moment = moment

    def __call__(self) -> dt.datetime:
        return self.moment.astimezone(dt.UTC)


@contextmanager
def telling(moment: dt.datetime) -> Iterator[Clock]:
    """Within it, `timezone.now()` is the clock's moment, which the story moves forward."""
    clock = Clock(moment)
    with patch.object(timezone, "now", clock):
        yield clock
