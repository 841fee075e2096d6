"""Founding a town through Wagtail takes half a second, and most tests ask for one: what was written is recorded once in a
process, and written again as plain rows."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, connection, transaction

Rows = dict[str, set[tuple[str, ...]]]  # by table: each row as SQL literals, behind its rowid


@dataclass(frozen=True)
class Recording:
    """What came and what went, by table, from a state of the database to the next."""

    removed: Rows
    added: Rows

    @classmethod
    def between(cls, before: Rows, after: Rows) -> "Recording":
        return cls(
            removed={table: gone for table in before if (gone := before[table] - after[table])},
            added={table: new for table in after if (new := after[table] - before[table])},
        )

    def replay(self) -> None:
        """Writes it again. Raises IntegrityError when the database is not as it was at the beginning of the recording."""
        with connection.cursor() as cursor:
            for table, rows in self.removed.items():
                cursor.execute(f'DELETE FROM "{table}" WHERE rowid IN ({", ".join(row[0] for row in rows)})')  # noqa: S608
            for table, rows in self.added.items():
                values = ", ".join(f"({', '.join(row[1:])})" for row in rows)
                cursor.execute(f'INSERT INTO "{table}" VALUES {values}')  # noqa: S608


RECORDINGS: dict[str, Recording] = {}


def once(name: str, write: Callable[[], object]) -> None:
    """Does what WRITE does to the database, by running it the first time in this process and by its rows from then on."""
    if connection.vendor != "sqlite":
        write()
        return
    try:
        with transaction.atomic():
            RECORDINGS[name].replay()
    except KeyError:
        before = photograph()
        write()
        RECORDINGS[name] = Recording.between(before, photograph())
    except IntegrityError:  # something else was written before
        write()


def photograph() -> Rows:
    """Every row of every table, but for those that SQLite keeps by itself: full text follows by its triggers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%\\_fts%' ESCAPE '\\'")
        return {table: set(literal_rows(cursor, table)) for (table,) in cursor.fetchall()}


def literal_rows(cursor: Any, table: str) -> list[tuple[str, ...]]:
    """The rows of a table as SQL writes them: what is read through Django's converters would not go back in."""
    columns = [column for (_number, column, *_rest) in cursor.execute(f'PRAGMA table_info("{table}")').fetchall()]
    values = ", ".join(f'quote("{column}")' for column in columns)
    rows: list[tuple[str, ...]] = cursor.execute(f'SELECT quote(rowid), {values} FROM "{table}"').fetchall()  # noqa: S608
    return rows
