"""An IMAP server for a test, of its own and gone with it: Debian's Dovecot, an unprivileged account, one mailbox, TLS.

with DovecotServer(folder) as server:      # server.url(...), server.deliver(raw), server.mails("INBOX")
"""

import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import quote

BINARY = "/usr/sbin/dovecot"
CERTIFICATE = Path(__file__).parent / "tls" / "valid.pem"
ACCOUNT, GROUP = "nobody", "nogroup"
SETTINGS = """
protocols = imap
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
default_internal_user = {account}
default_internal_group = {group}
default_login_user = {account}
first_valid_uid = 1
auth_failure_delay = 0
ssl = required
ssl_cert = <{folder}/certificate.pem
ssl_key = <{folder}/certificate.pem
mail_location = maildir:{folder}/mail
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={account} gid={group} home={folder}
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = 0
  }}
  inet_listener imaps {{
    address = 127.0.0.1
    port = {port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
}}
"""


class NoDovecot(RuntimeError):
    """Dovecot is not installed here, or speaks another language of settings; says how to have it."""


def version() -> str:
    """« 2.3.19.1 ». Raises NoDovecot."""
    if not Path(BINARY).exists():
        raise NoDovecot(
            "Dovecot manque à cette machine. Sur Debian 12 : sudo apt-get install --no-install-recommends dovecot-imapd"
        )
    found = subprocess.run([BINARY, "--version"], capture_output=True, text=True, check=True).stdout.split()[0]
    if not found.startswith("2.3."):
        raise NoDovecot(f"Ces essais savent régler Dovecot 2.3 ; cette machine a la version {found}.")
    return found


class DovecotServer:
    """Started on entering, stopped on leaving. Whoever logs in with the password has the one mailbox."""

    PASSWORD = "secret/de-la-mairie"

    def __init__(self, folder: Path) -> None:
        version()
        self.folder = folder
        self.process: subprocess.Popen[bytes] | None = None
        self.delivered = 0
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port: int = free.getsockname()[1]

    def __enter__(self) -> Self:
        for name in ("run", "state", "mail/new", "mail/cur", "mail/tmp"):
            (self.folder / name).mkdir(parents=True)
        shutil.copy(CERTIFICATE, self.folder / "certificate.pem")
        settings = SETTINGS.format(
            folder=self.folder, account=ACCOUNT, group=GROUP, port=self.port, password=self.PASSWORD
        )
        (self.folder / "dovecot.conf").write_text(settings)
        self.give_away(self.folder)
        root = os.getuid() == 0
        self.process = subprocess.Popen(
            [BINARY, "-F", "-c", str(self.folder / "dovecot.conf")],
            user=ACCOUNT if root else None,
            group=GROUP if root else None,
            extra_groups=[] if root else None,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.wait_until_it_answers()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self.process is not None
        self.process.terminate()
        self.process.wait(10)

    def wait_until_it_answers(self) -> None:
        for _attempt in range(100):
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
            except OSError:
                time.sleep(0.05)
            else:
                return
        self.__exit__(None, None, None)
        log = self.folder / "log"
        raise RuntimeError(f"Dovecot ne répond pas : {log.read_text() if log.exists() else 'il n’a rien écrit'}")

    def give_away(self, path: Path) -> None:
        """To the account it runs under, when we are root."""
        if os.getuid() == 0:
            for one in (path, *path.rglob("*")):
                shutil.chown(one, ACCOUNT, GROUP)

    def url(self, *, password: str = "", folder: str = "INBOX") -> str:
        """TAMBOUR_BOUNCE_IMAP for this server."""
        password = quote(password or self.PASSWORD, safe="")
        return f"imaps://rebonds@valombreuse.example:{password}@127.0.0.1:{self.port}/{folder}"

    def deliver(self, raw: bytes) -> None:
        """A mail arrives, as a mail server would put it there."""
        self.delivered += 1
        draft = self.folder / "mail" / "tmp" / f"{time.time_ns()}.{self.delivered}.test"
        draft.write_bytes(raw)
        self.give_away(draft)
        draft.rename(self.folder / "mail" / "new" / draft.name)

    def mails(self, folder: str = "INBOX") -> dict[bytes, bool]:
        """Every mail in that folder, and whether it is marked as read."""
        place = self.folder / "mail" / ("" if folder == "INBOX" else f".{folder}")
        found = [path for name in ("new", "cur") for path in (place / name).glob("*")]
        return {path.read_bytes(): "S" in path.name.partition(":2,")[2] for path in found}


if __name__ == "__main__":  # `python -m tests.dovecot`: which version would run the tests, or why none can
    try:
        print(version())
    except NoDovecot as missing:
        sys.exit(str(missing))
