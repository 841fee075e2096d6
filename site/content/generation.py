"""One number for the whole installation: it moves, after commit, whenever residents could see something else.

Eight bytes in a memory-mapped file of the data folder: a move made by one process is seen at once by every process of
the host. The page cache in front of Django and the small facts kept in memory (`per_generation`) live exactly as long
as it stays.
"""

import fcntl
import mmap
import os
import struct
import threading
from collections.abc import Callable
from functools import cache, wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

from django.conf import settings
from django.db import connection, transaction

P = ParamSpec("P")
T = TypeVar("T")

NUMBER = struct.Struct("<Q")
FACTS_KEPT = 256


class Counter:
    """A number shared by the processes of one host, kept in a file of eight bytes."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        # Two processes may come here at once: growing to eight bytes keeps what the other has already written.
        os.ftruncate(self.descriptor, NUMBER.size)
        self.memory = mmap.mmap(self.descriptor, NUMBER.size)
        self.threads = threading.Lock()

    def read(self) -> int:
        value: int = NUMBER.unpack_from(self.memory)[0]
        return value

    def advance(self) -> None:
        with self.threads:  # flock() tells processes apart, not the threads of one
            fcntl.flock(self.descriptor, fcntl.LOCK_EX)
            try:
                NUMBER.pack_into(self.memory, 0, self.read() + 1)
            finally:
                fcntl.flock(self.descriptor, fcntl.LOCK_UN)


@cache
def counter(data: Path) -> Counter:
    return Counter(data / "generation")


def current() -> int:
    """The number now. Read it BEFORE computing what you keep: a move meanwhile then outdates your result."""
    return counter(settings.DATA).read()


def bump() -> None:
    """Move the number at once. Inside a transaction use `bump_on_commit`; `QuerySet.update` moves nothing by itself."""
    counter(settings.DATA).advance()


def bump_on_commit() -> None:
    """Move the number when the current transaction is committed, at once outside a transaction."""
    transaction.on_commit(bump)


def cache_key(key: str, prefix: str, version: int) -> str:
    """For Django's CACHES (KEY_FUNCTION): what one process keeps, no process reads any more once the generation has moved."""
    return f"{prefix}:{version}:{current()}:{key}"


def per_generation(function: Callable[P, T]) -> Callable[P, T]:
    """Keep what FUNCTION answers (hashable arguments) until the generation moves: no query, never stale.

    The answer is shared by all threads: copy a model instance before setting anything on it. Inside a transaction
    nothing is kept, since it may be rolled back.
    """
    kept: dict[object, tuple[int, T]] = {}

    @wraps(function)
    def remembering(*args: P.args, **kwargs: P.kwargs) -> T:
        if connection.in_atomic_block:
            return function(*args, **kwargs)
        now = current()
        key = (args, tuple(sorted(kwargs.items())))
        hit = kept.get(key)
        if hit is not None and hit[0] == now:
            return hit[1]
        value = function(*args, **kwargs)
        if len(kept) >= FACTS_KEPT:
            kept.clear()
        kept[key] = (now, value)
        return value

    return remembering
