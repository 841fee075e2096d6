"""The real site: a server of two processes and a worker, killed and edited while residents read."""

import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests import migrated

pytestmark = pytest.mark.machine
ROOT = Path(__file__).resolve().parents[2]


def wait_until(condition: Callable[[], bool], seconds: float = 120) -> None:
    limit = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < limit, "waited in vain"
        time.sleep(0.1)


class Machine:
    """One installation with its data, its port and its supervisor."""

    def __init__(self, data: Path) -> None:
        with socket.socket() as finder:
            finder.bind(("127.0.0.1", 0))
            self.port: int = finder.getsockname()[1]
        self.environment = os.environ | {
            "TAMBOUR_DATA": str(data),
            "SITE_URL": f"http://127.0.0.1:{self.port}",
            "DJANGO_SETTINGS_MODULE": "hub.settings.dev",
            "DEBUG": "oui",  # style sheets come from the sources: nothing to gather first
        }
        self.log = (data / "log").open("w")

    def manage(self, *arguments: str) -> None:
        command = [sys.executable, str(ROOT / "manage.py"), *arguments]
        subprocess.run(command, env=self.environment, check=True, stdout=self.log, stderr=self.log)

    def start(self) -> None:
        command = [sys.executable, str(ROOT / "manage.py"), "serve", "--port", str(self.port), "--workers", "2"]
        self.supervisor = subprocess.Popen(command, env=self.environment, stdout=self.log, stderr=self.log)

    def get(self, path: str) -> tuple[int, str]:
        """Status and text, over a new connection, so that either process may answer; (0, "") when nobody does."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", path)
            response = connection.getresponse()
            return response.status, response.read().decode()
        except OSError:
            return 0, ""
        finally:
            connection.close()

    def is_well(self) -> bool:
        status, text = self.get("/sante/")
        return status == 200 and bool(json.loads(text)["checks"]["worker"]["ok"])

    def part(self, word: str) -> int:
        """The process of the supervisor whose command holds that word; 0 while there is none."""
        for child in children(self.supervisor.pid):
            if word in Path(f"/proc/{child}/cmdline").read_text().split("\0"):
                return child
        return 0


def children(pid: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except FileNotFoundError:
        return []


@pytest.fixture(scope="module")
def machine(
    django_db_setup: None, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Machine]:
    data = tmp_path_factory.mktemp("data")
    template = request.config.cache.mkdir("migrated") / f"{migrated.fingerprint()}.sqlite3"
    shutil.copy(template, data / "tambour.sqlite3")
    machine = Machine(data)
    found = "from home.founding import found_town; found_town(Site.objects.get(), name='Valombreuse')"
    machine.manage("shell", "-c", f"from wagtail.models import Site; {found}")
    machine.start()
    wait_until(machine.is_well)
    yield machine
    machine.supervisor.terminate()
    assert machine.supervisor.wait(60) == 0
    assert machine.get("/")[0] == 0
    machine.log.close()


def test_what_one_process_publishes_every_other_shows_at_once(machine: Machine) -> None:
    assert all("Valombreuse" in machine.get("/mentions-legales/")[1] for _ in range(20))
    rename = "from content.models import Commune; c = Commune.objects.get(); c.name = 'Saint-Aubin'; c.save()"
    machine.manage("shell", "-c", rename)
    assert all("Saint-Aubin" in machine.get("/mentions-legales/")[1] for _ in range(20))


def test_a_killed_server_comes_back(machine: Machine) -> None:
    web = machine.part("granian")
    os.kill(web, signal.SIGKILL)
    wait_until(lambda: machine.part("granian") not in {0, web})
    wait_until(lambda: machine.get("/")[0] == 200)


def test_a_killed_process_of_the_server_comes_back(machine: Machine) -> None:
    wait_until(lambda: len(children(machine.part("granian"))) >= 2)
    web = machine.part("granian")
    before = set(children(web))
    os.kill(max(before), signal.SIGKILL)
    wait_until(lambda: len(set(children(web)) - before) == 1)
    wait_until(lambda: machine.get("/")[0] == 200)


def test_a_killed_worker_comes_back(machine: Machine) -> None:
    worker = machine.part("worker")
    os.kill(worker, signal.SIGKILL)
    wait_until(lambda: machine.part("worker") not in {0, worker})
    wait_until(machine.is_well)
