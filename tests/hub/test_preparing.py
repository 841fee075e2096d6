"""Before the site opens, what is missing is made; what is there is left alone; an interruption leaves no half-made thing."""

import subprocess
import time
from pathlib import Path

import pytest
from django.conf import LazySettings

from hub import preparing


class Recorder:
    """What an operator reads."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def __call__(self, line: str) -> None:
        self.lines.append(line)


@pytest.fixture
def data(settings: LazySettings, tmp_path: Path) -> Path:
    settings.DATA = tmp_path
    settings.STATIC_ROOT = tmp_path / "static"
    return tmp_path


def test_a_first_database_takes_its_name_only_when_complete(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    def interrupted(command: list[object], **options: dict[str, str]) -> None:
        url = options["env"]["DATABASE_URL"]
        seen.append(url)
        Path(url.removeprefix("sqlite:///")).write_text("half")
        raise KeyboardInterrupt

    monkeypatch.setattr(subprocess, "run", interrupted)
    place = data / "tambour.sqlite3"
    with pytest.raises(KeyboardInterrupt):
        preparing.build_beside(place)
    assert seen
    assert not place.exists()


def test_what_an_interrupted_start_left_is_swept(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = data / "tambour.sqlite3"
    for name in ("tambour.sqlite3.12.new", "tambour.sqlite3.12.new-wal"):
        (data / name).write_text("half")

    def complete(command: list[object], **options: dict[str, str]) -> None:
        Path(options["env"]["DATABASE_URL"].removeprefix("sqlite:///")).write_text("whole")

    monkeypatch.setattr(subprocess, "run", complete)
    preparing.build_beside(place)
    assert [path.name for path in data.iterdir()] == ["tambour.sqlite3"]
    assert place.read_text() == "whole"


@pytest.mark.django_db
def test_a_database_up_to_date_is_left_alone(data: Path) -> None:
    assert not preparing.migrations_are_waiting()


def test_static_files_are_gathered_again_only_when_one_has_changed(
    data: Path, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[object] = []

    class Gathering:
        returncode = 0
        args = "collectstatic"

        def __init__(self, command: object) -> None:
            started.append(command)

        def wait(self) -> int:
            return self.returncode

    monkeypatch.setattr(subprocess, "Popen", Gathering)
    gathering = preparing.begin_static_files()
    assert gathering is not None
    preparing.finish_static_files(gathering)
    assert preparing.begin_static_files() is None

    folder = data / "source"
    folder.mkdir()
    (folder / "new.css").write_text("p {}")
    settings.STATICFILES_DIRS = [folder]
    assert preparing.begin_static_files() is not None
    assert len(started) == 2
    Gathering.returncode = 1
    with pytest.raises(subprocess.CalledProcessError):
        preparing.finish_static_files(gathering)
    assert preparing.begin_static_files() is not None


def test_each_step_says_what_it_does_that_it_goes_on_and_how_long_it_took(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preparing, "COMPANY", 0.02)
    say = Recorder()
    with preparing.step(say, "Base de données"):
        assert say.lines == ["→ Base de données…"]
        time.sleep(0.1)
    assert "  0 s…" in say.lines
    assert say.lines[-1] == "  fait en 0 s"
    said = len(say.lines)
    time.sleep(0.05)
    assert len(say.lines) == said


def test_a_step_that_fails_is_not_said_to_be_done() -> None:
    say = Recorder()
    with pytest.raises(ZeroDivisionError), preparing.step(say, "Base de données"):
        raise ZeroDivisionError
    assert say.lines == ["→ Base de données…"]
