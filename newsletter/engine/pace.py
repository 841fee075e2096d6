"""How fast a mail server, or one domain behind it, is served: a token bucket whose rate it teaches by complaining. Pure.

Additive increase, multiplicative decrease: what is taken raises the rate little by little, a « later » (4xx) halves it.
Every moment is given; rates are messages a second.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

BURST = timedelta(seconds=5)  # what may leave at once is what this long allows
CALM = timedelta(seconds=10)  # one halving in this time, however many complaints: they are about the same moment
CLIMB = 1.0  # what a second of messages taken adds to the rate
SLOWEST = 0.1
FREE = 50.0  # a domain that takes so many has nothing to complain about any more: it is forgotten


@dataclass(frozen=True)
class Bucket:
    """The rate, and how many messages may leave at once as of that moment."""

    rate: float
    tokens: float
    at: datetime
    slowed_at: datetime | None = None

    @classmethod
    def full(cls, rate: float, now: datetime) -> "Bucket":
        return cls(rate, burst(rate), now)

    def refilled(self, now: datetime) -> "Bucket":
        """As of that moment. A clock that goes back refills nothing."""
        if now <= self.at:
            return self
        earned = self.rate * (now - self.at).total_seconds()
        return replace(self, tokens=min(burst(self.rate), self.tokens + earned), at=now)

    def spent(self, number: int) -> "Bucket":
        return replace(self, tokens=self.tokens - number)

    def slowed(self, now: datetime) -> "Bucket":
        """After a complaint."""
        if self.slowed_at and now < self.slowed_at + CALM:
            return self
        rate = max(SLOWEST, self.rate / 2)
        return replace(self, rate=rate, tokens=min(self.tokens, burst(rate)), slowed_at=now)

    def climbed(self, taken: int, highest: float) -> "Bucket":
        """After so many messages taken; never above the highest."""
        return replace(self, rate=min(highest, self.rate + CLIMB * taken / self.rate))


def burst(rate: float) -> float:
    return max(1.0, rate * BURST.total_seconds())
