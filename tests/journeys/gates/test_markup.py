"""The Nu Html Checker, the one of the W3C, finds no error: RGAA 8.1 and 8.2."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.gates import states
from tests.journeys.gates.crawl import Answer, Crawl
from tests.journeys.gates.decree import breakdown
from tests.journeys.running_town import ROOT, RunningTown

pytestmark = [pytest.mark.journey, pytest.mark.slow]

JAR = Path(os.environ.get("VNU_JAR") or ROOT / ".tools" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar")
# Two opinions, not errors: a figure says its role for older screen readers (RGAA 1.9).
OPINIONS = ("The “figure” role is unnecessary",)


@pytest.fixture(scope="module")
def checker() -> list[str]:
    """The command of the checker."""
    java = shutil.which("java")
    if java and JAR.exists():
        return [java, "-jar", str(JAR), "--format", "json", "--stdout", "--exit-zero-always", "--skip-non-html"]
    explanation = f"le vérificateur Nu manque à cette machine ({'vnu.jar' if java else 'Java'}) : voir script/setup"
    if os.environ.get("CI") == "true":
        pytest.fail(explanation)
    pytest.skip(explanation)


def complaints(checker: list[str], folder: Path, pages: dict[str, bytes]) -> list[str]:
    """What the checker reproaches to pages, by path."""
    for number, content in enumerate(pages.values()):
        (folder / f"{number}.html").write_bytes(content)
    said = subprocess.run([*checker, str(folder)], capture_output=True, text=True, check=True).stdout
    messages: list[dict[str, Any]] = json.loads(said)["messages"]
    paths = list(pages)
    return [
        f"{paths[int(Path(each['url']).stem)]}, line {each.get('lastLine')}: {each['message']}"
        for each in messages
        if not each["message"].startswith(OPINIONS)
    ]


def test_pages_are_valid_in_every_state(
    checker: list[str], crawl: Crawl, chosen: list[Answer], town: RunningTown, tmp_path: Path
) -> None:
    pages = {answer.path: answer.content for answer in chosen}
    pages |= {path: crawl.fetch(path).content for path in states.ADDRESSES}
    pages["the page of a breakdown"] = breakdown(town).encode()
    assert complaints(checker, tmp_path, pages) == []


def test_the_checker_sees_what_it_looks_for(checker: list[str], tmp_path: Path) -> None:
    page = b"<!doctype html><html lang=fr><head><title>Avis</title></head><body><p><div></p></body></html>"
    assert complaints(checker, tmp_path, {"/": page})
