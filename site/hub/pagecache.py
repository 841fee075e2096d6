"""Whole pages kept in memory for residents, in front of Django.

A hit costs a dictionary look-up and eight bytes of shared memory. A page is good only under the generation it was
rendered in (`content.generation`), so one publication outdates every page, list, menu and feed at once, in every
process of the host. Browsers may keep a copy but must ask each time (ETag, RFC 9110 §13): nobody holds a page that
the town has withdrawn. A page that is only true until a certain minute says so (`content.freshness`).

Whoever is signed in, and whatever carries a cookie, passes through. Query parameters that no page of ours reads are
removed before Django sees them, so that `?fbclid=…` neither changes a page nor fills the memory.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from content import freshness
from hub.representations import Headers, Representations, conditions, is_unchanged, without_body

PARAMETERS = frozenset(
    {
        "accessible",
        "age",
        "annee",
        "domaine",
        "genre",
        "gratuit",
        "lieu",
        "mot",
        "nature",
        "ordre",
        "organisateur",
        "page",
        "public",
        "q",
        "quand",
        "quartier",
        "sujet",
        "theme",
    }
)
OLD_FEEDS = frozenset({"category_name", "feed", "format", "type"})  # what hub.old_feeds reads
KEPT_TYPES = (
    "image/svg+xml",
    "text/html",
    "text/css",
    "text/csv",
    "text/calendar",
    "application/rss+xml",
    "application/atom+xml",
    "application/feed+json",
    "application/json",
    "application/xml",
    "text/xml",
    "text/x-opml",
)
HARMLESS_VARY = {"", "accept-encoding", "cookie"}  # a kept page was rendered without any cookie
LONGEST_QUERY = 500
Key = tuple[str, str, str, bool]


@dataclass(frozen=True, slots=True)
class Kept:
    """A page as it was rendered under one generation, good until a moment of the monotonic clock."""

    generation: int
    until: float
    page: Representations


class Memory:
    """The pages used most recently, within a number of pages and of bytes."""

    def __init__(self, pages: int, size: int) -> None:
        self.most_pages, self.most_bytes, self.bytes = pages, size, 0
        self.pages: OrderedDict[Key, Kept] = OrderedDict()
        self.lock = threading.Lock()

    def get(self, key: Key) -> Kept | None:
        with self.lock:
            kept = self.pages.get(key)
            if kept is not None:
                self.pages.move_to_end(key)
            return kept

    def put(self, key: Key, kept: Kept) -> None:
        with self.lock:
            self._forget(key)
            self.pages[key] = kept
            self.bytes += kept.page.size
            while self.bytes > self.most_bytes or len(self.pages) > self.most_pages:
                self._forget(next(iter(self.pages)))

    def _forget(self, key: Key) -> None:
        old = self.pages.pop(key, None)
        if old is not None:
            self.bytes -= old.page.size


class Turns:
    """One render of a page at a time: the first to come renders, the others wait for it."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.under_way: dict[Key, threading.Event] = {}

    def lead(self, key: Key, patience: float) -> bool:
        """True when the caller must render (and then call `done`); False once somebody else has."""
        with self.lock:
            event = self.under_way.get(key)
            if event is None:
                self.under_way[key] = threading.Event()
                return True
        event.wait(patience)
        return False

    def done(self, key: Key) -> None:
        with self.lock:
            self.under_way.pop(key).set()


