"""What the worker does again and again, and the queues whose age tells whether it keeps up.

An app registers its work in `<app>/jobs.py`, imported by its AppConfig.ready:

    @every(60)
    def extend_horizon(now: datetime) -> int:
        ...

    @queue("courriels")
    def oldest_due(now: datetime) -> datetime | None:
        ...

A job answers how many things it did. It may be killed at any moment and run again: it must find its own way back.
What it cannot do for one object it logs, and goes on with the next.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

JobFunction = Callable[[datetime], int]
QueueFunction = Callable[[datetime], datetime | None]


@dataclass(frozen=True)
class Job:
    """Work due every SECONDS. ALONE: never by two workers at once; otherwise its rows must be claimed one by one."""

    name: str
    seconds: int
    run: JobFunction
    alone: bool = True


@dataclass(frozen=True)
class Queue:
    """What waits for the worker. LABEL is French, for operators; OLDEST answers when the oldest item became due."""

    label: str
    oldest: QueueFunction


_jobs: dict[str, Job] = {}
_queues: dict[str, Queue] = {}
_stopping = False


def every(seconds: int, *, alone: bool = True) -> Callable[[JobFunction], JobFunction]:
    """Have the worker call the function every SECONDS with the time (aware, UTC)."""

    def register(function: JobFunction) -> JobFunction:
        name = f"{function.__module__}.{function.__qualname__}"
        _jobs[name] = Job(name, seconds, function, alone)
        return function

    return register


def queue(label: str) -> Callable[[QueueFunction], QueueFunction]:
    """Have /sante/ watch a queue: the function answers when its oldest item became due, None when it is empty."""

    def register(function: QueueFunction) -> QueueFunction:
        _queues[label] = Queue(label, function)
        return function

    return register


def jobs() -> list[Job]:
    return list(_jobs.values())


def queues() -> list[Queue]:
    return list(_queues.values())


def stop() -> None:
    """The worker was asked to leave. Safe in a signal handler."""
    global _stopping
    _stopping = True


def stopping() -> bool:
    """Whether a job that has more to do should return now: the rest is done at the next start."""
    return _stopping
