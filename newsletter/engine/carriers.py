"""What takes letters away: the words every carrier shares, and the folder that stands in while there is no mail server."""

import os
import secrets
import time
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import NamedTuple, Protocol

from content.typed import one_line


class Ending(Enum):
    """How the attempt to hand over one message ended."""

    ACCEPTED = "accepted"
    DEFERRED = "deferred"
    REFUSED = "refused"
    UNCERTAIN = "uncertain"
    LOST = "lost"  # the connection went before the dot: nothing was handed over, nothing is known of the recipient
    SENDER_REFUSED = "sender refused"  # our own address, for good: no recipient is at fault, a person must look


@dataclass(frozen=True)
class Answer:
    """The ending, with the server's code and words (0 and "" when it said nothing)."""

    ending: Ending
    code: int = 0
    reply: str = ""


class Unavailable(Exception):
    """The server cannot be reached, went away, or asks to come back: nothing was handed over. CODE is 0 if it said none."""

    def __init__(self, trouble: str, code: int = 0) -> None:
        super().__init__(trouble)
        self.code = code


@dataclass(frozen=True)
class Parcel:
    """One message for one recipient, KEY being its row in the ledger.

    The bytes are those of the wire: every line ends with CRLF, and none begins with a dot that is not doubled.
    """

    key: int
    sender: str
    recipient: str
    message: bytes


class Word(NamedTuple):
    """What a carrier tells of a parcel: how it ended or, without an answer, that everything but its dot has left."""

    parcel: Parcel
    answer: Answer | None


class Carrier(Protocol):
    """One way out, which carries one parcel at a time and never waits by itself.

    offer(parcel) begins it; hear() tells, in the end, that it asks for leave; dot() gives leave, and may offer the
    following parcel in the same breath; hear() tells how it ended. Without leave, close() it: no dot can ever follow.
    """

    deadline: float  # seconds of time.monotonic(): hear() then, even if nothing came

    @property
    def is_open(self) -> bool: ...

    @property
    def is_free(self) -> bool:
        """Whether the next parcel can be offered."""

    @property
    def at_its_dot(self) -> bool:
        """Whether a dot has gone whose answer has not come: closing now would leave a doubt."""

    @property
    def is_full(self) -> bool:
        """Whether something waits for room to leave: hear() as soon as there is, too."""

    def offer(self, parcel: Parcel) -> None: ...

    def dot(self, following: Parcel | None = None) -> None: ...

    def hear(self) -> list[Word]:
        """What has happened since, without waiting. Raises nothing: a connection lost is an ending like another."""

    def fileno(self) -> int:
        """What to watch for something to hear; -1 when there is no need to wait."""

    def close(self) -> None: ...


class Outbox:
    """Mail that stays here: one .eml file a message, whole or not at all."""

    deadline = float("inf")
    at_its_dot = is_full = False

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.parcel: Parcel | None = None
        self.draft = folder
        self.told: list[Word] = []
        self.is_open = True

    @property
    def is_free(self) -> bool:
        return self.is_open and self.parcel is None

    def offer(self, parcel: Parcel) -> None:
        self.parcel = parcel
        self.draft = self.folder / f"{time.time_ns()}-{secrets.token_hex(3)}.part"
        try:
            write_durably(self.draft, parcel.message)
        except OSError as error:
            self.end(Answer(Ending.DEFERRED, reply=as_said(str(error))))
        else:
            self.told.append(Word(parcel, None))

    def dot(self, following: Parcel | None = None) -> None:
        path = self.draft.with_suffix(".eml")
        try:
            self.draft.replace(path)
        except OSError as error:
            self.end(Answer(Ending.DEFERRED, reply=as_said(str(error))))
        else:
            self.end(Answer(Ending.ACCEPTED, 250, f"gardé dans {path.name}"))
        if following:
            self.offer(following)

    def end(self, answer: Answer) -> None:
        if self.parcel:
            self.told.append(Word(self.parcel, answer))
        self.parcel = None
        self.draft.unlink(missing_ok=True)

    def hear(self) -> list[Word]:
        told, self.told = self.told, []
        return told

    def fileno(self) -> int:
        return -1

    def close(self) -> None:
        self.is_open = False
        if self.parcel:
            self.draft.unlink(missing_ok=True)


def write_durably(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def as_said(text: str) -> str:
    """A server's words as they can be stored and shown: one line, at most 500 characters."""
    return one_line(text, 500)
