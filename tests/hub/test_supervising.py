"""The site and its worker live together; what dies is started again, and nothing outlives its parent."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hub import supervising
from hub.supervising import Part, Supervisor

FOREVER = "import time; time.sleep(600)"
ROOT = Path(__file__).resolve().parents[2]


def part(program: str, name: str = "Le site") -> Part:
    return Part(name, [sys.executable, "-c", program])


def alive(pid: int) -> bool:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except FileNotFoundError:
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"


def wait_until(condition: Callable[[], bool], seconds: float = 10) -> None:
    limit = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < limit, "waited in vain"
        time.sleep(0.02)


class House:
    """A supervisor that the test drives one look at a time."""

    def __init__(self, *parts: Part) -> None:
        self.said: list[str] = []
        self.supervisor = Supervisor(parts, dict(os.environ), self.said.append)

    def look(self, now: float) -> None:
        self.supervisor.tend(now)


@pytest.fixture
def house() -> Iterator[Callable[..., House]]:
    houses: list[House] = []

    def build(*parts: Part) -> House:
        houses.append(House(*parts))
        return houses[-1]

    yield build
    for built in houses:
        built.supervisor.stop()


def is_running(part: Part) -> bool:
    return part.process is not None and part.process.poll() is None


def kill(victim: Part) -> None:
    assert victim.process is not None
    victim.process.kill()
    victim.process.wait()


def test_whatever_dies_is_started_again_after_a_pause(house: Callable[..., House]) -> None:
    web = part(FOREVER)
    home = house(web)
    home.look(0)
    kill(web)
    home.look(10)
    assert not is_running(web)
    assert home.said == ["Le site : arrêt imprévu (signal SIGKILL), redémarrage dans 1 s."]
    home.look(11)
    assert is_running(web)


def test_what_dies_again_and_again_is_started_less_and_less_often(house: Callable[..., House]) -> None:
    web = part(FOREVER)
    home = house(web)
    now, pauses = 0.0, []
    for _ in range(8):
        home.look(now)
        kill(web)
        home.look(now)
        pauses.append(web.due - now)
        now = web.due
    assert pauses == [1, 2, 4, 8, 16, 30, 30, 30]


def test_an_accident_after_a_long_life_is_mended_at_once(house: Callable[..., House]) -> None:
    web = part(FOREVER)
    home = house(web)
    for now in (0, 1):
        home.look(now)
        kill(web)
        home.look(now)
    home.look(3)
    kill(web)
    late = 3 + supervising.LONG_ENOUGH
    home.look(late)
    assert web.due == late + 1


def test_one_death_does_not_touch_the_other_part(house: Callable[..., House]) -> None:
    web, worker = part(FOREVER), part(FOREVER, "Le travailleur")
    home = house(web, worker)
    home.look(0)
    assert worker.process is not None
    pid = worker.process.pid
    kill(web)
    home.look(1)
    assert alive(pid)


def test_what_a_killed_server_leaves_behind_is_ended(house: Callable[..., House], tmp_path: Path) -> None:
    note = tmp_path / "pid"
    program = f"""
import os, pathlib, time
child = os.fork()
if child:
    pathlib.Path({str(note)!r}).write_text(str(child))
time.sleep(600)
"""
    web = part(program)
    home = house(web)
    home.look(0)
    wait_until(lambda: note.exists() and note.read_text() != "")
    orphan = int(note.read_text())
    kill(web)
    assert alive(orphan)
    home.look(1)
    wait_until(lambda: not alive(orphan))


def test_stopping_lets_each_part_finish(house: Callable[..., House], tmp_path: Path) -> None:
    note = tmp_path / "note"
    program = f"""
import pathlib, signal, sys, time
def finish(*_):
    pathlib.Path({str(note)!r}).write_text("fini")
    sys.exit()
