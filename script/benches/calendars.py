"""What a calendar of 2,000 events costs: written anew, from memory, held already; beside the same bytes served from a file.

All sides are the same WSGI application, asked in turn so that a busy machine slows them all alike. WhiteNoise serves the
file, in front of Django.
"""

import statistics
import time
from collections.abc import Callable
from datetime import date, timedelta
from datetime import time as hour
from pathlib import Path
from wsgiref.types import WSGIApplication, WSGIEnvironment

from hub.wsgi import application, django

from django.conf import settings  # isort: skip -- once the apps are loaded
from django.db import connection, reset_queries, transaction
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Site
from whitenoise import WhiteNoise

from content import generation
from events.materialising import materialise
from events.models import AgendaPage, EventPage

ROUNDS = 15
SIZES = (100, 2000)
FEED = "/agenda/agenda.ics"
RULES = ("", "FREQ=WEEKLY;BYDAY=TU", "", "FREQ=MONTHLY;BYDAY=2SA", "")


def fill(site: Site, number: int) -> None:
    """As many events as asked, two in five of them series, over the year to come."""
    agenda = AgendaPage.objects.on_site(site).get()
    now, known = timezone.now(), EventPage.objects.live().count()
    with transaction.atomic():
        for count in range(known, number):
            event = EventPage(
                title=f"Rendez-vous {count} de l’année",
                slug=f"mesure-{count}",
                standfirst="L’entrée est libre ; on peut venir à toute heure, avec ses enfants, jusqu’à la fin.",
                start_day=first_day(count),
                start_time=hour(8 + count % 12, 30),
                end_time=hour(9 + count % 12, 45),
                rule=RULES[count % len(RULES)],
            )
            event.first_published_at = event.last_published_at = now
            agenda.add_child(instance=event)
            materialise(event, now)
    generation.bump_on_commit()


def first_day(count: int) -> date:
    """A Tuesday for the weekly ones, a second Saturday for the monthly ones: a rule begins on its own first day."""
    tuesday = date(2026, 12, 1) + timedelta(weeks=count % 50)
    return date(2026, 12, 12) if RULES[count % len(RULES)].startswith("FREQ=MONTHLY") else tuesday


def environ(path: str, **headers: str) -> WSGIEnvironment:
    found: WSGIEnvironment = RequestFactory().get(path).environ
    return found | {"HTTP_HOST": "127.0.0.1:8000"} | headers


def ask(app: WSGIApplication, request: WSGIEnvironment) -> tuple[str, dict[str, str], bytes]:
    started: list[tuple[str, dict[str, str]]] = []

    def start(status: str, fields: list[tuple[str, str]], error: object = None, /) -> Callable[[bytes], object]:
        started.append((status, dict(fields)))
        return bytes

    parts = app(dict(request), start)
    body = b"".join(parts)
    getattr(parts, "close", lambda: None)()
    return *started[-1], body


def medians(*acts: Callable[[], object]) -> list[float]:
    """Median processor time of each, in milliseconds, measured in turn."""
    times: list[list[float]] = [[] for _ in acts]
    for _ in range(ROUNDS):
        for act, found in zip(acts, times, strict=True):
            began = time.process_time_ns()
            act()
            found.append((time.process_time_ns() - began) / 1_000_000)
    return [statistics.median(found) for found in times]


def as_a_file(body: bytes) -> WSGIApplication:
    """The same application behind WhiteNoise, which knows these bytes as one of its files."""
    folder = Path(settings.DATA) / "mesure"
    folder.mkdir(exist_ok=True)
    (folder / "agenda.ics").write_bytes(body)
    return WhiteNoise(django, root=folder, prefix="fichier/")


def measure() -> str:
    _status, headers, body = ask(django, environ(FEED))
    served, path, held = as_a_file(body), "/fichier/agenda.ics", {"HTTP_IF_NONE_MATCH": headers["ETag"]}
    reset_queries()  # Django keeps the last 9,000, and filling the agenda took more
    with CaptureQueriesContext(connection) as queries:
        unchanged = ask(django, environ(FEED, **held))[0]
    number = len(queries)  # now: the next request empties what is counted
    if ask(served, environ(path))[2] != body or ask(application, environ(FEED))[2] != body or unchanged[:3] != "304":
        raise RuntimeError("these are not the same bytes")
    cold, asked, warm, kept, file = medians(
        lambda: ask(django, environ(FEED)),
        lambda: ask(django, environ(FEED, **held)),
        lambda: ask(application, environ(FEED)),
        lambda: ask(application, environ(FEED, **held)),
        lambda: ask(served, environ(path)),
    )
    return (
        f"| {body.count(b'BEGIN:VEVENT')} | {len(body) / 1000:.0f} ko | {file:.2f} ms | {cold:.1f} ms, x{cold / file:.1f} "
        f"| {warm:.2f} ms, x{warm / file:.2f} | {asked:.1f} ms, {number} requête | {kept:.2f} ms |"
    )


if __name__ == "__main__":
    town = Site.objects.select_related("root_page").get(is_default_site=True)
    print("| entrées | poids | d’un fichier | à froid, lu en base | de mémoire | 304, lu en base | 304 de mémoire |")
    print("|---|---|---|---|---|---|---|")
    for size in SIZES:
        fill(town, size)
        print(measure())
