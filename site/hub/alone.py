"""A job done by one worker at a time: the lock vanishes with whoever holds it, nothing to clean up after a kill -9."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path

from django.conf import settings
from django.db import connection


@contextmanager
def alone(name: str) -> Iterator[bool]:
    """Yields whether nobody else holds NAME; holds it until the end of the block, without ever waiting.

    PostgreSQL may serve workers on several hosts: the lock is the database's. SQLite lives on one host: a locked file
    is enough.
    """
    if connection.vendor == "postgresql":
        with alone_in_database(name) as free:
            yield free
    else:
        with alone_on_host(settings.DATA / "locks", name) as free:
            yield free


@contextmanager
def alone_on_host(folder: Path, name: str) -> Iterator[bool]:
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / name).open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


@contextmanager
def alone_in_database(name: str) -> Iterator[bool]:
    number = int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [number])
        free = bool(cursor.fetchone()[0])
    try:
        yield free
    finally:
        if free and connection.connection is not None and not connection.connection.closed:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [number])
