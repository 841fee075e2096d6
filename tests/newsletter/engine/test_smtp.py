"""Handing one message to a mail server: what is on the wire at each moment, and what each trouble is called."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import pytest

from content.mail import transport
from newsletter.engine import smtp
from newsletter.engine.carriers import Answer, Ending, Unavailable, Word
from newsletter.engine.lines import watch
from newsletter.engine.smtp import Kind, Relay
from tests.newsletter.engine.carrying import MESSAGE, carry, hear, parcel
from tests.smtp_server import SmtpServer

TLS = Path(__file__).parents[2] / "tls"


class Wire:
    """A server that says what it is told to and remembers every byte: one script line per command of the client."""

    def __init__(self, *script: bytes) -> None:
        self.script = list(script)
        self.received = bytearray()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.listener.settimeout(5)
        self.body_complete = threading.Event()
        self.thread = threading.Thread(target=self.serve)
        self.thread.start()

    def serve(self) -> None:
        connection, _peer = self.listener.accept()
        connection.settimeout(5)
        with connection, connection.makefile("rb") as lines:
            connection.sendall(b"220 wire\r\n")
            for answer in self.script:
                if not self.hear(lines) or not answer:
                    return
                connection.sendall(answer + b"\r\n")
                if answer.startswith(b"354") and b"nobody" not in answer:
                    while self.hear(lines) not in {b"fin\r\n", b""}:
                        pass
                    self.body_complete.set()
            while self.hear(lines):
                pass

    def hear(self, lines: BinaryIO) -> bytes:
        """Reads one line; empty when the client is gone, or silent for too long."""
        try:
            line = lines.readline()
        except OSError:
            return b""
        self.received += line
        return line

    def close(self) -> None:
        self.thread.join()
        self.listener.close()

    @property
    def server(self) -> transport.MailServer:
        return transport.MailServer("127.0.0.1", self.listener.getsockname()[1], "none")


PLAIN = b"250 wire"
PIPELINING = b"250-wire\r\n250 PIPELINING"
ENVELOPE = (b"250 sender ok", b"250 recipient ok", b"354 go on")
OPENING = (PLAIN, *ENVELOPE)


@contextmanager
def closing(relay: Relay) -> Iterator[Relay]:
    try:
        yield relay
    finally:
        relay.close()


@pytest.mark.parametrize("ehlo", [PLAIN, PIPELINING])
def test_everything_but_the_dot_has_left_when_leave_is_asked(ehlo: bytes) -> None:
    wire = Wire(ehlo, *ENVELOPE, b"250 queued as 7")
    at_that_moment = bytearray()

    def may_commit() -> bool:
        assert wire.body_complete.wait(5)
        at_that_moment.extend(wire.received)
        return True

    with closing(Relay(wire.server)) as relay:
        assert carry(relay, may_commit=may_commit) == Answer(Ending.ACCEPTED, 250, "queued as 7")
    wire.close()
    assert at_that_moment.endswith(MESSAGE)
    assert wire.received[len(at_that_moment) :] == b".\r\nQUIT\r\n"


def test_a_server_that_knows_pipelining_hears_the_whole_envelope_at_once() -> None:
    wire = Wire(PIPELINING)
    relay = Relay(wire.server)
    relay.offer(parcel())
    relay.close()
    wire.close()
    assert wire.received.endswith(b"MAIL FROM:<avis@mairie.example>\r\nRCPT TO:<karim@boite.example>\r\nDATA\r\n")


def test_one_that_does_not_hears_one_command_at_a_time() -> None:
    wire = Wire(PLAIN)
    relay = Relay(wire.server)
    relay.offer(parcel())
    relay.close()
    wire.close()
    assert wire.received.endswith(b"MAIL FROM:<avis@mairie.example>\r\n")


@pytest.mark.parametrize("ehlo", [PLAIN, PIPELINING])
def test_the_next_envelope_rides_with_the_dot(ehlo: bytes) -> None:
    """RFC 2920 §3.1: the end of a message may be the first of a group."""
    wire = Wire(ehlo, *ENVELOPE, b"250 first", *ENVELOPE, b"250 second")
    with closing(Relay(wire.server)) as relay:
        first, second = parcel(), parcel("jeanne@lettres.example")
        relay.offer(first)
        hear(relay)
        relay.dot(second)
        told = hear(relay)
        while len(told) < 2:
            told += hear(relay)
        assert told == [Word(first, Answer(Ending.ACCEPTED, 250, "first")), Word(second, None)]
        relay.dot()
        assert hear(relay) == [Word(second, Answer(Ending.ACCEPTED, 250, "second"))]
    wire.close()


@pytest.mark.parametrize("ehlo", [PLAIN, PIPELINING])
def test_without_leave_no_dot_ever_follows(ehlo: bytes) -> None:
    wire = Wire(ehlo, *ENVELOPE, b"250 queued")
    assert carry(Relay(wire.server), may_commit=lambda: False) is None
    wire.close()
    assert wire.received.endswith(b"fin\r\n")


def test_a_connection_left_in_the_middle_of_a_message_serves_nobody_else() -> None:
    wire = Wire(*OPENING, b"250 queued")
    relay = Relay(wire.server)
    carry(relay, may_commit=lambda: False)
    assert not relay.is_free
    wire.close()


class Deaf(Wire):
    """A server that answers the envelope, then reads nothing more until it is told."""

    def __init__(self, *script: bytes) -> None:
        self.may_leave = threading.Event()
        super().__init__(*script)

    def serve(self) -> None:
        connection, _peer = self.listener.accept()
        with connection:
            connection.sendall(b"220 wire\r\n")
            for answer in self.script:
                while connection.recv(1) != b"\n":
                    pass
                connection.sendall(answer + b"\r\n")
            self.may_leave.wait(5)


def test_a_server_that_does_not_read_holds_nobody_up() -> None:
    """Its body waits here, leave for the dot is not asked, and the three minutes of RFC 5321 §4.5.3.2.5 run."""
    wire = Deaf(*OPENING)
    relay = Relay(wire.server)
    relay.offer(parcel(message=bytes(50_000_000)))
    while not relay.is_full:
        watch([relay], 5)
        assert relay.hear() == []
    assert 170 < relay.deadline - time.monotonic() <= smtp.BLOCK_TIMEOUT == 180
    relay.close()
    wire.may_leave.set()
    wire.close()


REFUSALS = [
    ((b"550 5.1.1 no such user",), Answer(Ending.REFUSED, 550, "5.1.1 no such user")),
    ((b"450 4.7.1 later",), Answer(Ending.DEFERRED, 450, "4.7.1 later")),
    ((b"250 ok", b"552 too big"), Answer(Ending.REFUSED, 552, "too big")),
    ((b"250 ok", b"354 go on", b"554 5.7.1 spam"), Answer(Ending.REFUSED, 554, "5.7.1 spam")),
    ((b"250 ok", b"354 go on", b"451 4.3.0 try again"), Answer(Ending.DEFERRED, 451, "4.3.0 try again")),
    ((b"250 ok", b"354 go on", b"421 4.3.2 closing"), Answer(Ending.DEFERRED, 421, "4.3.2 closing")),
    ((b"250 ok", b"354 go on", b"554-5.7.1 spam\r\n554 go away"), Answer(Ending.REFUSED, 554, "5.7.1 spam go away")),
]


@pytest.mark.parametrize(("script", "expected"), REFUSALS)
@pytest.mark.parametrize("ehlo", [PLAIN, PIPELINING])
def test_a_refusal_is_later_or_never_as_the_server_says(
    ehlo: bytes, script: tuple[bytes, ...], expected: Answer
) -> None:
    refused_recipient = (b"503 no recipient",) if ehlo is PIPELINING and len(script) == 1 else ()
    wire = Wire(ehlo, b"250 sender ok", *script, *refused_recipient)
    with closing(Relay(wire.server)) as relay:
        assert carry(relay) == expected
    wire.close()


@pytest.mark.parametrize(
    ("ehlo", "after"),
    [
        (PLAIN, (b"250 reset",)),
        (PIPELINING, (b"503 no recipient", b"250 reset")),
        (PIPELINING, (b"354 go on, to nobody", b"554 no recipient")),
    ],
)
def test_after_a_refusal_the_connection_serves_the_next_person(ehlo: bytes, after: tuple[bytes, ...]) -> None:
    wire = Wire(ehlo, b"250 sender ok", b"550 no such user", *after, *ENVELOPE, b"250 queued")
    with closing(Relay(wire.server)) as relay:
        first = carry(relay)
        assert first and first.ending is Ending.REFUSED
        assert carry(relay, parcel("jeanne@lettres.example")) == Answer(Ending.ACCEPTED, 250, "queued")
    wire.close()


def test_a_dot_without_an_answer_is_a_doubt() -> None:
    wire = Wire(*OPENING, b"")
    answer = carry(Relay(wire.server))
    assert answer and answer.ending is Ending.UNCERTAIN
    wire.close()


def test_whoever_rode_with_a_dot_without_an_answer_is_no_doubt() -> None:
    wire = Wire(PIPELINING, *ENVELOPE, b"")
    relay = Relay(wire.server)
    relay.offer(parcel())
    hear(relay)
    relay.dot(parcel("jeanne@lettres.example"))
    endings = {told.parcel.recipient: told.answer.ending for told in hear(relay) if told.answer}
    assert endings == {"karim@boite.example": Ending.UNCERTAIN, "jeanne@lettres.example": Ending.LOST}
    wire.close()


def test_a_dot_that_could_not_be_sent_is_no_doubt() -> None:
    wire = Wire(*OPENING)
    relay = Relay(wire.server)

    def may_commit() -> bool:
        relay.wire.socket.shutdown(socket.SHUT_WR)  # as when the server's reset came in the meantime
        return True

    answer = carry(relay, may_commit=may_commit)
    assert answer and answer.ending is Ending.DEFERRED
    wire.close()


def test_a_server_that_never_answers_the_dot_is_left_in_the_end() -> None:
    assert smtp.PATIENCE[Kind.DOT] == 600
    wire = Wire(*OPENING)
    answer = carry(Relay(wire.server, patience=smtp.PATIENCE | {Kind.DOT: 0.2}))
    assert answer and answer.ending is Ending.UNCERTAIN
    wire.close()


@pytest.mark.parametrize(
    "script",
    [
        (*OPENING[:3], b""),
        (*OPENING[:2], b"421 closing"),
        (PLAIN, b"451 busy"),
        (PLAIN, b"HTTP/1.1 400 Bad Request"),
        (PLAIN, b"250 sender ok\r\n250 ok\r\n354 go on\r\n250 unasked"),
    ],
)
def test_a_connection_lost_before_the_dot_has_handed_nothing_over(script: tuple[bytes, ...]) -> None:
    wire = Wire(*script)
    relay = Relay(wire.server)
    relay.offer(parcel())
    (told,) = hear(relay)
    assert told.answer and told.answer.ending is Ending.LOST
    assert not relay.is_open
    wire.close()


def test_what_was_said_before_nonsense_is_heard() -> None:
    wire = Wire(*OPENING, b"250 queued\r\n<html>")
    assert carry(Relay(wire.server)) == Answer(Ending.ACCEPTED, 250, "queued")
    wire.close()


def test_a_sender_refused_for_good_is_nobody_elses_fault() -> None:
    wire = Wire(PLAIN, b"553 sender not allowed")
    assert carry(Relay(wire.server)) == Answer(Ending.SENDER_REFUSED, 553, "sender not allowed")
    wire.close()


def test_a_silent_server_is_given_the_time_the_standard_asks_and_no_more() -> None:
    """RFC 5321 §4.5.3.2."""
    assert [smtp.PATIENCE[kind] for kind in (Kind.MAIL, Kind.RECIPIENT, Kind.DATA)] == [300, 300, 120]
    wire = Wire(PLAIN)
    relay = Relay(wire.server, patience=smtp.PATIENCE | {Kind.MAIL: 0.2})
    answer = carry(relay)
    assert answer and answer.ending is Ending.LOST
    wire.close()


def test_a_server_that_is_not_there_is_unavailable() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(Unavailable):
        Relay(transport.MailServer("127.0.0.1", port, "none"))


def test_nothing_follows_in_clear_text_where_tls_was_asked() -> None:
    wire = Wire(b"250-wire\r\n250 SIZE")
    with pytest.raises(Unavailable):
        Relay(transport.MailServer("127.0.0.1", wire.server.port, "starttls", "compte", "secret"))
    wire.close()
    assert wire.received.lower().startswith(b"ehlo ")
    assert wire.received.count(b"\r\n") == 1


@pytest.fixture
def trusted(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("SSL_CERT_FILE", str(TLS / "valid.pem"))
    yield


def test_messages_leave_under_tls(tmp_path: Path, trusted: None) -> None:
    with SmtpServer(tmp_path, certificate=TLS / "valid.pem") as server:
        with closing(Relay(transport.MailServer("127.0.0.1", server.port, "starttls"))) as relay:
            answer = carry(relay)
        assert answer and answer.ending is Ending.ACCEPTED
        assert [message.recipients for message in server.accepted()] == [["karim@boite.example"]]


@pytest.mark.slow
def test_what_has_no_room_under_tls_leaves_whole_in_the_end(tmp_path: Path, trusted: None) -> None:
    heavy = b"Subject: lourd\r\n\r\n" + (b"x" * 76 + b"\r\n") * 120_000
    with SmtpServer(tmp_path, certificate=TLS / "valid.pem") as server:
        with closing(Relay(transport.MailServer("127.0.0.1", server.port, "starttls"))) as relay:
            answer = carry(relay, parcel(message=heavy))
        assert answer and answer.ending is Ending.ACCEPTED
        assert [message.raw for message in server.accepted()] == [heavy]


@pytest.mark.parametrize("certificate", ["expired.pem", "valid.pem"])
def test_a_certificate_nobody_vouches_for_or_out_of_date_stops_everything(tmp_path: Path, certificate: str) -> None:
    with SmtpServer(tmp_path, certificate=TLS / certificate) as server:
        with pytest.raises(Unavailable):
            Relay(transport.MailServer("127.0.0.1", server.port, "starttls"))
        assert server.accepted() == []


def test_several_messages_share_a_connection_whatever_becomes_of_each(tmp_path: Path) -> None:
    with SmtpServer(tmp_path, mode="reject", every=2) as server:
        people = [f"lecteur{n}@boite.example" for n in range(12)]
        with closing(Relay(transport.MailServer("127.0.0.1", server.port, "none"))) as relay:
            answers = [carry(relay, parcel(person)) for person in people]
        endings = [answer.ending for answer in answers if answer]
        served = [person for person, ending in zip(people, endings, strict=True) if ending is Ending.ACCEPTED]
        assert set(endings) == {Ending.ACCEPTED, Ending.REFUSED}
        assert [message.recipients for message in server.accepted()] == [[person] for person in served]
        assert all(message.raw == MESSAGE.replace(b"\r\n..", b"\r\n.") for message in server.accepted())
