"""A mail server in C that takes everything and keeps nothing, to measure against: smtp-sink, of Debian's postfix package.

The package is unpacked, never installed: no mail server is configured or started.
"""

import os
import shutil
import socket
import subprocess
import time
from pathlib import Path
from types import TracebackType
from typing import Self

UNPACKED = Path(__file__).parents[1] / ".tools" / "postfix"


class NoSink(RuntimeError):
    """It cannot be had; says how to have it."""


def binary() -> str:
    """The program. Raises NoSink."""
    found = shutil.which("smtp-sink", path=f"{os.environ['PATH']}:/usr/sbin:{UNPACKED}/usr/sbin")
    return found or unpacked()


def unpacked() -> str:
    UNPACKED.mkdir(parents=True, exist_ok=True)
    try:
        subprocess.run(["apt-get", "download", "-qq", "postfix"], cwd=UNPACKED, check=True, capture_output=True)
        (package,) = UNPACKED.glob("postfix_*.deb")
        subprocess.run(["dpkg", "-x", package, UNPACKED], check=True)
    except (OSError, ValueError, subprocess.CalledProcessError) as error:
        raise NoSink("smtp-sink manque : sur Debian, « apt-get download postfix » doit trouver le paquet.") from error
    return str(UNPACKED / "usr/sbin/smtp-sink")


class SmtpSink:
    """Started on entering, stopped on leaving. `url` is an EMAIL_URL."""

    def __init__(self) -> None:
        self.port = 0
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        user = ["-u", "nobody"] if os.getuid() == 0 else []
        environment = os.environ | {"LD_LIBRARY_PATH": str(UNPACKED / "usr/lib/postfix")}
        self.process = subprocess.Popen([binary(), *user, f"127.0.0.1:{self.port}", "100"], env=environment)
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
        return f"smtp://127.0.0.1:{self.port}"
