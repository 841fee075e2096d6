"""The real thing: site and worker as `script/server` starts them, on a town just founded, in a folder of its own."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from tests.smtp_server import SmtpServer

ROOT = Path(__file__).resolve().parents[2]
OURS = {"DATABASE_URL", "REDIS_URL", "SECRET_KEY", "TAMBOUR_KEY", "DEBUG", "PORT", "HOST", "WEB_CONCURRENCY"}
FIRST_START = 300.0  # seconds at most: every migration since Wagtail's first, on a slow and busy machine
GRACE = 40.0
T = TypeVar("T")


class RunningTown:
    """`manage.py serve --prepare --greet`: database, static files, demonstration commune, web server and worker.

    Mail leaves for `mail`; everything else stays in `data`. Leaving the context stops it all, whatever happened.
    """

    def __init__(self, data: Path, mail: SmtpServer) -> None:
        self.data, self.mail = data, mail
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = data / "serve.log"
        self.process: subprocess.Popen[bytes] | None = None

    def environment(self) -> dict[str, str]:
        """That of somebody who has just cloned the project, but for where mail goes."""
        kept = {name: value for name, value in os.environ.items() if name not in OURS}
        return kept | {
            "DJANGO_SETTINGS_MODULE": "hub.settings.dev",
            "TAMBOUR_DATA": str(self.data),
            "SITE_URL": self.url,
            "EMAIL_URL": self.mail.url,
            "FROM_EMAIL": "Mairie de Valombreuse-sur-Lise <mairie@valombreuse.example>",
        }

    def __enter__(self) -> Self:
        command = [sys.executable, "manage.py", "serve", "--prepare", "--greet", "--port", str(self.port)]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=self.environment(), stdout=log, stderr=log, start_new_session=True
            )
        try:
            until(self.is_well, "the site and its worker never were well", FIRST_START, self.explain)
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def stop(self) -> None:
        assert self.process is not None
        self.process.terminate()
        try:
            self.process.wait(GRACE)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)  # its parts end with it (PR_SET_PDEATHSIG)
            self.process.wait()

    def is_well(self) -> bool:
        """Whether /sante/ answers 200 and the greeting was said. Raises AssertionError once the process has died."""
        assert self.process is not None
        assert self.process.poll() is None, f"serve ended with code {self.process.returncode}\n{self.explain()}"
        try:
            with urllib.request.urlopen(f"{self.url}/sante/", timeout=10) as answer:
                return answer.status == 200 and "/connexion/" in self.words()
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            return False

    def signin_link(self) -> str:
        """The one-time link that the greeting printed."""
        found = re.search(rf"{re.escape(self.url)}/connexion/\S+", self.words())
        assert found is not None, self.explain()
        return found[0]

    def words(self) -> str:
        return self.log.read_text(errors="replace")

    def explain(self) -> str:
        """The last lines of the log, for whoever reads a failure."""
        return f"--- {self.log}\n" + "\n".join(self.words().splitlines()[-40:])


def free_port() -> int:
    with socket.socket() as finder:
        finder.bind(("127.0.0.1", 0))
        port: int = finder.getsockname()[1]
        return port


def until(
    condition: Callable[[], T], complaint: str, patience: float = 60.0, explain: Callable[[], str] = lambda: ""
) -> T:
    """Waits until the condition gives something true and returns it. Raises AssertionError with the complaint."""
    limit = time.monotonic() + patience
    while time.monotonic() < limit:
        if found := condition():
            return found
        time.sleep(0.1)
    raise AssertionError(f"{complaint}, in {patience:.0f} s\n{explain()}")