class PageCache:
    """A WSGI application that answers from memory what it can, and asks APPLICATION for the rest."""

    def __init__(
        self,
        application: WSGIApplication,
        *,
        generation: Callable[[], int],
        session_cookie: str,
        direct: tuple[str, ...],
        secure_header: tuple[str, str] | None = None,
        seconds: float = 300,
        pages: int = 4000,
        size: int = 64 * 1024 * 1024,
    ) -> None:
        """DIRECT: prefixes of addresses that are never kept nor touched. SECURE_HEADER: as SECURE_PROXY_SSL_HEADER."""
        self.application = application
        self.generation = generation
        self.session_cookie = f"{session_cookie}="
        self.direct = direct
        self.secure_header = secure_header
        self.seconds = seconds
        self.memory = Memory(pages, size)
        self.turns = Turns()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if not self.is_for_residents(environ):
            return self.application(environ, start_response)
        environ["QUERY_STRING"] = known_parameters(environ.get("QUERY_STRING", ""))
        key = self.key(environ)
        page = self.fresh(key)
        if page is not None:
            return page.answer(environ, start_response)
        if len(environ["QUERY_STRING"]) > LONGEST_QUERY or not self.turns.lead(key, patience=30):
            page = self.fresh(key)
            return page.answer(environ, start_response) if page else self.render(environ, start_response, None)
        try:
            return self.render(environ, start_response, key)
        finally:
            self.turns.done(key)

    def is_for_residents(self, environ: WSGIEnvironment) -> bool:
        return (
            environ["REQUEST_METHOD"] in {"GET", "HEAD"}
            and self.session_cookie not in environ.get("HTTP_COOKIE", "")
            and "HTTP_AUTHORIZATION" not in environ
            and not environ["PATH_INFO"].startswith(self.direct)
        )

    def key(self, environ: WSGIEnvironment) -> Key:
        secure = environ["wsgi.url_scheme"] == "https"
        if self.secure_header:
            name, value = self.secure_header
            secure = environ.get(name) == value
        return environ.get("HTTP_HOST", "").lower(), environ["PATH_INFO"], environ["QUERY_STRING"], secure

    def fresh(self, key: Key) -> Representations | None:
        kept = self.memory.get(key)
        if kept is None or kept.generation != self.generation() or kept.until < time.monotonic():
            return None
        return kept.page

    def render(self, environ: WSGIEnvironment, start_response: StartResponse, key: Key | None) -> Iterable[bytes]:
        """Ask Django as somebody without cookie nor copy would; keep the answer under KEY when it is for everybody."""
        started: list[tuple[str, Headers]] = []

        def start(status: str, headers: Headers, exc_info: object = None, /) -> Callable[[bytes], object]:
            started.append((status, headers))
            return refuse_write

        # Read BEFORE the render: what is published meanwhile outdates the result.
        generation = self.generation()
        asked = as_anybody(environ)
        parts = self.application(asked, start)
        status, headers = started[-1]
        if key is None or not is_for_everybody(status, headers):
            return self.hand_over(environ, start_response, status, headers, parts)
        body = b"".join(parts)
        close(parts)
        page = Representations.of(status, headers, body)
        seconds = min(self.seconds, freshness.seconds_left(asked, time.time()))
        self.memory.put(key, Kept(generation, time.monotonic() + seconds, page))
        return page.answer(environ, start_response)

    @staticmethod
    def hand_over(
        environ: WSGIEnvironment, start_response: StartResponse, status: str, headers: Headers, parts: Iterable[bytes]
    ) -> Iterable[bytes]:
        """Pass on an answer that is not kept; its own ETag or Last-Modified still saves the reader a download."""
        if status.startswith("200") and is_unchanged(conditions(environ), headers):
            status, headers = "304 Not Modified", without_body(headers)
        elif environ["REQUEST_METHOD"] != "HEAD":
            start_response(status, headers)
            return parts
        close(parts)
        start_response(status, headers)
        return []


def known_parameters(query: str) -> str:
    """The part of a query string that our pages read, in one order: `page=2&theme=ecole`."""
    if not query:
        return ""
    try:
        pairs = parse_qsl(query, max_num_fields=50)
    except ValueError:
        return ""
    return urlencode(sorted((pair for pair in pairs if pair[0] in PARAMETERS | OLD_FEEDS), key=lambda pair: pair[0]))


def as_anybody(environ: WSGIEnvironment) -> WSGIEnvironment:
    """The same request without what belongs to one reader: cookies, and the copy their browser holds."""
    theirs = {"HTTP_COOKIE", "HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_RANGE", "HTTP_ACCEPT_ENCODING"}
    return {name: value for name, value in environ.items() if name not in theirs} | {"REQUEST_METHOD": "GET"}


def is_for_everybody(status: str, headers: Headers) -> bool:
    """Whether an answer may be shown to any resident: a plain success, no cookie, nothing that says it is private."""
    by_name = {name.lower(): value.lower() for name, value in headers}
    control = by_name.get("cache-control", "")
    return (
        status.startswith("200")
        and by_name.get("content-type", "").startswith(KEPT_TYPES)
        and "set-cookie" not in by_name
        and "content-encoding" not in by_name
        and {word.strip() for word in by_name.get("vary", "").split(",")} <= HARMLESS_VARY
        and not any(word in control for word in ("private", "no-store", "no-cache"))
    )


def close(parts: Iterable[bytes]) -> None:
    """PEP 3333: whoever consumes an answer closes it; Django then gives its database connection back."""
    closing = getattr(parts, "close", None)
    if closing is not None:
        closing()


def refuse_write(data: bytes) -> object:
    raise NotImplementedError("write() of PEP 3333 is for old servers; Django never calls it.")
