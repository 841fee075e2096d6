"""The same questions on a real PostgreSQL: the same answers as on SQLite (tests/hub/test_demo.py asks them there)."""

import importlib.util
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.postgres import NoPostgres, PostgresServer, binaries

pytestmark = pytest.mark.machine
ROOT = Path(__file__).resolve().parents[3]
ASK = """
import datetime as dt, json, django
django.setup()
from wagtail.models import Site
from tests.hub.search.questions import unanswered
site = Site.objects.get(is_default_site=True)
print(json.dumps(unanswered(site, dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC))))
"""


@pytest.fixture
def folder() -> Iterator[Path]:
    """One that PostgreSQL's own account may enter."""
    with tempfile.TemporaryDirectory(prefix="tambour-search-") as name:
        Path(name).chmod(0o755)
        yield Path(name)


def is_possible() -> bool:
    """PostgreSQL and its driver (requirements/optional.txt) are there; under CI they must be."""
    try:
        binaries()
    except NoPostgres:
        return "CI" in os.environ
    return importlib.util.find_spec("psycopg") is not None or "CI" in os.environ


@pytest.mark.skipif(not is_possible(), reason="sans PostgreSQL ou sans psycopg (requirements/optional.txt)")
def test_a_resident_finds_the_same_on_postgresql(folder: Path) -> None:
    with PostgresServer(folder / "postgres") as server:
        environment = os.environ | {
            "DATABASE_URL": server.url,
            "TAMBOUR_DATA": str(folder / "data"),
            "DJANGO_SETTINGS_MODULE": "hub.settings.dev",
            "PYTHONPATH": os.pathsep.join([str(ROOT / "site"), str(ROOT), *sys.path]),
        }

        def python(*arguments: str) -> str:
            command = [sys.executable, *arguments]
            done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True)
            assert done.returncode == 0, done.stderr[-2000:]
            return done.stdout

        python("manage.py", "migrate", "-v0")
        python("manage.py", "demo", "--date", "2026-11-20")
        assert python("-c", ASK).strip().splitlines()[-1] == "{}"
