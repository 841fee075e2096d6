"""How patient sending is."""

from dataclasses import dataclass
from datetime import timedelta


def minutes(*numbers: int) -> tuple[timedelta, ...]:
    return tuple(timedelta(minutes=number) for number in numbers)


@dataclass(frozen=True)
class Policy:
    """How patient sending is. `dot_lease` outlives the longest wait for the answer to a dot (smtp.PATIENCE).

    A worker claims `group` rows and, as long as it is done with them in a `brief` time, twice as many, up to `most`.
    """

    group: int = 50
    most: int = 400
    brief: timedelta = timedelta(seconds=2)
    lease: timedelta = timedelta(minutes=5)
    dot_lease: timedelta = timedelta(minutes=12)
    back_off: tuple[timedelta, ...] = minutes(5, 15, 60, 240)
    give_up_after: timedelta = timedelta(hours=48)
    relay_back_off: tuple[timedelta, ...] = minutes(1, 5, 15)
    day_full: timedelta = timedelta(minutes=10)
    look_ahead: timedelta = timedelta(seconds=1)
    losses_in_a_row: int = 3
    doubts_in_a_row: int = 3
    refusals_in_a_row: int = 10
    alert_tries: int = 4


POLICY = Policy()
