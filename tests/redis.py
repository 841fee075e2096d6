"""A Redis server for a test, of its own and gone with it: Debian's binary, a folder, a port of this machine alone."""

import shutil
import sys
from pathlib import Path

from tests.listening import Listener


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


class RedisServer(Listener):
    """`url` is a REDIS_URL. It keeps nothing: losing a task must cost nothing."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.binary = binary()

    def command(self) -> list[str]:
        self.folder.mkdir(parents=True, exist_ok=True)
        options = ["--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--dir", str(self.folder)]
        return [self.binary, *options]

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"


if __name__ == "__main__":  # says where Redis is
    try:
        print(binary())
    except NoRedis as missing:
        sys.exit(str(missing))
