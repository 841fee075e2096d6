"""A mail server that answers as it is told: the one seam of sending, faked where the real one would be slow or unwilling."""

from collections.abc import Callable

from newsletter.engine.carriers import Answer, Ending, Parcel, Word

ACCEPTED = Answer(Ending.ACCEPTED, 250, "queued")
LATER = Answer(Ending.DEFERRED, 450, "later")
NEVER = Answer(Ending.REFUSED, 550, "no such user")
DOUBT = Answer(Ending.UNCERTAIN)
GONE = Answer(Ending.LOST, reply="connection reset")
UNWELCOME = Answer(Ending.SENDER_REFUSED, 553, "not allowed")
BEFORE_THE_DOT = {Ending.REFUSED, Ending.LOST, Ending.SENDER_REFUSED}


class Script:
    """A mail server that answers as written, one line a message, then accepts everything."""

    def __init__(self, *lines: Answer) -> None:
        self.lines = list(lines)
        self.kept: list[Parcel] = []
        self.opened: list[Wire] = []
        self.before_the_dot: Callable[[str], object] = lambda recipient: None

    @property
    def served(self) -> list[str]:
        """Who was accepted, in order."""
        return [parcel.recipient for parcel in self.kept]

    def __call__(self) -> "Wire":
        self.opened.append(Wire(self))
        return self.opened[-1]


class Wire:
    """A connection to it. Deaf between two messages, cut by whatever cuts a real one."""

    deadline = float("inf")
    at_its_dot = is_full = False

    def __init__(self, script: Script) -> None:
        self.script = script
        self.is_open = True
        self.parcel: Parcel | None = None
        self.line: Answer | None = None
        self.told: list[Word] = []

    @property
    def is_free(self) -> bool:
        return self.is_open and self.parcel is None

    def offer(self, parcel: Parcel) -> None:
        self.parcel, self.line = parcel, None

    def dot(self, following: Parcel | None = None) -> None:
        if self.line and self.line.ending is Ending.ACCEPTED and self.parcel:
            self.script.kept.append(self.parcel)
        self.end()
        if following:
            self.offer(following)
        if not self.is_open:
            self.line = GONE
            self.end()

    def end(self) -> None:
        """Tells how it ended."""
        if self.parcel and self.line:
            self.told.append(Word(self.parcel, self.line))
            self.is_open = self.is_open and self.line.ending in {Ending.ACCEPTED, Ending.DEFERRED, Ending.REFUSED}
        self.parcel = self.line = None

    def hear(self) -> list[Word]:
        if self.parcel and self.line is None and self.is_open:
            self.line = self.script.lines.pop(0) if self.script.lines else ACCEPTED
            if self.line.ending in BEFORE_THE_DOT:
                self.end()
            else:
                self.script.before_the_dot(self.parcel.recipient)
                self.told.append(Word(self.parcel, None))
        told, self.told = self.told, []
        return told

    def fileno(self) -> int:
        return -1

    def close(self) -> None:
        self.is_open = False
