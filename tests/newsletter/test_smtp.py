"""Handing one message to a mail server: what is on the wire at each moment, and what each trouble is called."""

import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import pytest

from content.mail import transport
from newsletter import smtp
from newsletter.smtp import Answer, Ending, Outbox, Relay, SenderRefused, Unavailable
from tests.smtp_server import SmtpServer

TLS = Path(__file__).parent / "tls"
MESSAGE = b"Subject: essai\r\n\r\n.Une ligne\r\n..Une autre\r\nfin\r\n"


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
                if answer.startswith(b"354"):
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


OPENING = (b"250 wire", b"250 sender ok", b"250 recipient ok", b"354 go on")


def carry(relay: Relay, recipient: str = "karim@boite.example", may_commit: smtp.MayCommit = lambda: True) -> Answer:
    try:
        return relay.carry("avis@mairie.example", recipient, MESSAGE, may_commit)
    finally:
        relay.close()


def test_everything_but_the_dot_has_left_when_leave_is_asked() -> None:
    wire = Wire(*OPENING, b"250 queued as 7")
    at_that_moment = bytearray()

    def may_commit() -> bool:
        assert wire.body_complete.wait(5)
        at_that_moment.extend(wire.received)
        return True

    answer = carry(Relay(wire.server), may_commit=may_commit)
    wire.close()
    assert answer == Answer(Ending.ACCEPTED, 250, "queued as 7")
    assert at_that_moment.endswith(b"..Une ligne\r\n...Une autre\r\nfin\r\n")
    assert wire.received[len(at_that_moment) :].startswith(b".\r\n")


def test_without_leave_no_dot_ever_follows() -> None:
    wire = Wire(*OPENING, b"250 queued")
    assert carry(Relay(wire.server), may_commit=lambda: False).ending is Ending.WITHHELD
    wire.close()
    assert wire.received.endswith(b"fin\r\n")


def test_a_connection_left_in_the_middle_of_a_message_serves_nobody_else() -> None:
    wire = Wire(*OPENING, b"250 queued")
    relay = Relay(wire.server)
    relay.carry("avis@mairie.example", "karim@boite.example", MESSAGE, lambda: False)
    with pytest.raises(Unavailable):
        carry(relay, "jeanne@lettres.example")
    wire.close()


def test_a_ledger_that_fails_sends_no_dot_either() -> None:
    wire = Wire(*OPENING, b"250 queued")

    def may_commit() -> bool:
        raise RuntimeError("disk full")

    with pytest.raises(RuntimeError):
        carry(Relay(wire.server), may_commit=may_commit)
    wire.close()
    assert wire.received.endswith(b"fin\r\n")


def test_the_dot_does_not_wait_for_an_acknowledgement() -> None:
    wire = Wire(b"250 wire")
    relay = Relay(wire.server)
    assert relay.socket.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
    relay.close()
    wire.close()


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ((*OPENING[:2], b"550 5.1.1 no such user", b"250 reset"), Answer(Ending.REFUSED, 550, "5.1.1 no such user")),
        ((*OPENING[:2], b"450 4.7.1 later", b"250 reset"), Answer(Ending.DEFERRED, 450, "4.7.1 later")),
        ((*OPENING[:3], b"552 too big", b"250 reset"), Answer(Ending.REFUSED, 552, "too big")),
        ((*OPENING, b"554 5.7.1 spam"), Answer(Ending.REFUSED, 554, "5.7.1 spam")),
        ((*OPENING, b"451 4.3.0 try again"), Answer(Ending.DEFERRED, 451, "4.3.0 try again")),
        ((*OPENING, b"421 4.3.2 closing"), Answer(Ending.DEFERRED, 421, "4.3.2 closing")),
    ],
)
def test_a_refusal_is_later_or_never_as_the_server_says(script: tuple[bytes, ...], expected: Answer) -> None:
    wire = Wire(*script)
    assert carry(Relay(wire.server)) == expected
    wire.close()


def test_a_dot_without_an_answer_is_a_doubt() -> None:
    wire = Wire(*OPENING, b"")
    assert carry(Relay(wire.server)).ending is Ending.UNCERTAIN
    wire.close()


