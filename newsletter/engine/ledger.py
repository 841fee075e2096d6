"""The writes of the ledger that come by the thousand: the rows of a freeze, leave for a dot, the yes after it.

They are worth their SQL: the ORM takes longer to compose either of the last two than the mail server to take the message.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, datetime
from itertools import islice
from typing import cast

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import QuerySet
from django.db.models.sql import UpdateQuery

from newsletter.engine.carriers import Answer
from newsletter.models import Delivery

State = Delivery.State
TABLE = Delivery._meta.db_table
ACCEPT = (
    f"UPDATE {TABLE} SET state = %s, settled_at = %s, code = %s, reply = %s, "  # noqa: S608
    "attempts = attempts + 1, lease_until = NULL WHERE id = %s AND worker = %s AND state IN (%s, %s)"
)


BEGIN = (
    f"INSERT INTO {TABLE} (dispatch_id, subscriber_id, state, reason, variant_id, due_at, settled_at, "  # noqa: S608
    "attempts, worker, code, reply) VALUES (%s, %s, %s, %s, %s, %s, %s, 0, '', 0, '')"
)
BATCH = 2_000


def begin(dispatch: int, people: Iterable[tuple[int, Delivery.Reason | None, int | None]], now: datetime) -> None:
    """Writes a row for each person: their key, why they are left out if they are, the variant that is theirs if any."""
    at = connection.ops.adapt_datetimefield_value(now)
    rows = (
        (dispatch, key, State.EXCLUDED.value, reason.value, variant, at, at)
        if reason
        else (dispatch, key, State.PENDING.value, "", variant, at, None)
        for key, reason, variant in people
    )
    with connection.cursor() as cursor:
        while batch := list(islice(rows, BATCH)):
            cursor.executemany(BEGIN, batch)


class Leave:
    """Writes that dots go, for those of some rows that still are among ROWS: one statement asks and writes.

    The ORM composes it once, from a queryset that filters on the row itself and on subqueries; it is run once a round.
    """

    def __init__(self, rows: QuerySet[Delivery]) -> None:
        query = cast(UpdateQuery, rows.query.chain(UpdateQuery))
        query.add_update_values({"state": State.COMMITTING, "lease_until": datetime.now(UTC)})
        self.statement, (self.state, _lease, *self.values) = query.get_compiler(DEFAULT_DB_ALIAS).as_sql()

    def give(self, keys: Collection[int], until: datetime) -> int:
        """How many of the keys have it; whose lease it then makes last until that moment."""
        lease = connection.ops.adapt_datetimefield_value(until)
        these = ", ".join(["%s"] * len(keys))
        with connection.cursor() as cursor:
            cursor.execute(f"{self.statement} AND {TABLE}.id IN ({these})", [self.state, lease, *self.values, *keys])
            return int(cursor.rowcount)


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
