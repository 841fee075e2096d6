"""A Redis server for a test, of its own and gone with it: Debian's binary, a folder, a port of this machine alone."""

import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Self


class NoRedis(RuntimeError):
    """Redis is not installed here; says how to have it."""


def binary() -> str:
    """The server's program. Raises NoRedis."""
    found = shutil.which("redis-server")
    if not found:
        raise NoRedis(
            "Redis manque à cette machine. Sur Debian : sudo apt-get install --no-install-recommends redis-server"
        )
    return found


class RedisServer:
    """Started on entering, stopped on leaving. `url` is a REDIS_URL. It keeps nothing: losing a task must cost nothing."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, 0
        self.binary = binary()
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.folder.mkdir(parents=True, exist_ok=True)
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        options = ["--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--dir", str(self.folder)]
        self.process = subprocess.Popen([self.binary, *options], stdout=subprocess.DEVNULL)
        for _attempt in range(100):
            with socket.socket() as probe:
                if not probe.connect_ex(("127.0.0.1", self.port)):
                    break
            time.sleep(0.05)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process:
            self.process.kill()
            self.process.wait()

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"


if __name__ == "__main__":  # says where Redis is
    try:
        print(binary())
    except NoRedis as missing:
        sys.exit(str(missing))