signal.signal(signal.SIGTERM, finish)
pathlib.Path({str(note)!r}).write_text("prêt")
time.sleep(600)
"""
    home = house(part(program))
    home.look(0)
    wait_until(lambda: note.exists() and note.read_text() == "prêt")
    home.supervisor.stop()
    assert note.read_text() == "fini"


def test_a_part_that_will_not_stop_is_interrupted(house: Callable[..., House], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervising, "GRACE", 0.2)
    deaf = part(
        "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('x', flush=True); time.sleep(600)"
    )
    home = house(deaf)
    home.look(0)
    assert deaf.process is not None
    time.sleep(0.3)
    home.supervisor.stop()
    assert not alive(deaf.process.pid)


def test_a_part_that_missed_the_request_while_loading_hears_it_again(
    house: Callable[..., House], tmp_path: Path
) -> None:
    note = tmp_path / "note"
    program = f"""
import pathlib, signal, time
signal.signal(signal.SIGTERM, lambda *_: None)
pathlib.Path({str(note)!r}).write_text("charge")
time.sleep(1)
signal.signal(signal.SIGTERM, signal.SIG_DFL)
time.sleep(600)
"""
    loading = part(program)
    loading.forgetful = True
    home = house(loading)
    home.look(0)
    wait_until(note.exists)
    began = time.monotonic()
    home.supervisor.stop()
    assert time.monotonic() - began < 10
    assert home.said == []
    assert loading.process is not None
    assert loading.process.returncode == -signal.SIGTERM


def test_the_greeting_is_said_once_when_the_site_answers() -> None:
    answers = iter([False, False, True, True])
    said: list[str] = []
    web = Part("Le site", [], ready=lambda: next(answers))
    supervisor = Supervisor([web], {}, said.append, "Tambour est prêt.")
    for _ in range(4):
        supervisor.greet()
    assert said == ["Tambour est prêt."]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_supervisor_stops_when_asked(number: int) -> None:
    program = f"""
import sys
from hub.supervising import Part, Supervisor
sys.exit(Supervisor([Part("Le site", [sys.executable, "-c", {FOREVER!r}])], {{}}, print).run())
"""
    process = start(program)
    child = only_child(process.pid)
    process.send_signal(number)
    assert process.wait(10) == 0
    assert not alive(child)


def test_parts_do_not_outlive_a_supervisor_killed_without_notice() -> None:
    program = f"""
import sys
from hub.supervising import Part, Supervisor
Supervisor([Part("Le site", [sys.executable, "-c", {FOREVER!r}])], {{}}, print).run()
"""
    process = start(program)
    child = only_child(process.pid)
    process.kill()
    process.wait()
    wait_until(lambda: not alive(child))


def start(program: str) -> "subprocess.Popen[bytes]":
    environment = os.environ | {"PYTHONPATH": str(ROOT / "site")}
    return subprocess.Popen([sys.executable, "-c", program], env=environment, stdout=subprocess.DEVNULL)


def only_child(pid: int) -> int:
    children = Path(f"/proc/{pid}/task/{pid}/children")
    wait_until(lambda: bool(children.read_text().split()))
    time.sleep(0.2)  # the child has then become its own program
    return int(children.read_text().split()[0])


def supervisors(monkeypatch: pytest.MonkeyPatch) -> list[Supervisor]:
    """Those that would have run."""
    seen: list[Supervisor] = []

    def run(self: Supervisor) -> int:
        seen.append(self)
        return 0

    monkeypatch.setattr(Supervisor, "run", run)
    return seen


def test_the_sign_in_link_is_in_no_command_line_and_no_part_inherits_it(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = supervisors(monkeypatch)
    monkeypatch.setenv("TAMBOUR_GREETING", "/connexion/secret/")
    monkeypatch.setattr(sys, "argv", ["supervising", "--manage", "manage.py", "--workers", "2"])
    assert supervising.main() == 0
    assert seen[0].greeting == "/connexion/secret/"
    assert "TAMBOUR_GREETING" not in seen[0].environment
    assert [each.name for each in seen[0].parts] == ["Le site", "Le travailleur"]
    assert not any("secret" in word for each in seen[0].parts for word in each.command)


def test_the_worker_may_live_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = supervisors(monkeypatch)
    monkeypatch.setattr(sys, "argv", ["supervising", "--manage", "manage.py", "--no-worker"])
    supervising.main()
    assert [each.name for each in seen[0].parts] == ["Le site"]


def test_nobody_answers_on_a_silent_port() -> None:
    assert not supervising.site_answers("127.0.0.1", 9)()
