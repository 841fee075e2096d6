"""`python manage.py serve`: the web server and the worker, in one command; whichever dies is started again."""

import os
import socket
import sys
from io import StringIO
from subprocess import CalledProcessError
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections

from content.mail import transport
from hub.env import Environment
from hub.preparing import prepare

GREETING = """
Tambour est prêt.

  Le site       {site}/
  Le bureau     {desk}
                (ce lien ouvre le bureau une seule fois, dans l’heure ; au-delà : python manage.py signin_link)
  Le courrier   {mail}
  Arrêter       Ctrl-C
"""


class Command(BaseCommand):
    help = "Lance le site et son travailleur ; ce qui s’arrête est relancé."

    def add_arguments(self, parser: CommandParser) -> None:
        env = Environment()
        parser.add_argument("--host", default=env.text("HOST", "127.0.0.1"))
        parser.add_argument("--port", type=int, default=env.integer("PORT", 8000, lowest=1, highest=65_535))
        parser.add_argument("--workers", type=int, default=env.integer("WEB_CONCURRENCY", 1, lowest=1, highest=64))
        parser.add_argument("--no-worker", action="store_true", help="le site seul ; le travailleur tourne ailleurs")
        parser.add_argument("--prepare", action="store_true", help="met d’abord à jour la base et les fichiers du site")
        parser.add_argument("--greet", action="store_true", help="affiche l’adresse du site et un lien de connexion")

    def handle(self, *args: Any, host: str, port: int, workers: int, no_worker: bool, **options: Any) -> None:
        refuse_taken_port(host, port)
        if options["prepare"]:
            try:
                prepare(self.say)
            except CalledProcessError as error:
                raise CommandError("La préparation du site a échoué ; ce qui précède dit pourquoi.") from error
        environment = dict(os.environ)
        environment["PYTHONPATH"] = os.pathsep.join([str(settings.SITE_ROOT), str(settings.ROOT)])
        if options["greet"]:
            environment["TAMBOUR_GREETING"] = greeting()
        connections.close_all()
        self.say("→ Démarrage du site…")
        command = [sys.executable, "-m", "hub.supervising", "--manage", str(settings.ROOT / "manage.py")]
        command += ["--host", host, "--port", str(port), "--workers", str(workers)] + ["--no-worker"] * no_worker
        sys.stdout.flush()
        os.chdir(settings.ROOT)
        os.execve(sys.executable, command, environment)  # noqa: S606 -- this process becomes the supervisor

    def say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()


def refuse_taken_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as error:
            advice = f"Choisissez-en un autre : PORT={port + 1} script/server"
            raise CommandError(f"Le port {port} est déjà pris ({error.strerror}). {advice}") from error


def greeting() -> str:
    link = StringIO()
    call_command("signin_link", stdout=link)
    return GREETING.format(site=settings.SITE_URL, desk=link.getvalue().strip(), mail=where_mail_goes())


def where_mail_goes() -> str:
    if host := transport.leaves_by():
        return f"part par {host}"
    return f"rien ne quitte cette machine : chaque courriel est gardé dans {transport.outbox()}"
