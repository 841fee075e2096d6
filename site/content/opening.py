"""Opening hours as values: which of them contradict each other. Pure."""

from collections.abc import Hashable, Iterator, Sequence
from datetime import time
from typing import NamedTuple


class Opening(NamedTuple):
    """Open from one time to the other on that day (a weekday or a date); both None: closed all day."""

    day: Hashable
    opens: time | None
    closes: time | None

    def overlaps(self, other: "Opening") -> bool:
        """Whether both cannot be true. 9 to 12 and 12 to 14 can; a day closed bears nothing beside it."""
        if self.day != other.day:
            return False
        if self.opens is None or self.closes is None or other.opens is None or other.closes is None:
            return True
        return self.opens < other.closes and other.opens < self.closes


def clashes(openings: Sequence[Opening]) -> Iterator[tuple[int, Opening]]:
    """Each opening that contradicts an earlier one: its rank in the list, and that one."""
    for rank, opening in enumerate(openings):
        earlier = next((other for other in openings[:rank] if opening.overlaps(other)), None)
        if earlier:
            yield rank, earlier
