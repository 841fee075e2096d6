"""The crash trial of sending: real worker processes killed at random, a real mail server process, every message counted.

    python -m tests.trial --kills 120 --recipients 2500 --workers 4 --database sqlite

Its last line gives the figures; exit code 1 on a duplicate, on a forgotten recipient, or on any account that does not balance.
"""

import argparse
import os
import random
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib import import_module
from pathlib import Path

import django

from tests.mail_api import MODES as API_MODES
from tests.mail_api import MailApi
from tests.postgres import PostgresServer
from tests.redis import RedisServer
from tests.smtp_server import MODES, SmtpServer


@contextmanager
def surroundings(arguments: argparse.Namespace) -> Iterator[SmtpServer | MailApi]:
    """A folder, a database, a mail server, and Django told of all three."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="tambour-trial-")))
        folder.chmod(0o755)  # PostgreSQL's own account must come in
        server: SmtpServer | MailApi = (MailApi if arguments.carrier == "api" else SmtpServer)(
            folder, mode=arguments.mode, every=arguments.every
        )
        stack.enter_context(server)
        redis = stack.enter_context(RedisServer(folder / "redis")).url if arguments.queue == "celery" else ""
        url = stack.enter_context(PostgresServer(folder / "postgres")).url if arguments.database == "postgres" else ""
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "tests.trial_settings",
            "TAMBOUR_DATA": str(folder),
            "DATABASE_URL": url,
            "REDIS_URL": redis,
            "EMAIL_URL": server.url if isinstance(server, SmtpServer) else "",
            "TAMBOUR_MAIL_API": "brevo:cle" if isinstance(server, MailApi) else "",
            "BREVO_API_URL": server.anymail["BREVO_API_URL"] if isinstance(server, MailApi) else "",
            "TAMBOUR_MAIL_CONNECTIONS": str(arguments.connections),
        }
        django.setup()
        yield server


def parse(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="script/trial", description=__doc__)
    parser.add_argument("--kills", type=int, default=120)
    parser.add_argument("--recipients", type=int, default=2500)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--connections", type=int, default=4, help="par ouvrier")
    parser.add_argument("--database", choices=["sqlite", "postgres"], default="sqlite")
    parser.add_argument("--queue", choices=["ledger", "celery"], default="ledger", help="qui réveille les ouvriers")
    parser.add_argument("--carrier", choices=["smtp", "api"], default="smtp", help="serveur de courrier ou API")
    parser.add_argument(
        "--mode", choices=sorted({*MODES, *API_MODES}), default="ok", help="ce que fait le serveur de courrier"
    )
    parser.add_argument("--every", type=int, default=50, help="à un message sur N")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    return parser.parse_args(argv)


def main(argv: list[str]) -> int:
    arguments = parse(argv)
    with surroundings(arguments) as server:
        figures = import_module("tests.ordeal").run(server, arguments)  # its models may be imported only now
    for fault in figures.faults:
        print(f"FAUTE : {fault}")
    print(figures.line(arguments))
    return 1 if figures.faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
