"""Messages a second into a mail server in C that keeps nothing (Debian's smtp-sink), and what a very large town costs.

(a) Django's own mail backend, one open connection     (b) our engine, its ledger durable, on one connection and on four
(c) the ceiling: the same bytes built beforehand, pipelined, no ledger

All in one run, so that a busy machine slows each. Then a hundred thousand subscribers: how long the freeze takes, how
much memory the worker.
"""

import os
import resource
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import django

django.setup()

# The apps must be loaded first.
# ruff: noqa: E402
from django.conf import settings
from django.core import mail
from django.db import connection
from django.utils import timezone
from wagtail.models import Site

from newsletter import freezing
from newsletter.carriers import Parcel
from newsletter.choices import Rhythm, Stream
from newsletter.letters import letter_of
from newsletter.lines import Lines
from newsletter.messages import Master
from newsletter.models import Dispatch, Issue, Subscriber, Subscription
from newsletter.sending import pause, resume, send_due
from newsletter.smtp import open_carrier

ROOT = Path(__file__).parents[2]
UNPACKED = ROOT / ".tools" / "postfix"
LARGE = int(os.environ.get("BENCH_RECIPIENTS", "100000"))
LONG = timedelta(hours=1)


class NoSink(RuntimeError):
    """smtp-sink cannot be had; says how to have it."""


def smtp_sink() -> Path:
    """The program, unpacked from Debian's package where it is not installed: no mail server is ever started."""
    for place in (shutil.which("smtp-sink", path=f"{os.environ['PATH']}:/usr/sbin"), UNPACKED / "usr/sbin/smtp-sink"):
        if place and Path(place).exists():
            return Path(place)
    UNPACKED.mkdir(parents=True, exist_ok=True)
    try:
        subprocess.run(["apt-get", "download", "-qq", "postfix"], cwd=UNPACKED, check=True, capture_output=True)
        (package,) = UNPACKED.glob("postfix_*.deb")
        subprocess.run(["dpkg", "-x", package, UNPACKED], check=True)
    except (OSError, ValueError, subprocess.CalledProcessError) as error:
        raise NoSink("smtp-sink manque : sur Debian, apt-get download postfix doit pouvoir trouver le paquet.") from error
    return UNPACKED / "usr/sbin/smtp-sink"


@contextmanager
def sink() -> Iterator[None]:
    """A server that takes everything and keeps nothing; EMAIL_URL names it meanwhile."""
    program = smtp_sink()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    user = ["-u", "nobody"] if os.getuid() == 0 else []
    environment = os.environ | {"LD_LIBRARY_PATH": str(UNPACKED / "usr/lib/postfix")}
    with subprocess.Popen([program, *user, f"127.0.0.1:{port}", "100"], env=environment) as process:
        settings.EMAIL_URL = f"smtp://127.0.0.1:{port}"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        for _attempt in range(50):
            time.sleep(0.1)
            with socket.socket() as probe:
                if not probe.connect_ex(("127.0.0.1", port)):
                    break
        try:
            yield
        finally:
            process.kill()


def readers(site: Site, number: int) -> None:
    """As many more people who asked for the bulletin."""
    now = timezone.now()
    addresses = [f"mesure{number}-{position:06}@boite.example" for position in range(number)]
    people = Subscriber.objects.bulk_create(
        (Subscriber(site=site, address=address, address_key=address, since=now) for address in addresses),
        batch_size=2000,
    )
    Subscription.objects.bulk_create(
        (
            Subscription(subscriber=person, stream=Stream.BULLETIN, rhythm=Rhythm.MONTHLY, since=now)
            for person in people
        ),
        batch_size=2000,
    )


def frozen(like: Issue) -> Dispatch:
    """A new issue with the words of that one, frozen for everybody, and held."""
    issue = Issue.objects.create(site=like.site, subject=like.subject, html=like.html, text=like.text)
    dispatch = freezing.freeze(issue, timezone.now())
    pause(dispatch)
    return dispatch


