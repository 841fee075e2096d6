"""Which workers are alive. Each holds a lock on a file of its own name; its death, kill -9 included, lets go of it.

This only makes recovery quick on one machine. What keeps a message from leaving twice is the ledger's conditional
writes; where a file cannot be seen (another machine), rows simply wait for the end of their lease.
"""

import fcntl
import os
import secrets
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from django.conf import settings


def folder() -> Path:
    path: Path = settings.DATA / "workers"
    path.mkdir(parents=True, exist_ok=True)
    return path


@contextmanager
def signed_in() -> Iterator[str]:
    """A worker's name, never used before, alive for as long as the block runs."""
    name = f"{socket.gethostname()[:16]}-{os.getpid()}-{secrets.token_hex(4)}"
    path = folder() / name
    with path.open("x") as file:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        try:
            yield name
        finally:
            path.unlink(missing_ok=True)


def is_gone(name: str) -> bool:
    """Whether that worker is known to be dead. False when alive, or when nothing here tells."""
    try:
        with (folder() / name).open() as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def bury(name: str) -> None:
    """Forgets a dead worker. Only once what it held is taken back: whoever does that may be killed too."""
    (folder() / name).unlink(missing_ok=True)


def tidy(before: datetime) -> int:
    """Forgets the workers that died before that moment holding nothing; returns how many."""
    old = [path.name for path in folder().iterdir() if path.stat().st_mtime < before.timestamp()]
    dead = [name for name in old if is_gone(name)]
    for name in dead:
        bury(name)
    return len(dead)
