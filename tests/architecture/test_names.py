"""The traps of the folders' names: `site` belongs to the standard library, `events` to others, and tests shadow what they test."""

import os
import site
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.architecture.sources import APPS, ROOT, place, python_files, tracked

NAMES = [app.removeprefix("site/") for app in APPS]


def test_site_is_a_folder_of_sources_never_a_package() -> None:
    assert not (ROOT / "site" / "__init__.py").exists()
    assert Path(site.__file__).parent == Path(os.__file__).parent


@pytest.mark.parametrize(
    "folder", ["site", "home", "news", "events", "newsletter", "alerts", "tests", "docs", "script"]
)
def test_git_ignores_none_of_our_folders(folder: str) -> None:
    asked = subprocess.run(
        ["git", "check-ignore", "--no-index", folder, f"{folder}/x.py"], cwd=ROOT, capture_output=True
    )
    assert asked.returncode == 1, asked.stdout


def test_every_folder_of_tests_is_a_package() -> None:
    """Otherwise tests/newsletter would be imported in place of newsletter."""
    folders = {path.parent for path in tracked("tests/*.py")}
    folders |= {parent for folder in folders for parent in folder.parents if parent.is_relative_to(ROOT / "tests")}
    assert [place(folder) for folder in folders if not (folder / "__init__.py").exists()] == []


def test_no_package_we_install_has_one_of_our_names() -> None:
    assert set(NAMES) & set(packages_distributions()) == set()
    assert set(NAMES) & set(sys.stdlib_module_names) == set()


@pytest.mark.parametrize("name", ["utils", "helpers", "common", "core", "services", "misc"])
def test_nothing_is_miscellaneous(name: str) -> None:
    assert [place(path) for path in python_files() if name in (*path.parent.relative_to(ROOT).parts, path.stem)] == []
