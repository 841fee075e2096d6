"""Installing may be interrupted at any moment: the next attempt finishes the work, and two at once do not meet."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# Stands for uv: makes an environment slowly, in two visible moves, and writes down each time it is asked.
UV = """#!/bin/sh
echo "$1" >>"$DIARY"
for last; do :; done
if [ "$1" = venv ]; then
    mkdir -p "$last/bin"
    sleep "$SLOW"
    ln -s "$PYTHON" "$last/bin/python"
else
    [ -n "$REFUSES" ] && exit 1
    sleep "$SLOW"
    touch "$TAMBOUR_VENV/installed"
fi
"""


class Machine:
    """A machine where installing takes as long as the test likes, in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.venv, self.diary = folder, folder / "venv", folder / "diary"
        programs = folder / "bin"
        programs.mkdir()
        (programs / "uv").write_text(UV)
        (programs / "uv").chmod(0o755)
        self.list = folder / "requirements.txt"
        self.list.write_text("django==5.2\n")
        self.environment = os.environ | {
            "PATH": f"{programs}:{os.environ['PATH']}",
            "TAMBOUR_VENV": str(self.venv),
            "TAMBOUR_REQUIREMENTS": str(self.list),
            "PYTHON": sys.executable,
            "DIARY": str(self.diary),
            "SLOW": "0",
            "REFUSES": "",
        }

    def start(self, **changes: str) -> "subprocess.Popen[str]":
        """Begins script/setup in a process group of its own."""
        return subprocess.Popen(
            [ROOT / "script" / "setup"],
            env=self.environment | changes,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def run(self, **changes: str) -> str:
        process = self.start(**changes)
        output, _ = process.communicate(timeout=60)
        assert process.returncode == 0, output
        return output

    @property
    def asked(self) -> list[str]:
        return self.diary.read_text().split() if self.diary.exists() else []

    def is_ready(self) -> bool:
        return (self.venv / ".ready").exists()


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def wait_until(condition: Callable[[], bool]) -> None:
    limit = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < limit, "waited in vain"
        time.sleep(0.02)


def test_a_ready_machine_is_left_alone(machine: Machine) -> None:
    assert "Paquets Python" in machine.run()
    assert machine.is_ready()
    assert machine.asked == ["venv", "pip"]
    assert machine.run() == ""
    assert machine.asked == ["venv", "pip"]


@pytest.mark.parametrize("reached", [["venv"], ["venv", "pip"]], ids=["while it is created", "while it is filled"])
def test_an_installation_killed_without_notice_is_made_again(machine: Machine, reached: list[str]) -> None:
    process = machine.start(SLOW="2" if reached == ["venv"] else "0.5")
    wait_until(lambda: machine.asked == reached)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    assert not machine.is_ready()
    machine.run()
    assert machine.is_ready()
    assert machine.asked == [*reached, "venv", "pip"]


def test_new_packages_are_added_to_what_is_there(machine: Machine) -> None:
    machine.run()
    machine.list.write_text("django==5.3\n")
    assert "Mise à jour" in machine.run()
    assert machine.asked == ["venv", "pip", "pip"]


def test_an_update_killed_without_notice_starts_afresh(machine: Machine) -> None:
    machine.run()
    machine.list.write_text("django==5.3\n")
    process = machine.start(SLOW="5")
    wait_until(lambda: machine.asked == ["venv", "pip", "pip"])
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    machine.run()
    assert machine.asked[-2:] == ["venv", "pip"]


def test_an_environment_moved_elsewhere_is_made_again(machine: Machine) -> None:
    machine.run()
    machine.venv.rename(machine.folder / "elsewhere")
    machine.run(TAMBOUR_VENV=str(machine.folder / "elsewhere"))
    assert len(machine.asked) > 2


def test_two_installations_at_once_take_turns(machine: Machine) -> None:
    first = machine.start(SLOW="0.5")
    wait_until(lambda: machine.asked == ["venv"])
    second = machine.run()
    first.communicate()
    assert "j’attends" in second
    assert machine.asked == ["venv", "pip"]


def test_a_failure_shows_what_was_said_and_leaves_nothing_ready(machine: Machine) -> None:
    """uv refuses, and the environment of this test has no pip to fall back on."""
    process = machine.start(REFUSES="yes", PIP_NO_INDEX="1")
    output, _ = process.communicate(timeout=60)
    assert process.returncode != 0
    assert "échec" in output
    assert not machine.is_ready()


def test_a_machine_without_a_fit_python_is_told_what_to_install(machine: Machine) -> None:
    process = machine.start(PYTHON="/bin/false")
    output, _ = process.communicate(timeout=60)
    assert process.returncode != 0
    assert "Python 3.11, 3.12 ou 3.13" in output
