"""The feeds that can be pushed: their addresses, and the very bytes a reader would get there."""

import hashlib
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.http import Http404, HttpRequest
from django.urls import Resolver404, resolve
from wagtail.models import Site

from content.feeds.spec import find

FORMATS = {"rss.xml", "atom.xml", "feed.json"}
HUB = "/websub/"


@dataclass(frozen=True, slots=True)
class Content:
    """A feed as it stands."""

    body: bytes
    media_type: str

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.body).hexdigest()


def hub_url(site: Site) -> str:
    return f"{site.root_url}{HUB}"


def feed_url(site: Site, feed: str) -> str:
    return f"{site.root_url}/{feed}"


def feed_named(site: Site, url: str) -> str | None:
    """The feed of that town at that absolute address (« actualites/rss.xml »), None for anything else."""
    feed = url.removeprefix(f"{site.root_url}/")
    collection, _slash, file_name = feed.rpartition("/")
    if feed == url or file_name not in FORMATS or find(site, collection) is None:
        return None
    return feed if is_served(feed) else None


def is_served(feed: str) -> bool:
    try:
        resolve(f"/{feed}")
    except Resolver404:
        return False
    return True


def content_of(site: Site, feed: str) -> Content | None:
    """What its address answers now, asked from within; None when the town has no such feed any more."""
    match = resolve(f"/{feed}")
    try:
        response = match.func(asked_by_nobody(site, feed), *match.args, **match.kwargs)
    except Http404:
        return None
    return Content(response.content, response.headers["Content-Type"])


def asked_by_nobody(site: Site, feed: str) -> HttpRequest:
    """The request of a reader that has nothing yet."""
    root = urlsplit(site.root_url)
    request = HttpRequest()
    request.method, request.path, request.path_info = "GET", f"/{feed}", f"/{feed}"
    port = str(root.port or (443 if root.scheme == "https" else 80))
    request.META = {"HTTP_HOST": root.netloc, "SERVER_NAME": root.hostname or "", "SERVER_PORT": port}
    return request