def test_a_dot_that_could_not_be_sent_is_no_doubt() -> None:
    wire = Wire(*OPENING)
    relay = Relay(wire.server)

    def may_commit() -> bool:
        relay.socket.shutdown(socket.SHUT_WR)  # as when the server's reset came in the meantime
        return True

    assert carry(relay, may_commit=may_commit).ending is Ending.DEFERRED
    wire.close()


def test_a_server_that_never_answers_the_dot_is_left_in_the_end() -> None:
    wire = Wire(*OPENING)
    assert carry(Relay(wire.server, dot_timeout=0.2)).ending is Ending.UNCERTAIN
    wire.close()


@pytest.mark.parametrize("script", [(*OPENING[:3], b""), (*OPENING[:2], b"421 closing"), (b"250 wire", b"451 busy")])
def test_a_connection_lost_before_the_dot_has_handed_nothing_over(script: tuple[bytes, ...]) -> None:
    wire = Wire(*script)
    asked = False

    def may_commit() -> bool:
        nonlocal asked
        asked = True
        return True

    with pytest.raises(Unavailable):
        carry(Relay(wire.server), may_commit=may_commit)
    wire.close()
    assert not asked


def test_a_sender_refused_for_good_is_nobody_elses_fault() -> None:
    wire = Wire(b"250 wire", b"553 sender not allowed")
    with pytest.raises(SenderRefused, match="553"):
        carry(Relay(wire.server))
    wire.close()


def test_a_silent_server_is_left_after_a_minute_at_most() -> None:
    assert smtp.COMMAND_TIMEOUT == 60
    wire = Wire(b"250 wire")
    with pytest.raises(Unavailable):
        carry(Relay(wire.server, command_timeout=0.2))
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


def test_a_message_leaves_under_tls(tmp_path: Path, trusted: None) -> None:
    with SmtpServer(tmp_path, certificate=TLS / "valid.pem") as server:
        answer = carry(Relay(transport.MailServer("127.0.0.1", server.port, "starttls")))
        assert answer.ending is Ending.ACCEPTED
        assert [message.recipients for message in server.accepted()] == [["karim@boite.example"]]


@pytest.mark.parametrize("certificate", ["expired.pem", "valid.pem"])
def test_a_certificate_nobody_vouches_for_or_out_of_date_stops_everything(tmp_path: Path, certificate: str) -> None:
    with SmtpServer(tmp_path, certificate=TLS / certificate) as server:
        with pytest.raises(Unavailable):
            Relay(transport.MailServer("127.0.0.1", server.port, "starttls"))
        assert server.accepted() == []


def test_several_messages_share_a_connection_whatever_becomes_of_each(tmp_path: Path) -> None:
    with SmtpServer(tmp_path, mode="reject", every=2) as server:
        relay = Relay(transport.MailServer("127.0.0.1", server.port, "none"))
        people = [f"lecteur{n}@boite.example" for n in range(12)]
        endings = [relay.carry("avis@mairie.example", person, MESSAGE, lambda: True).ending for person in people]
        relay.close()
        served = [person for person, ending in zip(people, endings, strict=True) if ending is Ending.ACCEPTED]
        assert set(endings) == {Ending.ACCEPTED, Ending.REFUSED}
        assert [message.recipients for message in server.accepted()] == [[person] for person in served]
        assert all(message.raw == MESSAGE for message in server.accepted())


def test_mail_that_stays_is_written_whole(tmp_path: Path) -> None:
    answer = Outbox(tmp_path).carry("avis@mairie.example", "karim@boite.example", MESSAGE, lambda: True)
    assert answer.ending is Ending.ACCEPTED
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [MESSAGE]


def test_mail_that_stays_leaves_nothing_behind_without_leave(tmp_path: Path) -> None:
    answer = Outbox(tmp_path).carry("avis@mairie.example", "karim@boite.example", MESSAGE, lambda: False)
    assert answer.ending is Ending.WITHHELD
    assert list(tmp_path.iterdir()) == []
