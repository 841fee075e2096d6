"""Handing messages to a mail server so that a crash leaves no doubt, or one for each connection.

SMTP's DATA is cut at its final dot. Everything up to the dot is sent; the carrier then asks for leave, and the ledger
writes down that the dot is going; then the dot goes, and the answer is awaited. A server commits to nothing before
the dot (RFC 5321 §4.1.1.4), so what was cut short earlier can be begun again. Only a dot without an answer is a doubt
(§4.5.3.2.6, RFC 1047), and it is told as one.

Where the server offers PIPELINING (RFC 2920), MAIL, RCPT and DATA leave in one write, and so do a dot and the envelope
that follows it (§3.1 allows it by name): one round trip a message. Elsewhere the same commands go one by one.
"""

import time
from collections import deque
from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import NamedTuple

from content.mail import api, transport
from newsletter.engine.carriers import Answer, Carrier, Ending, Outbox, Parcel, Unavailable, Word, as_said
from newsletter.engine.counter import Counter
from newsletter.engine.replies import Nonsense, Replies, Reply
from newsletter.engine.wire import Wire

SERVICE_CLOSING = 421
BLOCK_TIMEOUT = 180.0  # seconds without a byte being taken: RFC 5321 §4.5.3.2.5


class Kind(Enum):
    RESET = "RSET"
    MAIL = "MAIL"
    RECIPIENT = "RCPT"
    DATA = "DATA"
    DOT = "."
    EMPTY = "empty message"


PATIENCE: Mapping[Kind, float] = MappingProxyType(  # seconds: RFC 5321 §4.5.3.2
    {Kind.RESET: 300, Kind.MAIL: 300, Kind.RECIPIENT: 300, Kind.DATA: 120, Kind.DOT: 600, Kind.EMPTY: 600}
)


class Command(NamedTuple):
    kind: Kind
    line: bytes


RESET = Command(Kind.RESET, b"RSET\r\n")
DATA = Command(Kind.DATA, b"DATA\r\n")
DOT = Command(Kind.DOT, b".\r\n")
EMPTY = Command(Kind.EMPTY, b".\r\n")


def open_carrier() -> Carrier:
    """The installation's own way out: its provider's API, its mail server, or the folder of .eml files while it has neither.

    Raises Unavailable.
    """
    if provider := api.configured():
        return Counter(api.Door(provider))
    server = transport.configured()
    return Relay(server) if server else Outbox(transport.outbox())


