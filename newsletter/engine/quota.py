"""What a mail server takes in a day, and when a sending will be over. Pure.

A provider's day begins when it likes: what is counted here is any twenty-four hours, which holds for all of them.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from content import dates

DAY = timedelta(days=1)
RESERVE = 0.1  # of the day, kept from the bulletin for confirmations and sign-in links
CAUTIOUS = 10.0  # messages a second to count on while nothing is known of the server


def kept(per_day: int) -> int:
    """Of what a day allows, what a bulletin leaves to the mails that answer one person."""
    return -(-per_day // round(1 / RESERVE))


def left(per_day: int, handed_over: int, *, urgent: bool = False) -> int:
    """What may still leave, so many having left in the last twenty-four hours. An alert may take the reserve too."""
    return max(0, per_day - (0 if urgent else kept(per_day)) - handed_over)


@dataclass(frozen=True)
class Forecast:
    """When the last message should leave (None: never). `per_day` is 0 where nobody limits the day."""

    ends_at: datetime | None
    per_day: int

    def said(self, now: datetime) -> str:
        """« 300 par jour : fin le 6 décembre », « fin vers 18 h 30 »."""
        if self.ends_at is None:
            return f"{self.per_day} par jour : l’envoi ne peut pas finir"
        if self.ends_at.date() == now.date():
            return f"fin vers {dates.hour(self.ends_at)}"
        day = f"fin le {dates.day_month(self.ends_at)}"
        return f"{self.per_day} par jour : {day}" if self.per_day else day


def forecast(
    waiting: int, now: datetime, *, per_day: int = 0, handed_over: int = 0, per_second: float = CAUTIOUS
) -> Forecast:
    """When so many will have left, HANDED_OVER having left in the last twenty-four hours. NOW is on the town's clock."""
    today = left(per_day, handed_over) if per_day else waiting
    if waiting <= today:
        return Forecast(now + timedelta(seconds=waiting / per_second), per_day)
    if not left(per_day, 0):
        return Forecast(None, per_day)
    days = -(-(waiting - today) // left(per_day, 0))
    return Forecast(now + days * DAY, per_day)