def by_django(dispatch: Dispatch, number: int) -> int:
    """What a project does that loops over its subscribers, its connection kept open."""
    letter = letter_of(dispatch)
    people = Subscriber.objects.filter(deliveries__dispatch=dispatch)[:number]
    with mail.get_connection("django.core.mail.backends.smtp.EmailBackend") as connection:
        for person in people:
            message = mail.EmailMultiAlternatives(
                letter.subject, letter.text, letter.sender_address, [person.address], connection=connection
            )
            message.attach_alternative(letter.html, "text/html")
            message.send()
    return len(people)


def by_ours(dispatch: Dispatch, number: int) -> int:
    """The worker's own turn, on so many connections."""
    settings.MAIL_CONNECTIONS = number
    resume(dispatch)
    return send_due(timezone.now(), budget=LONG)


def at_the_ceiling(dispatch: Dispatch, number: int) -> int:
    """Four connections, every message built beforehand, nothing written anywhere."""
    people = Subscriber.objects.filter(deliveries__dispatch=dispatch)[:200]
    master = Master(letter_of(dispatch))
    copies = [Parcel(0, "a@b.example", p.address or "", master.copy_for(p.uid, p.address or "")) for p in people]
    lines, done, begun = Lines(4, open_carrier), 0, 0
    while done < number:
        for carrier in lines.free(number - begun):
            carrier.offer(copies[begun % len(copies)])
            begun += 1
        for carrier, _parcel, answer in lines.listen():
            if answer is None:
                carrier.dot(copies[begun % len(copies)] if begun < number else None)
                begun += 1
            else:
                done += 1
    list(lines.last_words())
    return number


def rate(act: Callable[[], int]) -> float:
    """Messages a second, on the clock of the wall."""
    began = time.monotonic()
    number = act()
    return number / (time.monotonic() - began)


def small_town(model: Issue) -> None:
    first, second = frozen(model), frozen(model)
    copy = Master(letter_of(first)).copy_for(model.uid, "quelquun@boite.example")
    speeds = {
        "(a) Django, une connexion": rate(lambda: by_django(first, 300)),
        "(b) Tambour, une connexion": rate(lambda: by_ours(first, 1)),
        "(b) Tambour, quatre connexions": rate(lambda: by_ours(second, 4)),
        "(c) plafond : octets prêts, sans registre": rate(lambda: at_the_ceiling(first, 6000)),
    }
    by_itself, ceiling = next(iter(speeds.values())), list(speeds.values())[-1]
    print(f"Messages de {len(copy) / 1000:.0f} ko, base {connection.vendor}, reçus par smtp-sink\n")
    print("| envoi | messages par seconde | rapport à Django | rapport au plafond |\n|---|---|---|---|")
    for name, speed in speeds.items():
        print(f"| {name} | {speed:.0f} | x{speed / by_itself:.1f} | x{speed / ceiling:.2f} |")


def large_town(model: Issue) -> None:
    """In a process of its own, whose memory is then known."""
    began = time.monotonic()
    dispatch = frozen(model)
    freeze = time.monotonic() - began
    speed = rate(lambda: by_ours(dispatch, 4))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print("\n| abonnés | gel | messages par seconde | mémoire au plus |\n|---|---|---|---|")
    print(f"| {dispatch.planned} | {freeze:.1f} s | {speed:.0f} | {memory:.0f} Mo |")


def main() -> None:
    model = Issue.objects.exclude(html="").earliest("pk")
    if sys.argv[1:] == ["large"]:
        large_town(model)
        return
    Dispatch.objects.update(state=Dispatch.State.STOPPED)
    with sink():
        readers(model.site, 3000)
        small_town(model)
        readers(model.site, LARGE)
        environment = os.environ | {"EMAIL_URL": settings.EMAIL_URL}
        subprocess.run([sys.executable, __file__, "large"], env=environment, check=True)


if __name__ == "__main__":
    try:
        main()
    except NoSink as missing:
        sys.exit(str(missing))
