"""Handing one message to a mail server so that a crash leaves no doubt, or one.

SMTP's DATA is split at its final dot. Everything up to the dot is sent; the caller is then asked for leave, and
writes down that the dot is going; then the dot goes, and the answer is awaited. A server commits to nothing before
the dot (RFC 5321 §4.1.1.4), so what was cut short earlier can be begun again. Only a dot without an answer is a doubt
(§4.5.3.2.6, RFC 1047), and it is told as one.
"""

import os
import secrets
import smtplib
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Protocol

from content.mail import transport

COMMAND_TIMEOUT = 60.0  # seconds
DOT_TIMEOUT = 600.0  # RFC 5321 §4.5.3.2.6: ten minutes for the answer to the final dot
SERVICE_CLOSING = 421


class Ending(Enum):
    """How the attempt to hand over one message ended."""

    ACCEPTED = "accepted"
    DEFERRED = "deferred"
    REFUSED = "refused"
    UNCERTAIN = "uncertain"
    WITHHELD = "withheld"


@dataclass(frozen=True)
class Answer:
    """The ending, with the server's code and words (0 and "" when it said nothing)."""

    ending: Ending
    code: int = 0
    reply: str = ""


class Unavailable(Exception):
    """The server cannot be reached, went away before the dot, or asks to come back: nothing was handed over."""


class SenderRefused(Exception):
    """The server refuses our own address for good (5xx to MAIL FROM): no recipient is at fault, a person must look."""


MayCommit = Callable[[], bool]


class Carrier(Protocol):
    """Whatever takes one message at a time.

    `carry` raises Unavailable or SenderRefused when the fault is not the recipient's.
    """

    def carry(self, sender: str, recipient: str, message: bytes, may_commit: MayCommit) -> Answer: ...

    def close(self) -> None: ...


def open_carrier() -> Carrier:
    """The installation's own way out: its mail server, or the folder of .eml files while there is none.

    Raises Unavailable.
    """
    server = transport.configured()
    return Relay(server) if server else Outbox(transport.outbox())


class Relay:
    """One connection to a mail server.

    TLS, where it is asked, is had or nothing is sent (`content.mail.transport.connect`).
    """

    def __init__(
        self,
        server: transport.MailServer,
        *,
        command_timeout: float = COMMAND_TIMEOUT,
        dot_timeout: float = DOT_TIMEOUT,
    ) -> None:
        self.command_timeout, self.dot_timeout = command_timeout, dot_timeout
        try:
            self.client = transport.connect(server)
        except transport.TemporaryRefusal as refusal:
            raise Unavailable(str(refusal)) from refusal
        # Without it the lone dot waits for a delayed acknowledgement: 40 ms a message.
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    @property
    def socket(self) -> socket.socket:
        if self.client.sock is None:
            raise Unavailable("connexion fermée")
        return self.client.sock

    def close(self) -> None:
        self.client.close()

    def carry(self, sender: str, recipient: str, message: bytes, may_commit: MayCommit) -> Answer:
        try:
            self.socket.settimeout(self.command_timeout)
            if refusal := self.announce(sender, recipient):
                return refusal
            self.client.send(dots_doubled(message))
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            raise Unavailable(str(error)) from error
        if not self.leave_given(may_commit):
            return Answer(Ending.WITHHELD)
        return self.dot()

    def announce(self, sender: str, recipient: str) -> Answer | None:
        """MAIL, RCPT and DATA; None once the server waits for the message, else its refusal of this recipient."""
        code, reply = self.command(f"MAIL FROM:<{sender}>")
        if code >= 500:
            raise SenderRefused(f"{code} {reply}")
        if code != 250:
            raise smtplib.SMTPResponseException(code, reply)
        for command, awaited in ((f"RCPT TO:<{recipient}>", (250, 251)), ("DATA", (354,))):
            code, reply = self.command(command)
            if code not in awaited:
                self.command("RSET")
                return Answer(Ending.REFUSED if code >= 500 else Ending.DEFERRED, code, reply)
        return None

    def command(self, command: str) -> tuple[int, str]:
        """The server's answer. « 421, closing » counts as gone, whatever the command."""
        code, reply = self.client.docmd(command)
        if code == SERVICE_CLOSING:
            raise smtplib.SMTPResponseException(code, reply)
        return code, words(reply)

    def leave_given(self, may_commit: MayCommit) -> bool:
        """Asks the caller; without leave, or if asking fails, the connection is cut so that no dot can ever follow."""
        given = False
        try:
            given = may_commit()
        finally:
            if not given:
                self.close()
        return given

    def dot(self) -> Answer:
        """Sends the dot and waits for its answer. A dot that could not be sent has reached nobody: that is no doubt."""
        try:
            self.socket.settimeout(self.dot_timeout)
            self.client.send(b".\r\n")
        except (OSError, smtplib.SMTPException, Unavailable) as error:
            self.close()
            return Answer(Ending.DEFERRED, reply=one_line(str(error)))
        try:
            code, reply = self.client.getreply()
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            return Answer(Ending.UNCERTAIN, reply=one_line(str(error)))
        if 200 <= code < 300:
            return Answer(Ending.ACCEPTED, code, words(reply))
        if code == SERVICE_CLOSING:
            self.close()
        return Answer(Ending.REFUSED if code >= 500 else Ending.DEFERRED, code, words(reply))


class Outbox:
    """Mail that stays here: one .eml file a message, whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def carry(self, sender: str, recipient: str, message: bytes, may_commit: MayCommit) -> Answer:
        path = self.folder / f"{time.time_ns()}-{secrets.token_hex(3)}.eml"
        draft = path.with_suffix(".part")
        try:
            write_durably(draft, message)
            if not may_commit():
                return Answer(Ending.WITHHELD)
            draft.replace(path)
        except OSError as error:
            return Answer(Ending.DEFERRED, reply=one_line(str(error)))
        finally:
            draft.unlink(missing_ok=True)
        return Answer(Ending.ACCEPTED, 250, f"gardé dans {path.name}")

    def close(self) -> None:
        """Nothing is held open."""


def write_durably(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def dots_doubled(message: bytes) -> bytes:
    """The message as DATA carries it, up to and without the final dot (RFC 5321 §4.5.2).

    Lines must already end with CRLF.
    """
    stuffed = message.replace(b"\r\n.", b"\r\n..")
    return b"." + stuffed if stuffed.startswith(b".") else stuffed


def words(reply: bytes) -> str:
    """A server's reply as text that can be stored and shown, at most 500 characters."""
    return one_line(reply.decode("utf-8", "replace"))


def one_line(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:500]
