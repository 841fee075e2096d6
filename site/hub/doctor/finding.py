"""What one check says: a value."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    WELL = "bien"
    WATCH = "à voir"
    ILL = "à corriger"
    UNKNOWN = "pas vérifié"


@dataclass(frozen=True)
class Record:
    """A line of a DNS zone, ready to be pasted at the registrar's."""

    name: str
    kind: str
    value: str


@dataclass(frozen=True)
class Finding:
    """SAYS is the fact, in French; TODO what to do about it and whom to ask; RECORD what to paste there."""

    subject: str
    verdict: Verdict
    says: str
    todo: str = ""
    record: Record | None = None


def well(subject: str, says: str, todo: str = "") -> Finding:
    return Finding(subject, Verdict.WELL, says, todo)


def watch(subject: str, says: str, todo: str, record: Record | None = None) -> Finding:
    return Finding(subject, Verdict.WATCH, says, todo, record)


def ill(subject: str, says: str, todo: str, record: Record | None = None) -> Finding:
    return Finding(subject, Verdict.ILL, says, todo, record)


def unknown(subject: str, says: str, todo: str = "") -> Finding:
    return Finding(subject, Verdict.UNKNOWN, says, todo)
