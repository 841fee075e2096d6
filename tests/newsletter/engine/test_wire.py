"""A connection that never waits: what has no room stays, in its order, and is counted only once it has left."""

import socket
from collections.abc import Iterator

import pytest

from newsletter.engine.wire import Wire

BODY = bytes(range(256)) * 40_000  # ten megabytes: more than any system holds for a connection


@pytest.fixture
def ends() -> Iterator[tuple[Wire, socket.socket]]:
    """A wire, and the socket at its other end."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        ours = socket.create_connection(listener.getsockname())
        theirs, _address = listener.accept()
    theirs.settimeout(5)
    with ours, theirs:
        yield Wire(ours), theirs


def test_what_has_no_room_waits_here_and_not_in_the_system(ends: tuple[Wire, socket.socket]) -> None:
    wire, _theirs = ends
    wire.write(BODY)
    assert wire.is_full
    assert 0 < wire.sent < wire.end == len(BODY)


def test_everything_arrives_in_its_order(ends: tuple[Wire, socket.socket]) -> None:
    wire, theirs = ends
    wire.write(BODY)
    wire.write(b".\r\n")
    received = bytearray()
    while len(received) < wire.end:
        received += theirs.recv(1_000_000)
        wire.flush()
    assert received == BODY + b".\r\n"
    assert not wire.is_full


def test_a_whole_bulletin_leaves_in_one_write(ends: tuple[Wire, socket.socket]) -> None:
    wire, _theirs = ends
    wire.write(bytes(100_000))
    assert not wire.is_full


def test_silence_and_a_hang_up_are_told_apart(ends: tuple[Wire, socket.socket]) -> None:
    wire, theirs = ends
    assert wire.read() is None
    theirs.close()
    assert wire.read() == b""


def test_the_dot_does_not_wait_for_an_acknowledgement(ends: tuple[Wire, socket.socket]) -> None:
    wire, _theirs = ends
    assert wire.socket.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
