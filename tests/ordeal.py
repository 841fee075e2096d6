"""What the crash trial does once Django is told of its database and its mail server (tests/trial.py)."""

import argparse
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from importlib import import_module
from multiprocessing import get_context
from multiprocessing.context import ForkProcess
from pathlib import Path

from django.core.management import call_command
from django.db import connection, connections
from django.utils import timezone
from wagtail.models import Locale, Page, Site

from content.mail.transport import configured
from newsletter.engine import freezing
from newsletter.engine.policy import Policy
from newsletter.engine.sending import send_due
from newsletter.engine.smtp import PATIENCE, Kind, Relay, open_carrier
from newsletter.models import Delivery, Subscriber, Subscription
from tests.mail_api import MailApi
from tests.newsletter.residents import BULLETIN, issue
from tests.smtp_server import SmtpServer

Worker = ForkProcess | subprocess.Popen[bytes]
LONGEST = 180.0  # seconds for the workers to finish once nobody kills them any more
QUICK = tuple(timedelta(seconds=seconds) for seconds in (1, 1, 2, 4))
State = Delivery.State


@dataclass
class Figures:
    """What came of it. `faults` says in words what must not be; empty when all is well."""

    states: Counter[str]
    duplicates: int
    forgotten: int
    doubtful_but_served: int
    kills: int
    seconds: float
    faults: list[str]

    def line(self, arguments: argparse.Namespace) -> str:
        states = " ".join(f"{name}={self.states[name]}" for name in ("sent", "uncertain", "rejected", "excluded"))
        return (
            f"kills={self.kills} recipients={arguments.recipients} workers={arguments.workers} "
            f"connections={arguments.connections} database={arguments.database} "
            f"queue={arguments.queue} carrier={arguments.carrier} mode={arguments.mode} "
            f"seed={arguments.seed} {states} uncertain_but_received={self.doubtful_but_served} "
            f"duplicates={self.duplicates} forgotten={self.forgotten} seconds={self.seconds:.1f}"
        )


