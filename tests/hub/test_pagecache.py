"""Residents read pages from memory; nobody ever reads what the town has withdrawn, nor what is meant for somebody else."""

import gzip
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from wsgiref.types import StartResponse, WSGIEnvironment

import brotli
import pytest
from django.forms import Form

from events.forms import AgendaFilterForm
from home.acts.forms import ActFilterForm
from home.contact.forms import AskedForm
from home.forms import AssociationFilterForm, OrderForm
from hub.pagecache import PARAMETERS, PageCache, known_parameters
from hub.search.forms import SearchForm
from news.forms import NewsFilterForm

PAGE = [("Content-Type", "text/html; charset=utf-8")]
LONG = "<p>Le marché a lieu le mercredi.</p>" * 40


@dataclass
class Django:
    """What stands behind the cache: answers what it is told to, and remembers every request."""

    headers: list[tuple[str, str]] = field(default_factory=lambda: list(PAGE))
    body: str = LONG
    status: str = "200 OK"
    before: Callable[[], None] = lambda: None
    requests: list[WSGIEnvironment] = field(default_factory=list)
    closed: int = 0

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        self.requests.append(environ)
        self.before()
        start_response(self.status, self.headers)
        return Answer(self)


@dataclass
class Answer:
    django: Django

    def __iter__(self) -> Iterator[bytes]:
        yield self.django.body.encode()

    def close(self) -> None:
        self.django.closed += 1


@dataclass
class Response:
    status: str
    headers: dict[str, str]
    body: bytes


class Reader:
    """Asks the cache for pages as a browser does."""

    def __init__(self, application: PageCache) -> None:
        self.application = application

    def get(self, address: str = "/", method: str = "GET", **headers: str) -> Response:
        path, _, query = address.partition("?")
        environ: WSGIEnvironment = {"REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": query}
        environ |= {"HTTP_HOST": "valombreuse.example", "wsgi.url_scheme": "http"} | headers
        started: list[tuple[str, list[tuple[str, str]]]] = []

        def start(status: str, headers: list[tuple[str, str]], exc_info: object = None, /) -> Callable[[bytes], object]:
            started.append((status, headers))
            return bytes

        parts = self.application(environ, start)
        body = b"".join(parts)
        getattr(parts, "close", lambda: None)()
        status, fields = started[-1]
        return Response(status, dict(fields), body)


class Town:
    """A site behind its cache, and the generation that its publications move."""

    def __init__(self) -> None:
        self.generation = 1
        self.django = Django()
        self.cache = PageCache(
            self.django,
            generation=lambda: self.generation,
            session_cookie="tambour_session",
            direct=("/admin/", "/static/"),
            secure_header=("HTTP_X_FORWARDED_PROTO", "https"),
            pages=20,
        )
        self.reader = Reader(self.cache)

    @property
    def renders(self) -> int:
        return len(self.django.requests)


@pytest.fixture
def town() -> Town:
    return Town()


def test_the_second_resident_costs_nothing(town: Town) -> None:
    first, second = town.reader.get(), town.reader.get()
    assert first.body == second.body == LONG.encode()
    assert town.renders == town.django.closed == 1


def test_a_publication_is_read_at_once(town: Town) -> None:
    town.reader.get()
    town.django.body, town.generation = "<p>Le marché est annulé.</p>", 2
    assert town.reader.get().body == town.django.body.encode()


def test_what_is_published_during_a_slow_render_is_read_by_the_next_resident(town: Town) -> None:
    def publish() -> None:
        town.generation += 1

    town.django.before = publish
    town.reader.get()
    town.django.body = "<p>Nouveau</p>"
    assert town.reader.get().body == b"<p>Nouveau</p>"


def test_a_page_is_rendered_again_after_its_time(town: Town) -> None:
    town.cache.seconds = -1
    town.reader.get()
    town.reader.get()
    assert town.renders == 2


@pytest.mark.parametrize(
    ("accepted", "encoding", "unpack"),
    [
        ("gzip, deflate, br", "br", brotli.decompress),
        ("gzip", "gzip", gzip.decompress),
        ("br;q=0, gzip", "gzip", gzip.decompress),
        ("br;q=0.5", "br", brotli.decompress),
        ("identity", None, bytes),
        ("", None, bytes),
    ],
)
def test_each_browser_receives_the_encoding_it_reads(
    town: Town, accepted: str, encoding: str | None, unpack: Callable[[bytes], bytes]
) -> None:
    for _ in range(2):
        response = town.reader.get(HTTP_ACCEPT_ENCODING=accepted)
        assert response.headers.get("Content-Encoding") == encoding
        assert unpack(response.body) == LONG.encode()
        assert response.headers["Content-Length"] == str(len(response.body))


