"""A program of the system that answers on a port of this machine alone, for the length of a test."""

import os
import socket
import subprocess
import time
from abc import ABC, abstractmethod
from types import TracebackType
from typing import Self

PATIENCE = 5.0  # seconds


class Silent(RuntimeError):
    """It was started, and does not answer."""


class Listener(ABC):
    """Started on entering, on a free port; killed on leaving. Raises Silent when it does not answer in time."""

    port = 0
    process: subprocess.Popen[bytes] | None = None

    @abstractmethod
    def command(self) -> list[str]:
        """The program and its arguments, `port` being known."""

    def environment(self) -> dict[str, str]:
        return dict(os.environ)

    def __enter__(self) -> Self:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.process = subprocess.Popen(self.command(), env=self.environment(), stdout=subprocess.DEVNULL)
        if not self.answers():
            self.kill()
            raise Silent(self.command()[0])
        return self

    def answers(self) -> bool:
        """Whether the port opens before our patience ends."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            with socket.socket() as probe:
                if not probe.connect_ex(("127.0.0.1", self.port)):
                    return True
            time.sleep(0.05)
        return False

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()

    def kill(self) -> None:
        if self.process:
            self.process.kill()
            self.process.wait()