class Relay:
    """One connection to a mail server (a Carrier).

    TLS, where it is asked, is had or nothing is sent (`content.mail.transport.connect`). Raises Unavailable.
    """

    def __init__(self, server: transport.MailServer, *, patience: Mapping[Kind, float] = PATIENCE) -> None:
        try:
            self.client = transport.connect(server)
        except transport.TemporaryRefusal as refusal:
            raise Unavailable(str(refusal)) from refusal
        if self.client.sock is None:
            raise Unavailable("connexion fermée")
        self.wire = Wire(self.client.sock)
        self.pipelining = self.client.has_extn("pipelining")
        self.patience = patience
        self.deadline = float("inf")
        self.is_open = True
        self.replies = Replies()
        self.unsaid: deque[Command] = deque()
        self.awaited: deque[Kind] = deque()
        self.told: list[Word] = []
        self.offered: Parcel | None = None
        self.dotted: Parcel | None = None
        self.dot_at = 0  # how many bytes leave before the latest dot
        self.leaving = False  # the body of what is offered is on its way out
        self.refusal: Answer | None = None
        self.half_open = False  # the server still holds an envelope that came to nothing

    @property
    def is_free(self) -> bool:
        return self.is_open and self.offered is None and self.dotted is None

    @property
    def at_its_dot(self) -> bool:
        return self.dotted is not None

    @property
    def is_full(self) -> bool:
        return self.wire.is_full

    def fileno(self) -> int:
        return -1 if self.told or not self.is_open else self.wire.socket.fileno()

    def close(self) -> None:
        if self.is_free:
            self.say_goodbye()
        self.is_open = False
        self.client.close()

    def say_goodbye(self) -> None:
        try:
            self.wire.write(b"QUIT\r\n")
        except OSError:
            return  # gone already: as good

    # --- What we say -------------------------------------------------------------------------------------------------

    def offer(self, parcel: Parcel) -> None:
        self.say(self.envelope(parcel))

    def dot(self, following: Parcel | None = None) -> None:
        self.dotted, self.offered = self.offered, None
        self.say([DOT, *(self.envelope(following) if following else [])])

    def envelope(self, parcel: Parcel) -> list[Command]:
        self.offered, self.refusal = parcel, None
        before = [RESET] if self.half_open else []
        self.half_open = False
        return [
            *before,
            Command(Kind.MAIL, f"MAIL FROM:<{parcel.sender}>\r\n".encode("ascii")),
            Command(Kind.RECIPIENT, f"RCPT TO:<{parcel.recipient}>\r\n".encode("ascii")),
            DATA,
        ]

    def say(self, commands: list[Command]) -> None:
        self.unsaid.extend(commands)
        try:
            self.speak()
        except OSError as error:
            self.lose(str(error))

    def speak(self) -> None:
        """Writes what may be said now: everything at once or, without PIPELINING, one command after each reply."""
        if not self.unsaid or (self.awaited and not self.pipelining):
            return
        number = len(self.unsaid) if self.pipelining else 1
        commands = [self.unsaid.popleft() for _ in range(number)]
        if commands[0] is DOT:
            self.dot_at = self.wire.end
        self.awaited.extend(command.kind for command in commands)
        self.wire.write(b"".join(command.line for command in commands))
        self.look_at_the_clock()

    def push(self) -> None:
        """Whatever had no room. A body that has wholly left asks leave for its dot."""
        if self.wire.is_full:
            before = self.wire.sent
            self.wire.flush()
            if self.wire.sent > before:
                self.look_at_the_clock()
        if self.leaving and not self.wire.is_full:
            self.leaving = False
            self.tell(self.offered, None)

    def look_at_the_clock(self) -> None:
        """Something moved: from now on, how long until the next thing must."""
        if self.wire.is_full:
            self.deadline = time.monotonic() + BLOCK_TIMEOUT
        else:
            self.deadline = time.monotonic() + self.patience[self.awaited[0]] if self.awaited else float("inf")

    # --- What we hear ------------------------------------------------------------------------------------------------

    def hear(self) -> list[Word]:
        if self.is_open:
            try:
                self.listen()
                self.speak()
                self.push()
                if time.monotonic() > self.deadline:
                    raise Unavailable("le serveur ne répond plus")
            except Unavailable as error:
                self.lose(str(error), error.code)
            except (OSError, Nonsense) as error:
                self.lose(str(error))
        told, self.told = self.told, []
        return told

    def listen(self) -> None:
        """Takes in the replies that have come. Raises Unavailable when the other side has hung up."""
        data = self.wire.read()
        if data is None:
            return
        if not data:
            raise Unavailable("le serveur a raccroché")
        for reply in self.replies.feed(data):
            self.understand(reply)
        self.look_at_the_clock()

    def understand(self, reply: Reply) -> None:
        kind = self.awaited.popleft() if self.awaited else None
        if kind is Kind.DOT:
            self.after_the_dot(reply)
        elif kind is None or reply.code == SERVICE_CLOSING:
            raise Unavailable(f"{reply.code} {reply.words}", reply.code)
        elif kind is Kind.MAIL:
            self.after_mail(reply)
        elif kind is Kind.RECIPIENT and reply.code not in {250, 251}:
            self.refuse(reply)
            if self.unsaid:  # DATA, which need not be said any more
                self.unsaid.clear()
                self.end(self.refusal)
        elif kind is Kind.DATA:
            self.after_data(reply)

    def after_mail(self, reply: Reply) -> None:
        if reply.code >= 500:
            self.end(Answer(Ending.SENDER_REFUSED, *reply))
        if reply.code != 250:
            raise Unavailable(f"{reply.code} {reply.words}", reply.code)

    def after_data(self, reply: Reply) -> None:
        """The server waits for the message: it gets everything but the dot, unless it had refused the recipient."""
        if reply.code != 354:
            self.refuse(reply)
            self.end(self.refusal)
        elif self.refusal:  # RFC 2920 §3.1: it must be given an empty message
            self.end(self.refusal)
            self.half_open = False
            self.unsaid.append(EMPTY)
        elif self.offered:
            self.leaving = True
            self.wire.write(self.offered.message)

    def after_the_dot(self, reply: Reply) -> None:
        ending = Ending.ACCEPTED if 200 <= reply.code < 300 else said_no(reply)
        self.tell(self.dotted, Answer(ending, *reply))
        self.dotted = None
        if reply.code == SERVICE_CLOSING:
            raise Unavailable(f"{reply.code} {reply.words}", reply.code)

    def refuse(self, reply: Reply) -> None:
        """The first refusal of an envelope is the reason; those that follow only follow."""
        self.refusal = self.refusal or Answer(said_no(reply), *reply)
        self.half_open = True

    def end(self, answer: Answer | None) -> None:
        self.tell(self.offered, answer)
        self.offered = None

    def tell(self, parcel: Parcel | None, answer: Answer | None) -> None:
        if parcel:
            self.told.append(Word(parcel, answer))

    def lose(self, trouble: str, code: int = 0) -> None:
        """The connection is of no more use: what was at its dot is a doubt, what was before it is not.

        Nor is a dot of which not one byte could be sent.
        """
        reply = as_said(trouble)
        doubtful = self.wire.sent > self.dot_at
        self.tell(self.dotted, Answer(Ending.UNCERTAIN if doubtful else Ending.DEFERRED, reply=reply))
        self.tell(self.offered, Answer(Ending.LOST, code, reply))
        self.dotted = self.offered = None
        self.is_open = False
        self.client.close()


def said_no(reply: Reply) -> Ending:
    """For good, or for now."""
    return Ending.REFUSED if reply.code >= 500 else Ending.DEFERRED