def test_calendars_are_never_compressed(town: Town) -> None:
    town.django.headers = [("Content-Type", "text/calendar; charset=utf-8")]
    assert "Content-Encoding" not in town.reader.get(HTTP_ACCEPT_ENCODING="br, gzip").headers


@pytest.mark.parametrize("accepted", ["br", "gzip", ""])
def test_a_browser_that_holds_the_page_downloads_nothing(town: Town, accepted: str) -> None:
    tag = town.reader.get(HTTP_ACCEPT_ENCODING=accepted).headers["ETag"]
    again = town.reader.get(HTTP_ACCEPT_ENCODING=accepted, HTTP_IF_NONE_MATCH=f'"other", W/{tag}')
    assert again.status.startswith("304")
    assert again.body == b""
    assert again.headers["ETag"] == tag
    assert "Content-Length" not in again.headers


def test_a_browser_that_holds_yesterdays_page_downloads_todays(town: Town) -> None:
    tag = town.reader.get().headers["ETag"]
    town.django.body, town.generation = "<p>Aujourd’hui</p>", 2
    assert town.reader.get(HTTP_IF_NONE_MATCH=tag).status == "200 OK"


def test_a_feed_reader_that_knows_only_dates_downloads_nothing(town: Town) -> None:
    town.django.headers = [
        ("Content-Type", "application/rss+xml"),
        ("Last-Modified", "Fri, 20 Nov 2026 10:30:00 GMT"),
    ]
    since = {"HTTP_IF_MODIFIED_SINCE": "Fri, 20 Nov 2026 10:30:00 GMT"}
    assert town.reader.get(**since).status.startswith("304")
    assert town.reader.get(HTTP_IF_MODIFIED_SINCE="Thu, 19 Nov 2026 10:30:00 GMT").status == "200 OK"
    assert town.reader.get(HTTP_IF_MODIFIED_SINCE="hier").status == "200 OK"


def test_a_page_keeps_the_validator_that_its_view_gave_it(town: Town) -> None:
    """What a feed reader holds is still good after a restart, and after the memory has forgotten it."""
    town.django.headers = [("Content-Type", "application/rss+xml"), ("ETag", '"a-hash-of-the-bytes"')]
    assert town.reader.get().headers["ETag"].startswith('"a-hash-of-the-bytes')
    town.django.headers = [("Content-Type", "application/rss+xml"), ("ETag", 'W/"weak"')]
    town.generation = 2
    assert "weak" not in town.reader.get().headers["ETag"]


def test_browsers_must_ask_each_time(town: Town) -> None:
    assert town.reader.get().headers["Cache-Control"] == "public, max-age=0, must-revalidate"


def test_a_view_decides_how_long_its_own_answer_lives(town: Town) -> None:
    town.django.headers = [*PAGE, ("Cache-Control", "public, max-age=900")]
    assert town.reader.get().headers["Cache-Control"] == "public, max-age=900"


def test_asking_for_headers_alone_gives_those_of_the_page(town: Town) -> None:
    head = town.reader.get(method="HEAD")
    page = town.reader.get()
    assert head.body == b""
    assert head.headers == page.headers
    assert town.renders == 1


@pytest.mark.parametrize("query", ["fbclid=abc", "utm_source=x&utm_medium=y", "%00=%ff", "&&&=", "page"])
def test_parameters_of_nobody_change_nothing(town: Town, query: str) -> None:
    town.reader.get("/actualites/")
    town.reader.get(f"/actualites/?{query}")
    assert town.renders == 1


def test_the_pages_own_parameters_are_kept_in_one_order(town: Town) -> None:
    town.reader.get("/actualites/?theme=ecole&page=2&fbclid=abc")
    town.reader.get("/actualites/?page=2&theme=ecole")
    assert [request["QUERY_STRING"] for request in town.django.requests] == ["page=2&theme=ecole"]


def test_a_thousand_parameters_are_no_parameters() -> None:
    assert known_parameters("&".join(f"page={number}" for number in range(1000))) == ""


def test_whoever_is_signed_in_reads_the_live_page(town: Town) -> None:
    town.reader.get()
    for _ in range(2):
        town.reader.get(HTTP_COOKIE="a=b; tambour_session=xyz")
    assert town.renders == 3
    assert town.django.requests[-1]["HTTP_COOKIE"] == "a=b; tambour_session=xyz"


def test_whoever_is_signed_in_on_a_secure_site_reads_the_live_page(town: Town) -> None:
    town.reader.get()
    town.reader.get(HTTP_COOKIE="__Host-tambour_session=xyz")
    assert town.renders == 2


