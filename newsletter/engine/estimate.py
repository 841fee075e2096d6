"""When a sending will be over, from the pace it keeps. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from content.dates import hour, long_datetime

LOOKED_BACK = timedelta(minutes=10)
"""The pace is that of the last minutes: a relay that slows down shows at once."""


@dataclass(frozen=True)
class Pace:
    """How many rows came to their end over how long."""

    settled: int
    over: timedelta

    def time_for(self, rows: int) -> timedelta | None:
        """How long so many rows take at that pace; None when nothing moves."""
        return self.over * rows / self.settled if self.settled and self.over else None


def in_words(remaining: int, deferred_until: datetime | None, pace: Pace, now: datetime) -> str:
    """« Fin prévue vers 18 h 42. »; empty when there is nothing left to say. NOW and the rest are on the town's clock."""
    if not remaining and deferred_until is None:
        return ""
    if not remaining and deferred_until is not None:
        return f"Il ne reste que des différés : prochain essai à {hour(max(deferred_until, now))}."
    duration = pace.time_for(remaining)
    if duration is None:
        return "La fin se calculera dès les premiers messages acceptés."
    end = now + duration
    said = f"vers {hour(end)}" if end.date() == now.date() else long_datetime(end, now.date())
    return f"Fin prévue {said}."
