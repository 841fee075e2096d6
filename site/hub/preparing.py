"""What must be true before the site opens: the database up to date, the static files gathered, a town to show.

Each step costs nearly nothing when there is nothing to do, and each may be interrupted at any moment: the database of
a first start is built under another name and takes its own only when complete.
"""

import hashlib
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from home.models import HomePage
from hub.towns import follow_site_url

Say = Callable[[str], None]
COMPANY, LONGEST_SILENCE = 5.0, 30.0  # seconds before the first sign that a step goes on, and between the later ones


@contextmanager
def step(say: Say, title: str) -> Iterator[None]:
    """Says what begins, that it still goes on, and how long it took."""
    say(f"→ {title}…")
    started, finished = time.monotonic(), threading.Event()

    def keep_company() -> None:
        pause = COMPANY
        while not finished.wait(pause):
            say(f"  {time.monotonic() - started:.0f} s…")
            pause = min(pause * 2, LONGEST_SILENCE)

    company = threading.Thread(target=keep_company, daemon=True)
    company.start()
    try:
        yield
    finally:
        finished.set()
        company.join()
    say(f"  fait en {time.monotonic() - started:.0f} s")


def prepare(say: Say) -> None:
    """Brings database and static files up to date, and founds the demonstration town in an empty installation."""
    settings.DATA.mkdir(parents=True, exist_ok=True)
    static = begin_static_files()
    bring_database_up_to_date(say)
    if static is not None:
        with step(say, "Fichiers du site (feuilles de style, images)"):
            finish_static_files(static)
    if not HomePage.objects.exists():
        with step(say, "Commune de démonstration"):
            call_command("demo", verbosity=1)
    if follow_site_url():
        say(f"→ Le site répond désormais à {settings.SITE_URL}")


def bring_database_up_to_date(say: Say) -> None:
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite" and not Path(name).exists():
        with step(say, "Base de données (première installation)"):
            build_beside(Path(name))
    elif migrations_are_waiting():
        with step(say, "Base de données (mise à jour)"):
            call_command("migrate", interactive=False, verbosity=0)


def migrations_are_waiting() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def build_beside(path: Path) -> None:
    """Makes a new SQLite database next to its place, then moves it there in one go."""
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.new")
    for leftover in path.parent.glob(f"{path.name}.*.new*"):
        leftover.unlink()
    migrate = [sys.executable, str(settings.ROOT / "manage.py"), "migrate", "--noinput", "--verbosity", "0"]
    environment = os.environ | {"DATABASE_URL": f"sqlite:///{unfinished}"}
    subprocess.run(migrate, check=True, env=environment)  # noqa: S603 -- our own command
    unfinished.rename(path)


def begin_static_files() -> "subprocess.Popen[bytes] | None":
    """Starts gathering the static files beside the rest; None when the ones in place are those of this version."""
    if kept_fingerprint().exists() and kept_fingerprint().read_text() == static_fingerprint():
        return None
    kept_fingerprint().unlink(missing_ok=True)
    command = [sys.executable, str(settings.ROOT / "manage.py"), "collectstatic", "--noinput", "--verbosity", "0"]
    return subprocess.Popen(command)  # noqa: S603 -- our own command


def finish_static_files(gathering: "subprocess.Popen[bytes]") -> None:
    if gathering.wait() != 0:
        raise subprocess.CalledProcessError(gathering.returncode, gathering.args)
    kept_fingerprint().write_text(static_fingerprint())


def kept_fingerprint() -> Path:
    path: Path = settings.DATA / "static.fingerprint"
    return path


def static_fingerprint() -> str:
    """Changes when any source of a static file does: name, size or time."""
    digest = hashlib.sha256(str(settings.STATIC_ROOT).encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            facts = Path(storage.path(name)).stat()
            digest.update(f"{name} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    return digest.hexdigest()
