"""The project's own files, as the tests of its shape read them."""

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APPS = ("alerts", "events", "home", "news", "newsletter", "site/accounts", "site/content", "site/hub")


def tracked(*patterns: str) -> list[Path]:
    """The files under version control that match, and those about to be."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *patterns]
    names = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.splitlines()
    return [ROOT / name for name in names if (ROOT / name).exists()]


def python_files() -> list[Path]:
    """Every Python file that somebody wrote: not the migrations."""
    return [path for path in tracked("*.py") if "migrations" not in path.parts]


def templates() -> list[Path]:
    return [path for path in tracked("*.html") if "templates" in path.parts]


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def place(path: Path) -> str:
    return str(path.relative_to(ROOT))