def test_other_cookies_are_not_even_shown_to_the_page(town: Town) -> None:
    town.reader.get(HTTP_COOKIE="measure=1")
    town.reader.get()
    assert town.renders == 1
    assert "HTTP_COOKIE" not in town.django.requests[0]


@pytest.mark.parametrize(
    "header",
    [
        ("Set-Cookie", "a=b"),
        ("Cache-Control", "private"),
        ("Cache-Control", "max-age=0, no-cache, no-store, must-revalidate, private"),
        ("Vary", "Accept-Language"),
        ("Content-Encoding", "br"),
    ],
)
def test_what_is_for_one_person_is_never_kept(town: Town, header: tuple[str, str]) -> None:
    town.django.headers = [*PAGE, header]
    town.reader.get()
    assert town.reader.get().headers[header[0]] == header[1]
    assert town.renders == 2


@pytest.mark.parametrize("status", ["404 Not Found", "302 Found", "500 Internal Server Error", "206 Partial Content"])
def test_only_a_plain_success_is_kept(town: Town, status: str) -> None:
    town.django.status = status
    assert town.reader.get().status == town.reader.get().status == status
    assert town.renders == 2


def test_files_pass_through_and_are_closed(town: Town) -> None:
    town.django.headers = [("Content-Type", "application/pdf"), ("ETag", '"v1"')]
    assert town.reader.get().body == LONG.encode()
    assert town.reader.get(HTTP_IF_NONE_MATCH='"v1"').status.startswith("304")
    assert town.reader.get(method="HEAD").body == b""
    assert town.renders == town.django.closed == 3


def test_forms_that_are_sent_pass_through(town: Town) -> None:
    town.reader.get("/recevoir/courriel/?fbclid=1", method="POST")
    assert town.django.requests[0]["QUERY_STRING"] == "fbclid=1"


@pytest.mark.parametrize("address", ["/admin/pages/?ordering=title", "/static/x.css?v=2"])
def test_the_desk_and_the_files_are_not_touched(town: Town, address: str) -> None:
    town.reader.get(address)
    town.reader.get(address)
    assert [request["QUERY_STRING"] for request in town.django.requests] == [address.partition("?")[2]] * 2


def test_each_town_and_each_scheme_has_its_own_pages(town: Town) -> None:
    town.reader.get()
    town.reader.get(HTTP_HOST="saint-aubin.example")
    town.reader.get(HTTP_X_FORWARDED_PROTO="https")
    assert town.renders == 3


def test_the_pages_read_least_recently_leave_first(town: Town) -> None:
    for number in range(1, 30):
        town.reader.get(f"/actualites/{number}/")
        town.reader.get("/")
    assert town.renders == 30
    town.reader.get("/actualites/1/")
    assert town.renders == 31


def test_memory_has_a_limit_in_bytes(town: Town) -> None:
    town.cache.memory.most_bytes = 5000
    town.django.headers = [("Content-Type", "text/calendar")]  # kept as it is
    for number in range(50):
        town.reader.get(f"/{number}/")
        assert town.cache.memory.bytes <= 5000
    town.cache.memory.most_bytes = 0
    assert town.reader.get("/x/").body == LONG.encode()
    assert town.cache.memory.bytes == 0


def wait_for(event: threading.Event) -> None:
    event.wait(5)


def test_a_crowd_that_comes_at_once_costs_one_render(town: Town) -> None:
    asked, crowd = threading.Event(), []
    town.django.before = lambda: wait_for(asked)

    def come() -> None:
        crowd.append(town.reader.get().body)

    residents = [threading.Thread(target=come) for _ in range(20)]
    for resident in residents:
        resident.start()
    asked.set()
    for resident in residents:
        resident.join()
    assert crowd == [LONG.encode()] * 20
    assert town.renders == 1


def test_a_page_that_breaks_does_not_hold_up_the_next_resident(town: Town) -> None:
    def break_down() -> None:
        raise RuntimeError

    town.django.before = break_down
    with pytest.raises(RuntimeError):
        town.reader.get()
    town.django.before = lambda: None
    assert town.reader.get().status == "200 OK"


def test_every_parameter_that_a_page_reads_reaches_it() -> None:
    forms: list[type[Form]] = [
        ActFilterForm, AgendaFilterForm, AskedForm, AssociationFilterForm, NewsFilterForm, OrderForm, SearchForm,
    ]  # fmt: skip
    assert {name for form in forms for name in form.base_fields} | {"page"} == PARAMETERS
