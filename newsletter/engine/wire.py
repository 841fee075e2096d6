"""A connected socket whose reads and writes never wait: what does not fit stays here until there is room."""

import socket
import ssl
from collections import deque

ROOM = 256 * 1024  # bytes the system is asked to hold: a whole bulletin then leaves in one write
READ_AT_ONCE = 65536
NOT_NOW = (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError)


class Wire:
    """Both directions of one connection. Every method may raise OSError.

    `sent` counts the bytes the system has taken since the beginning; `end` is what it will count when nothing waits.
    """

    def __init__(self, connected: socket.socket | ssl.SSLSocket) -> None:
        self.socket = connected
        # Without it a lone dot waits for a delayed acknowledgement: 40 ms a message.
        connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connected.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, ROOM)
        connected.settimeout(0)
        self.unsent: deque[memoryview] = deque()
        self.sent = self.end = 0

    @property
    def is_full(self) -> bool:
        """Whether something waits for room."""
        return self.sent < self.end

    def write(self, data: bytes) -> None:
        self.end += len(data)
        self.unsent.append(memoryview(data))
        self.flush()

    def flush(self) -> None:
        """As much of what waits as the system takes now. Under TLS the same bytes are offered until they are taken."""
        while self.unsent:
            piece = self.unsent[0]
            try:
                taken = self.socket.send(piece)
            except NOT_NOW:
                return
            self.sent += taken
            if taken == len(piece):
                self.unsent.popleft()
            else:
                self.unsent[0] = piece[taken:]

    def read(self) -> bytes | None:
        """What has come; None while nothing has, empty when the other side has hung up."""
        data = b""
        try:
            data = self.socket.recv(READ_AT_ONCE)
            while isinstance(self.socket, ssl.SSLSocket) and self.socket.pending():
                data += self.socket.recv(READ_AT_ONCE)
        except NOT_NOW:
            return data or None
        return data
