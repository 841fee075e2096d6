"""What a feed of whole articles costs, beside a bare django.contrib.syndication feed of the same items and bodies.

Both read the bodies kept per revision. Cold: the feed is written anew. Warm: what a reader program is answered between
two publications; syndication, bare, keeps nothing. The measures alternate, so that a busy machine slows both.
"""

import datetime as dt
import statistics
import time
from collections.abc import Callable, Sequence
from itertools import cycle, islice
from wsgiref.types import WSGIEnvironment

from hub.wsgi import application

from django.contrib.syndication.views import Feed  # isort: skip -- once the apps are loaded
from django.db import connection, transaction
from django.http import HttpRequest
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Site

from content.feeds import kept, views, windows
from content.feeds.spec import REGISTRY, Collection
from content.models import RenderedEntry
from news.models import NewsIndexPage, NewsPage

ROUNDS = 25
SIZES = (30, 500)
PATH = "/actualites/rss.xml"


class BareFeed(Feed[NewsPage, None]):
    """As Django's documentation shows it: title, link, date, body."""

    title, link, description = "Actualités", "/actualites/", "Ce que dit la mairie."
    size = 30

    def items(self) -> Sequence[NewsPage]:
        pages = list(NewsPage.objects.live().order_by("-first_published_at", "-pk").defer("body")[: self.size])
        self.bodies = dict(RenderedEntry.objects.of_pages([page.pk for page in pages]).values_list("page_id", "html"))
        return pages

    def item_title(self, item: NewsPage) -> str:
        return item.title

    def item_description(self, item: NewsPage) -> str:
        return self.bodies[item.pk]

    def item_link(self, item: NewsPage) -> str:
        return item.address()

    def item_guid(self, item: NewsPage) -> str:
        return item.feed_id

    def item_pubdate(self, item: NewsPage) -> dt.datetime:
        return item.published_at


def fill(site: Site, number: int) -> None:
    """As many articles as asked, with the bodies of the demonstration's own."""
    index = NewsIndexPage.objects.on_site(site).get()
    models = list(NewsPage.objects.child_of(index).order_by("pk"))
    first = min(page.published_at for page in models)
    with transaction.atomic():
        for count, model in enumerate(islice(cycle(models), number - len(models))):
            at = first - dt.timedelta(days=count + 1)
            page = NewsPage(
                title=model.title,
                slug=f"mesure-{count}",
                standfirst=model.standfirst,
                body=model.body,
                image=model.image,
            )
            page.first_published_at = page.last_published_at = at
            index.add_child(instance=page)


def environ() -> WSGIEnvironment:
    found: WSGIEnvironment = RequestFactory().get(PATH).environ
    return found | {"HTTP_HOST": "127.0.0.1:8000", "HTTP_ACCEPT_ENCODING": "br"}


def warm() -> None:
    b"".join(application(environ(), lambda *args: bytes))


def cold() -> None:
    views.known.clear()
    views.feed(request(), "actualites", "rss.xml")


def request() -> HttpRequest:
    asked = RequestFactory().get(PATH, headers={"host": "127.0.0.1:8000"})
    asked._wagtail_site = town  # type: ignore[attr-defined]  # as hub.towns does, which remembers it
    return asked


def medians(*acts: Callable[[], object]) -> list[float]:
    """Median processor time of each, in milliseconds, measured in turn."""
    times: list[list[float]] = [[] for _ in acts]
    for _ in range(ROUNDS):
        for act, found in zip(acts, times, strict=True):
            began = time.process_time_ns()
            act()
            found.append((time.process_time_ns() - began) / 1_000_000)
    return [statistics.median(found) for found in times]


def measure(collection: Collection, size: int) -> str:
    windows.SIZE = size
    kept.prepare(collection.site, windows.latest(collection, timezone.now()))
    bare = BareFeed()
    bare.size = size
    cold()
    warm()
    with CaptureQueriesContext(connection) as queries:
        cold()
    theirs, ours, kept_ready = medians(lambda: bare(request()), cold, warm)
    return (
        f"| {size} | {theirs:.1f} ms | {ours:.1f} ms, {len(queries)} requêtes | x{ours / theirs:.2f} "
        f"| {kept_ready:.2f} ms | {theirs / kept_ready:.0f} fois plus vite |"
    )


if __name__ == "__main__":
    town = Site.objects.select_related("root_page").get(is_default_site=True)
    fill(town, max(SIZES))
    followed = Collection(town, REGISTRY["actualites"], "actualites")
    print(
        "| articles entiers | syndication de Django | Tambour, à froid | rapport | Tambour, sans nouveauté | rapport |"
    )
    print("|---|---|---|---|---|---|")
    for number in SIZES:
        print(measure(followed, number))
