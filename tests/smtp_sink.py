"""A mail server in C that takes everything and keeps nothing, to measure against: smtp-sink, of Debian's postfix package.

The package is unpacked, never installed: no mail server is configured or started.
"""

import os
import shutil
import subprocess
from pathlib import Path

from tests.listening import Listener

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


class SmtpSink(Listener):
    """`url` is an EMAIL_URL."""

    def command(self) -> list[str]:
        user = ["-u", "nobody"] if os.getuid() == 0 else []
        return [binary(), *user, f"127.0.0.1:{self.port}", "100"]

    def environment(self) -> dict[str, str]:
        return super().environment() | {"LD_LIBRARY_PATH": str(UNPACKED / "usr/lib/postfix")}

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"
