"""The one write of the ledger with SQL of its own: the yeses, thousands a minute, each with the server's own words."""

from collections.abc import Sequence
from datetime import datetime

from django.db import connection

from newsletter.carriers import Answer
from newsletter.models import Delivery

State = Delivery.State
ACCEPT = (
    f"UPDATE {Delivery._meta.db_table} SET state = %s, settled_at = %s, code = %s, reply = %s, "  # noqa: S608
    "attempts = attempts + 1, lease_until = NULL WHERE id = %s AND worker = %s AND state IN (%s, %s)"
)


def accept(worker: str, answers: Sequence[tuple[int, Answer]], now: datetime) -> int:
    """Notes that the mail server took those rows, each with its answer; returns how many still were the worker's.

    A late answer also clears the doubt another worker may have noted in the meantime.
    """
    at = connection.ops.adapt_datetimefield_value(now)
    rows = [
        (State.SENT.value, at, answer.code, answer.reply, key, worker, State.COMMITTING.value, State.UNCERTAIN.value)
        for key, answer in answers
    ]
    with connection.cursor() as cursor:
        cursor.executemany(ACCEPT, rows)
        return int(cursor.rowcount)
