"""A mail server that answers as it is told: the one seam of sending, faked where the real one would be slow or unwilling."""

from collections.abc import Callable

from newsletter.smtp import Answer, Ending, MayCommit

ACCEPTED = Answer(Ending.ACCEPTED, 250, "queued")
LATER = Answer(Ending.DEFERRED, 450, "later")
NEVER = Answer(Ending.REFUSED, 550, "no such user")
DOUBT = Answer(Ending.UNCERTAIN)


class Script:
    """A mail server that answers as written, one line a message, then accepts everything. A line may be an exception."""

    def __init__(self, *lines: Answer | Exception) -> None:
        self.lines = list(lines)
        self.served: list[str] = []
        self.before_the_dot: Callable[[str], object] = lambda recipient: None

    def __call__(self) -> "Script":
        return self

    def carry(self, sender: str, recipient: str, message: bytes, may_commit: MayCommit) -> Answer:
        line = self.lines.pop(0) if self.lines else ACCEPTED
        if isinstance(line, Exception):
            raise line
        self.before_the_dot(recipient)
        if line.ending is not Ending.REFUSED and not may_commit():
            return Answer(Ending.WITHHELD)
        if line.ending is Ending.ACCEPTED:
            self.served.append(recipient)
        return line

    def close(self) -> None:
        """Nothing is open."""
