"""Who may import whom: the contracts hold, and each of them would notice."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.sources import APPS, ROOT

# An import that must never be written, and where: one for each line of the contract between layers, one for each pair of equals.
FORBIDDEN = [
    ("home", "home/founding.py", "hub"),
    ("newsletter", "newsletter/bulletin/edition.py", "home"),
    ("news", "news/forms.py", "newsletter"),
    ("events", "events/values.py", "newsletter"),
    ("alerts", "alerts/feeds.py", "newsletter"),
    ("news", "news/forms.py", "events"),
    ("events", "events/values.py", "alerts"),
    ("alerts", "alerts/feeds.py", "news"),
    ("content", "site/content/dates.py", "news"),
    ("accounts", "site/accounts/models.py", "content"),
]


def lint(folder: Path) -> "subprocess.CompletedProcess[str]":
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(folder / "site"), str(folder)])}
    command = [
        sys.executable,
        "-c",
        "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))",
    ]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The sources, to be broken at will."""
    for app in APPS:
        ignored = shutil.ignore_patterns("templates", "static", "__pycache__", "migrations", "*.yaml", "*.md", "*.jpg")
        shutil.copytree(ROOT / app, tmp_path / app, ignore=ignored)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_every_contract_is_kept() -> None:
    result = lint(ROOT)
    assert result.returncode == 0, result.stdout


def test_every_layer_would_notice_an_import_from_above_or_beside(copy: Path) -> None:
    for _, file, imported in FORBIDDEN:
        with (copy / file).open("a") as source:
            source.write(f"\nimport {imported}.apps\n")
    result = lint(copy)
    assert result.returncode == 1
    for importer, _, imported in FORBIDDEN:
        assert f"{importer} is not allowed to import {imported}" in result.stdout


def test_the_contract_on_renderers_would_notice_a_model(copy: Path) -> None:
    for file in ("events/ical.py", "newsletter/renderers/__init__.py", "site/content/feeds/rss.py"):
        with (copy / file).open("a") as source:
            source.write("\nimport content.models\n")
    result = lint(copy)
    assert result.returncode == 1
    for renderer in ("events.ical", "newsletter.renderers", "content.feeds.rss"):
        assert f"{renderer} is not allowed to import content.models" in result.stdout
