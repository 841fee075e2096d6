"""A PostgreSQL server for a test, of its own and gone with it: Debian's binaries, a folder, a Unix socket, no network."""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import quote

PLACES = "/usr/lib/postgresql/*/bin/initdb"


class NoPostgres(RuntimeError):
    """PostgreSQL is not installed here; says how to have it."""


def binaries() -> Path:
    """The folder of initdb and postgres, the newest version first. Raises NoPostgres."""
    found = sorted(Path("/").glob(PLACES.lstrip("/")), key=lambda path: int(path.parts[4].split(".")[0]), reverse=True)
    on_path = shutil.which("initdb")
    if found:
        return found[0].parent
    if on_path:
        return Path(on_path).resolve().parent
    raise NoPostgres(
        "PostgreSQL manque à cette machine. Sur Debian : sudo apt-get install --no-install-recommends postgresql"
    )


class PostgresServer:
    """Started on entering, stopped on leaving. `url` is a DATABASE_URL. Writes are durable, as in a real installation, unless told."""

    def __init__(self, folder: Path, *, durable: bool = True) -> None:
        self.folder = folder
        self.durable = durable
        self.binaries = binaries()
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.folder.mkdir(parents=True, exist_ok=True)
        if os.getuid() == 0:  # PostgreSQL refuses to be root
            shutil.chown(self.folder, *self.account())
        options = ["-D", str(self.folder / "data"), "-U", "tambour", "-A", "trust", "-E", "UTF8", "--locale=C"]
        self.run("initdb", *options)
        quietly = ["-c", "listen_addresses=", "-c", "max_connections=50"]
        quietly += [] if self.durable else ["-c", "fsync=off", "-c", "full_page_writes=off"]
        self.process = self.start("postgres", "-D", str(self.folder / "data"), "-k", str(self.folder), *quietly)
        for _attempt in range(100):
            if self.run("pg_isready", "-h", str(self.folder), "-t", "1", check=False) == 0:
                break
        self.run("createdb", "-h", str(self.folder), "-U", "tambour", "tambour")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self.process is not None
        self.process.send_signal(signal.SIGINT)  # PostgreSQL's « fast »: it waits for nobody
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    @property
    def url(self) -> str:
        return f"postgres://tambour@{quote(str(self.folder), safe='')}/tambour"

    @staticmethod
    def account() -> tuple[str, str]:
        """Whose name it runs under when we are root."""
        names = {user.pw_name for user in pwd.getpwall()}
        return ("postgres", "postgres") if "postgres" in names else ("nobody", "nogroup")

    def start(self, name: str, *options: str) -> subprocess.Popen[bytes]:
        user = self.account()[0] if os.getuid() == 0 else None
        return subprocess.Popen(
            [self.binaries / name, *options],
            user=user,
            extra_groups=[] if user else None,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=self.folder,
        )

    def run(self, name: str, *options: str, check: bool = True) -> int:
        code = self.start(name, *options).wait()
        if check and code:
            raise RuntimeError(f"{name} a échoué (code {code})")
        return code


def reachable(place: Path) -> Path:
    """A folder below, which PostgreSQL's own account may enter when we are root."""
    place.chmod(0o755)
    return place / "server"


def main(command: list[str]) -> int:
    """`python -m tests.postgres COMMAND…`: runs it with DATABASE_URL on a fresh server; alone, says where PostgreSQL is."""
    if not command:
        print(binaries())
        return 0
    with tempfile.TemporaryDirectory() as place, PostgresServer(reachable(Path(place)), durable=False) as server:
        return subprocess.run(command, env=os.environ | {"DATABASE_URL": server.url}, check=False).returncode


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except NoPostgres as missing:
        sys.exit(str(missing))
