"""What a page costs: rendered by Django, read from the page cache, and when the reader already holds it."""

import statistics
import time
from collections.abc import Callable
from wsgiref.types import WSGIApplication, WSGIEnvironment

from django.apps import apps
from django.db import connection, reset_queries
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from hub.wsgi import application, django

ROUNDS = 30


def environ(path: str, **headers: str) -> WSGIEnvironment:
    found: WSGIEnvironment = RequestFactory().get(path, **headers).environ  # type: ignore[arg-type]
    return found | {"HTTP_HOST": "127.0.0.1:8000", "HTTP_ACCEPT_ENCODING": "br"}


def ask(app: WSGIApplication, request: WSGIEnvironment) -> dict[str, str]:
    headers: dict[str, str] = {}

    def start(status: str, fields: list[tuple[str, str]], error: object = None, /) -> Callable[[bytes], object]:
        if status[:3] not in {"200", "304"}:
            raise RuntimeError(f"{request['PATH_INFO']}: {status}")
        headers.update(fields)
        return bytes

    answer = app(dict(request), start)
    b"".join(answer)
    getattr(answer, "close", lambda: None)()
    return headers


def cpu(act: Callable[[], object], rounds: int) -> float:
    """Median processor time of one call, in microseconds."""
    times = []
    for _ in range(rounds):
        began = time.process_time_ns()
        act()
        times.append((time.process_time_ns() - began) / 1000)
    return statistics.median(times)


def queries(request: WSGIEnvironment) -> int:
    reset_queries()
    with CaptureQueriesContext(connection) as captured:
        ask(django, request)
    return len(captured)


def measure(name: str, path: str) -> str:
    request = environ(path)
    tag = ask(application, request)["ETag"]
    ask(django, request)
    asked = queries(request)
    rendered = cpu(lambda: ask(django, request), ROUNDS)
    kept = cpu(lambda: ask(application, request), ROUNDS * 20)
    held = cpu(lambda: ask(application, request | {"HTTP_IF_NONE_MATCH": tag}), ROUNDS * 20)
    return f"| {name} | {asked} | {rendered / 1000:.1f} ms | {kept:.0f} µs | x{rendered / kept:.0f} | {held:.0f} µs |"


def first(model: str) -> str:
    """The address of the first page of that type."""
    url: str = apps.get_model(model)._default_manager.filter(live=True).order_by("pk").first().url
    return url


def pages() -> dict[str, str]:
    return {
        "accueil": "/",
        "actualités": "/actualites/",
        "une actualité": first("news.NewsPage"),
        "agenda": "/agenda/",
        "un mois": "/agenda/2026/12/",
        "un rendez-vous": first("events.EventPage"),
        "flux RSS": "/actualites/rss.xml",
        "agenda iCal": "/agenda/agenda.ics",
        "recherche": "/recherche/?q=bac+jaune",
        "recherche, une faute": "/recherche/?q=recensemnt",
    }


if __name__ == "__main__":
    print("| page | requêtes | rendue | de mémoire | rapport | déjà chez le lecteur (304) |")
    print("|---|---|---|---|---|---|")
    for name, path in pages().items():
        print(measure(name, path))
