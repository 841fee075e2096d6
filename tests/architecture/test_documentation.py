"""What operators rely on is written down, and what is written down exists."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands

from tests.architecture.sources import ROOT, place, tracked

SETTINGS = ROOT / "docs" / "operations" / "reglages.md"
READ = re.compile(
    r'env\.(?:text|required|secret|flag|integer|origin|relay|broker)\(\s*"([A-Z_]+)"|os\.environ(?:\.get\(|\[)"([A-Z_]+)"|kept_key\("([A-Z_]+)"'
)
WRITTEN = re.compile(r"^\| `([A-Z_]+)` \|", re.MULTILINE)
INTERNAL = {"TAMBOUR_GREETING", "DJANGO_SETTINGS_MODULE"}


def documents() -> list[Path]:
    """What is written about the project; not the texts of the demonstration commune."""
    return [path for path in tracked("*.md") if "demo" not in path.parts]


def variables_read() -> set[str]:
    names: set[str] = set()
    for path in tracked("site/hub/*.py", "site/content/*.py", "newsletter/*.py"):
        for groups in READ.findall(path.read_text()):
            names |= {name for name in groups if name}
    return names - INTERNAL


def test_every_setting_is_documented_and_every_documented_setting_exists() -> None:
    assert set(WRITTEN.findall(SETTINGS.read_text())) == variables_read()


def test_every_command_of_ours_named_in_the_documentation_exists() -> None:
    commands = get_commands()
    named = {name for path in documents() for name in re.findall(r"manage\.py ([a-z_]+)", path.read_text())}
    assert named - set(commands) == set()


def test_every_script_named_in_the_documentation_exists() -> None:
    named = {name for path in documents() for name in re.findall(r"script/[a-z]+", path.read_text())}
    assert {name for name in named if not (ROOT / name).exists()} == set()


@pytest.mark.parametrize("path", documents(), ids=place)
def test_links_between_documents_lead_somewhere(path: Path) -> None:
    targets = re.findall(r"\]\((?!https?://|mailto:|#)([^)#]+)", path.read_text())
    assert [target for target in targets if not (path.parent / target).exists()] == []
