"""What a mail server says, as it comes: bytes in any pieces, whole replies out (RFC 5321 §4.2). Pure."""

from collections.abc import Iterator
from typing import NamedTuple

from newsletter.engine.carriers import as_said

LONGEST = 64 * 1024  # bytes a reply may take; RFC 5321 §4.5.3.1.5 knows lines of 512


class Reply(NamedTuple):
    code: int
    words: str


class Nonsense(Exception):
    """Not a reply of SMTP: whoever is at the other end, it is no mail server."""


class Replies:
    """Gathers the pieces. A reply of several lines (« 250-one », « 250 two ») is one, its words on one line."""

    def __init__(self) -> None:
        self.rest = b""
        self.words: list[str] = []

    def feed(self, data: bytes) -> Iterator[Reply]:
        """The replies now complete, one by one: what came before nonsense is heard. Raises Nonsense."""
        *lines, self.rest = (self.rest + data).split(b"\n")
        if len(self.rest) > LONGEST or len(self.words) > LONGEST // 4:
            raise Nonsense("réponse sans fin")
        for line in lines:
            if reply := self.read(line.rstrip(b"\r")):
                yield reply

    def read(self, line: bytes) -> Reply | None:
        """One line; the reply it ends, if it ends one."""
        code, mark = line[:3], line[3:4]
        if not code.isdigit() or len(code) < 3 or mark not in {b"", b" ", b"-"}:
            raise Nonsense(as_said(f"réponse incompréhensible : {line[:80].decode('utf-8', 'replace')}"))
        self.words.append(line[4:].decode("utf-8", "replace"))
        if mark == b"-":
            return None
        words, self.words = " ".join(self.words), []
        return Reply(int(code), as_said(words))
