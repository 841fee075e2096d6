"""Messages a second into a mail server in C that keeps nothing (Debian's smtp-sink), and what a very large town costs.

(a) Django's own mail backend, the same message for each person: as send() does by itself, and its connection kept open
(b) our engine, its ledger durable, on one connection and on four
(c) the ceiling: the same bytes built beforehand, pipelined, no ledger

All in one run, so that a busy machine slows each; twice, into one process that serves every connection, then into as
many as there are connections, which is how mail servers work. Then a hundred thousand subscribers: how long the freeze
takes, how much memory the worker.
"""

import os
import statistics
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import timedelta
from itertools import cycle
from multiprocessing import get_context
from pathlib import Path

import django

django.setup()

from django.conf import settings  # noqa: E402 -- once the apps are loaded
from django.core import mail  # noqa: E402
from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402
from wagtail.models import Site  # noqa: E402

from content.mail import transport  # noqa: E402
from newsletter.bulletin import edition  # noqa: E402
from newsletter.engine import freezing  # noqa: E402
from newsletter.engine.carriers import Carrier, Parcel  # noqa: E402
from newsletter.engine.letters import letter_of  # noqa: E402
from newsletter.engine.lines import Lines  # noqa: E402
from newsletter.engine.messages import CHOICES_PATH, LEAVE_PATH, Letter, Master, message_id  # noqa: E402
from newsletter.engine.sending import pause, resume, send_due  # noqa: E402
from newsletter.engine.smtp import Relay  # noqa: E402
from newsletter.models import Dispatch, Issue, Subscriber, Subscription  # noqa: E402
from newsletter.subscribers import tokens  # noqa: E402
from newsletter.subscribers.choices import Rhythm, Stream  # noqa: E402
from newsletter.subscribers.tokens import Purpose  # noqa: E402
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


def by_django(dispatch: Dispatch, number: int, keep_open: bool) -> int:
    """What a project does that loops over its subscribers and writes to each the message that we write."""
    letter = letter_of(dispatch)
    people = Subscriber.objects.filter(deliveries__dispatch=dispatch)[:number]
    connection = mail.get_connection("django.core.mail.backends.smtp.EmailBackend")
    if keep_open:
        connection.open()
    for person in people:
        personal_mail(letter, person, connection).send()
    connection.close()
    return len(people)


def personal_mail(letter: Letter, person: Subscriber, connection: object) -> mail.EmailMultiAlternatives:
    choices, leave = (
        f"{letter.root_url}{path}{tokens.lasting(purpose, person.uid)}/"
        for path, purpose in ((CHOICES_PATH, Purpose.CHOICES), (LEAVE_PATH, Purpose.LEAVE))
    )
    text, html = (
        words.replace(edition.CHOICES, choices).replace(edition.LEAVE, leave) for words in (letter.text, letter.html)
    )
    headers = {
        "Message-ID": message_id(letter.uid, person.uid, letter.domain),
        "List-Id": f"{letter.list_name} <{letter.list_label}.{letter.domain}>",
        "List-Unsubscribe": f"<{leave}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "List-Archive": f"<{letter.archive_url}>",
        "Precedence": "bulk",
    }
    message = mail.EmailMultiAlternatives(
        letter.subject, text, letter.sender_address, [str(person)], connection=connection, headers=headers
    )
    message.attach_alternative(html, "text/html")
    return message


def by_ours(dispatch: Dispatch, number: int, open_carrier: Callable[[], Carrier]) -> int:
    """The worker's own turn, on so many connections."""
    settings.MAIL_CONNECTIONS = number
    resume(dispatch)
    return send_due(timezone.now(), budget=LONG, open_carrier=open_carrier)


def at_the_ceiling(dispatch: Dispatch, number: int, open_carrier: Callable[[], Carrier]) -> int:
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


def doors_to(urls: Sequence[str]) -> Callable[[], Carrier]:
    """Opens connections to each server in turn."""
    turn = cycle([server for url in urls if (server := transport.parse(url))])
    return lambda: Relay(next(turn))


def rate(act: Callable[[], int]) -> float:
    """Messages a second, on the clock of the wall."""
    began = time.monotonic()
    number = act()
    return number / (time.monotonic() - began)


def small_town(model: Issue, sinks: Sequence[SmtpSink]) -> None:
    first, second = frozen(model), frozen(model)
    opened = doors_to([sink.url for sink in sinks])
    speeds = {
        "(a) Django, send() tel quel": rate(lambda: by_django(first, 200, keep_open=False)),
        "(a) Django, connexion gardée ouverte": rate(lambda: by_django(first, 200, keep_open=True)),
        "(b) Tambour, une connexion": rate(lambda: by_ours(first, 1, opened)),
        "(b) Tambour, quatre connexions": rate(lambda: by_ours(second, 4, opened)),
        "(c) plafond : octets prêts, sans registre": rate(lambda: at_the_ceiling(first, 6000, opened)),
    }
    by_itself, kept_open, *_ours, ceiling = speeds.values()
    print(
        f"\nServeur en {len(sinks)} processus ; une écriture durable prend {durable_write(model):.1f} ms en ce moment.\n"
    )
    print("| envoi | par seconde | rapport à send() | à la connexion gardée | au plafond |\n|---|---|---|---|---|")
    for name, speed in speeds.items():
        ratios = (speed / by_itself, speed / kept_open, speed / ceiling)
        print(f"| {name} | {speed:.0f} | {' | '.join(f'x{ratio:.2f}' for ratio in ratios)} |")


def durable_write(issue: Issue) -> float:
    """Median milliseconds of the smallest commit: what each round of four messages waits for."""
    times = []
    for number in range(50):
        began = time.monotonic()
        Issue.objects.filter(pk=issue.pk).update(pdf_obstacle=str(number))
        times.append(time.monotonic() - began)
    return statistics.median(times) * 1000


def large_town(urls: Sequence[str]) -> None:
    """In a process of its own, whose memory is then known."""
    began = time.monotonic()
    dispatch = frozen(model_issue())
    freeze, after_freeze = time.monotonic() - began, own_memory()
    settings.EMAIL_URL = urls[0]
    speed = rate(lambda: by_ours(dispatch, 4, doors_to(urls)))
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
    with ExitStack() as stack:
        sinks = [stack.enter_context(SmtpSink()) for _number in range(4)]
        settings.EMAIL_URL = sinks[0].url
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", sinks[0].port
        readers(model.site, 3000)
        copy = Master(letter_of(frozen(model))).copy_for(model.uid, "quelquun@boite.example")
        print(f"Messages de {len(copy) / 1000:.0f} ko, base {connection.vendor}, reçus par smtp-sink.")
        small_town(model, sinks[:1])
        small_town(model, sinks)
        readers(model.site, LARGE)
        alone = get_context("spawn").Process(target=large_town, args=([sink.url for sink in sinks],))
        alone.start()
        alone.join()


if __name__ == "__main__":
    main()