def run(server: SmtpServer | MailApi, arguments: argparse.Namespace) -> Figures:
    random.seed(arguments.seed)
    prepare(arguments.recipients)
    began = time.monotonic()
    workers: Workers = (CeleryWorkers if arguments.queue == "celery" else Workers)(arguments.workers, arguments.mode)
    # Whoever is left uncertain may never be received: the kills are spread over those who surely are.
    surely = max(arguments.recipients // 2, arguments.recipients - arguments.kills * arguments.connections)
    kills = torment(workers, Received(server.store), arguments.kills, surely)
    until = time.monotonic() + LONGEST
    while not is_over() and time.monotonic() < until:
        time.sleep(0.1)
    workers.end()
    return examine(server, kills, arguments, time.monotonic() - began)


class Received:
    """How many messages the mail server has kept, without reading them again each time."""

    def __init__(self, store: Path) -> None:
        self.store, self.offset, self.number = store, 0, 0

    def count(self) -> int:
        if self.store.exists():
            with self.store.open("rb") as file:
                file.seek(self.offset)
                fresh = file.read()
            self.offset += len(fresh)
            self.number += fresh.count(b"\n")
        return self.number


class Workers:
    """So many processes that do what a worker does, replaced as they are killed."""

    starting = 0.5  # seconds within which a fresh one is at work, or is killed all the same

    def __init__(self, number: int, mode: str) -> None:
        self.mode = mode
        self.processes = [self.start() for _ in range(number)]

    def start(self) -> Worker:
        return forked(partial(work, self.mode))

    def kill_one(self) -> None:
        position = random.randrange(len(self.processes))
        kill(self.processes[position])
        self.processes[position] = self.start()

    def end(self) -> None:
        for process in self.processes:
            kill(process)


class CeleryWorkers(Workers):
    """The same with Celery's own workers, and one process that hands out what is due, as `manage.py worker` does."""

    starting = 20.0

    def __init__(self, number: int, mode: str) -> None:
        self.handing_out = forked(hand_out)
        super().__init__(number, mode)

    def start(self) -> Worker:
        quietly = ["--pool", "solo", "--loglevel", "ERROR", "--without-mingle", "--without-gossip"]
        command = [sys.executable, "-m", "celery", "-A", "hub.celery", "worker", *quietly]
        return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def end(self) -> None:
        super().end()
        kill(self.handing_out)


def forked(target: Callable[[], None]) -> ForkProcess:
    process = get_context("fork").Process(target=target, daemon=True)
    process.start()
    return process


def kill(process: Worker) -> None:
    process.kill()
    if isinstance(process, subprocess.Popen):
        process.wait()
    else:
        process.join()


def hand_out() -> None:
    while True:
        import_module("newsletter.engine.tasks").hand_out(timezone.now())
        time.sleep(0.2)


def work(mode: str) -> None:
    """What `manage.py worker` does about bulletins, and nothing else; a server that stalls has two seconds, not ten minutes."""
    policy = Policy(back_off=QUICK, relay_back_off=QUICK)
    patience = PATIENCE | {Kind.DOT: 2.0} if mode == "stall" else PATIENCE
    server = configured()
    opener = partial(Relay, server, patience=patience) if server else open_carrier
    while True:
        send_due(timezone.now(), policy=policy, open_carrier=opener)
        time.sleep(0.02)


def prepare(recipients: int) -> None:
    """A town, its readers, and an issue frozen for them."""
    call_command("migrate", run_syncdb=True, verbosity=0)
    now = timezone.now()
    Locale.objects.create(language_code="fr")
    home = Page.add_root(instance=Page(title="Valombreuse", slug="valombreuse"))
    site = Site.objects.create(hostname="valombreuse.example", root_page=home, is_default_site=True)
    addresses = [f"lecteur{number:05}@boite.example" for number in range(recipients)]
    people = Subscriber.objects.bulk_create(
        Subscriber(site=site, address=a, address_key=a, since=now) for a in addresses
    )
    Subscription.objects.bulk_create(
        Subscription(subscriber=person, stream=BULLETIN.stream, rhythm=BULLETIN.rhythm, since=now) for person in people
    )
    freezing.freeze(issue(site), now)
    connections.close_all()


def torment(workers: Workers, received: Received, kills: int, messages: int) -> int:
    """Kills workers at random moments spread over the whole dispatch; returns how many kills hit one still at work."""
    done = 0
    while done < kills and not is_over():
        step = 2 * max(0, messages - received.count()) / max(1, kills - done)
        target, latest = received.count() + random.uniform(0, step), time.monotonic() + workers.starting
        while received.count() < target and time.monotonic() < latest:
            time.sleep(0.002)
        time.sleep(random.uniform(0, 0.01))
        workers.kill_one()
        done += 1
    return done


def is_over() -> bool:
    """Whether no delivery is left to settle. Looked at from a process that keeps no connection open across a fork."""
    over = not Delivery.objects.unsettled().exists()
    connections.close_all()
    return over


def examine(server: SmtpServer | MailApi, kills: int, arguments: argparse.Namespace, seconds: float) -> Figures:
    """Compares the ledger with what the mail server kept."""
    served = Counter(recipient for message in server.accepted() for recipient in message.recipients)
    rows = list(Delivery.objects.values_list("subscriber__address", "state"))
    states = Counter(state for _address, state in rows)
    final = {State.SENT, State.REJECTED, State.UNCERTAIN, State.EXCLUDED}
    doubtful = {address for address, state in rows if state == State.UNCERTAIN}
    sent = {address for address, state in rows if state == State.SENT}
    duplicates = sum(number - 1 for number in served.values())
    forgotten = sum(state not in final for _address, state in rows)
    faults = [
        words
        for wrong, words in (
            (duplicates, f"{duplicates} messages reçus deux fois"),
            (forgotten, f"{forgotten} destinataires oubliés"),
            (len(rows) != arguments.recipients, f"{len(rows)} lignes pour {arguments.recipients} destinataires"),
            (sent - set(served), f"{len(sent - set(served))} notés acceptés que le serveur n’a pas"),
            (set(served) - sent - doubtful, "le serveur a des messages que le registre ne connaît pas"),
            (
                arguments.mode in {"ok", "grey", "reject"} and len(doubtful) > kills * arguments.connections,
                f"{len(doubtful)} doutes pour {kills} arrêts de {arguments.connections} connexions",
            ),
            (
                any(len(message.recipients) != 1 for message in server.accepted()),
                "un message à plusieurs destinataires",
            ),
            (not is_sound(), "la base de données est abîmée"),
        )
        if wrong
    ]
    return Figures(states, duplicates, forgotten, len(doubtful & set(served)), kills, seconds, faults)


def is_sound() -> bool:

    if connection.vendor != "sqlite":
        return True
    with connection.cursor() as cursor:
        return cursor.execute("PRAGMA integrity_check").fetchone()[0] == "ok"  # type: ignore[no-any-return, union-attr]
