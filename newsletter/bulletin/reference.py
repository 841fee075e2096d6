"""What a household looks up: tables, days of the bins, civil records. Pure values, parts of an Edition."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Row:
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Table:
    caption: str
    heads: tuple[str, str]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class CivilRecords:
    """Births, marriages, deaths: each a heading and its lines."""

    groups: tuple[tuple[str, tuple[str, ...]], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class BinDay:
    """What a household puts out for that day; `rare` when it does not come every week."""

    day: date
    what: str
    rare: bool = False
