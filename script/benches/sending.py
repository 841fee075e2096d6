"""Messages a second into a mail server in C that keeps nothing (Debian's smtp-sink), and what a very large town costs.

(a) Django's own mail backend, one open connection     (b) our engine, its ledger durable, on one connection and on four
(c) the ceiling: the same bytes built beforehand, pipelined, no ledger

All in one run, so that a busy machine slows each. Then a hundred thousand subscribers: how long the freeze takes, how
much memory the worker.
"""

import os
import statistics
import time
from collections.abc import Callable
from datetime import timedelta
from multiprocessing import get_context
from pathlib import Path

import django

django.setup()

from django.conf import settings  # noqa: E402 -- once the apps are loaded
from django.core import mail  # noqa: E402
from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402
from wagtail.models import Site  # noqa: E402

from newsletter import freezing  # noqa: E402
from newsletter.carriers import Parcel  # noqa: E402
from newsletter.choices import Rhythm, Stream  # noqa: E402
from newsletter.letters import letter_of  # noqa: E402
from newsletter.lines import Lines  # noqa: E402
from newsletter.messages import Master  # noqa: E402
from newsletter.models import Dispatch, Issue, Subscriber, Subscription  # noqa: E402
from newsletter.sending import pause, resume, send_due  # noqa: E402
from newsletter.smtp import open_carrier  # noqa: E402
from tests.smtp_sink import SmtpSink  # noqa: E402

LARGE = int(os.environ.get("BENCH_RECIPIENTS", "100000"))
LONG = timedelta(hours=1)


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
                letter.subject, letter.text, letter.sender_address, [str(person)], connection=connection
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
    print(f"Messages de {len(copy) / 1000:.0f} ko, base {connection.vendor}, reçus par smtp-sink.")
    print(f"Une écriture durable prend {durable_write(model):.1f} ms sur ce disque en ce moment.\n")
    print("| envoi | messages par seconde | rapport à Django | rapport au plafond |\n|---|---|---|---|")
    for name, speed in speeds.items():
        print(f"| {name} | {speed:.0f} | x{speed / by_itself:.1f} | x{speed / ceiling:.2f} |")


def durable_write(issue: Issue) -> float:
    """Median milliseconds of the smallest commit: what each round of four messages waits for."""
    times = []
    for number in range(50):
        began = time.monotonic()
        Issue.objects.filter(pk=issue.pk).update(pdf_obstacle=str(number))
        times.append(time.monotonic() - began)
    return statistics.median(times) * 1000


def large_town(url: str) -> None:
    """In a process of its own, whose memory is then known."""
    settings.EMAIL_URL = url
    began = time.monotonic()
    dispatch = frozen(model_issue())
    freeze, after_freeze = time.monotonic() - began, own_memory()
    speed = rate(lambda: by_ours(dispatch, 4))
    print(
        "\n| abonnés | gel | mémoire après le gel | messages par seconde | mémoire après l’envoi |\n|---|---|---|---|---|"
    )
    print(f"| {dispatch.planned} | {freeze:.1f} s | {after_freeze} Mo | {speed:.0f} | {own_memory()} Mo |")


def own_memory() -> int:
    """Megabytes of this process alone, without the pages of the database's file that the system lends and takes back."""
    status = Path("/proc/self/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("RssAnon")) // 1024


def model_issue() -> Issue:
    """The demonstration's own bulletin."""
    return Issue.objects.exclude(html="").earliest("pk")


def main() -> None:
    model = model_issue()
    Dispatch.objects.update(state=Dispatch.State.STOPPED)
    with SmtpSink() as sink:
        settings.EMAIL_URL = sink.url
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", sink.port
        readers(model.site, 3000)
        small_town(model)
        readers(model.site, LARGE)
        alone = get_context("spawn").Process(target=large_town, args=(sink.url,))
        alone.start()
        alone.join()


if __name__ == "__main__":
    main()
