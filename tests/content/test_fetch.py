"""Somebody types an address; the town's server goes and looks, and is never led indoors."""

import gzip
import http.server
import socket
import ssl
import time
import tracemalloc
from ipaddress import ip_address

import pytest

from content.fetch import Answered, Fetched, FetchError, FetchFailed, FetchRefused, check, exchange, get, is_public
from tests.content.internet import CALENDAR, CERTIFICATE, OTHER_PUBLIC, PUBLIC, Answer, World


def test_a_calendar_of_the_public_internet_is_fetched(world: World) -> None:
    world.says("/agenda.ics?mois=d%C3%A9cembre", Content_Type="Text/Calendar; charset=UTF-8")
    fetched = world.get("/agenda.ics?mois=décembre#jeudi")
    assert fetched == Fetched("http://flux.example/agenda.ics?mois=décembre#jeudi", "text/calendar", "utf-8", CALENDAR)
    assert world.headers["Host"] == "flux.example"
    assert world.headers["Accept"] == "text/calendar"
    assert "Cookie" not in world.headers and "Authorization" not in world.headers


def test_the_connection_goes_to_the_address_that_was_checked_and_the_name_is_asked_once(world: World) -> None:
    world.says("/agenda.ics")
    changing = iter([[PUBLIC], ["127.0.0.1"], ["127.0.0.1"]])
    world.resolve = lambda host, port: next(changing)  # type: ignore[method-assign]
    world.get()
    assert world.reached == [PUBLIC]


# fmt: off
INDOORS = [
    "http://127.0.0.1/", "http://127.1/", "http://2130706433/", "http://0177.0.0.1/", "http://0x7f.0.0.1/",
    "http://0x7f000001/", "http://0.0.0.0/", "http://0/", "http://[::]/", "http://[::1]/", "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:93.184.215.14]/", "http://[::127.0.0.1]/", "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/",
    "http://[fe80::1%25eth0]/", "http://[2606:2800:21f:cb07::1%25eth0]/", "http://[fc00::1]/",
    "http://169.254.169.254/latest/meta-data/", "http://10.0.0.1/", "http://100.64.0.1/", "http://172.16.5.4/",
    "http://192.168.1.1/", "http://224.0.0.1/", "http://255.255.255.255/", "http://localhost/", "http://localhost./",
    "http://LOCALHOST/", "http://mairie.localhost/", "http://intranet/", "http://imprimante.local/",
    "http://base.internal/", "http://box.home.arpa/", "http://127。0。0。1/", "http://１２７.0.0.1/", "http://ⓛocalhost/",
    "http://flux.example@127.0.0.1/", "http://odile:secret@flux.example/", "http://flux.example:25/",
    "http://flux.example:6379/", "http://flux.example:0/", "http://flux.example:99999/", "http://flux.example:quatre/",
    "http://flux..example/", "http:///agenda.ics", "http:flux.example", "//flux.example/", "file:///etc/passwd",
    "gopher://flux.example/", "ftp://flux.example/", "javascript:alert(1)", "data:text/calendar,BEGIN",
    "http://flux.example/\r\nHost: ailleurs.example", "http://flux.example/a b", "http://flux.example\\@127.0.0.1/",
    "http://[::1", "http://flux.example/" + "a" * 3000, "", "mairie",
]
# fmt: on


@pytest.mark.parametrize("url", INDOORS)
def test_an_address_that_leads_indoors_is_refused_before_anything_is_asked(world: World, url: str) -> None:
    with pytest.raises(FetchRefused, match=r"[.]$"):
        get(url, accept=["text/calendar"], network=world.network)
    assert world.asked == world.reached == world.visited == []


@pytest.mark.parametrize("url", INDOORS)
def test_no_message_leaves_for_an_address_that_leads_indoors(world: World, url: str) -> None:
    with pytest.raises(FetchRefused):
        check(url)
    with pytest.raises(FetchRefused):
        exchange("POST", url, body=b"secret", network=world.network)
    assert world.asked == world.reached == []


def test_a_message_hears_any_status_follows_no_redirect_and_keeps_the_beginning_of_the_answer(world: World) -> None:
    world.says("/", status=302, body=b"Voyez ailleurs", Location="http://ailleurs.example/")
    answer = exchange("GET", "http://flux.example/", headers={"X-Tour": "1"}, limit=5, network=world.network)
    assert answer == Answered(302, b"Voyez")
    assert (world.headers["X-Tour"], world.headers["Host"]) == ("1", "flux.example")
    assert world.reached == [PUBLIC]


def test_a_message_to_a_server_that_never_answers_is_given_up(world: World) -> None:
    world.answers["/"] = lambda request: time.sleep(2)
    with pytest.raises(FetchFailed, match="trop longtemps"):
        exchange("GET", "http://flux.example/", timeout=0.2, network=world.network)


@pytest.mark.parametrize("address", ["127.0.0.1", "10.1.2.3", "::1", "fd00::5", "169.254.169.254", "64:ff9b::a00:1"])
def test_a_public_name_for_a_private_machine_is_refused(world: World, address: str) -> None:
    world.names["flux.example"] = [PUBLIC, address]
    with pytest.raises(FetchRefused, match="n’est pas publique"):
        world.get()
    assert world.reached == []


@pytest.mark.parametrize(
    ("address", "public"),
    [
        (PUBLIC, True),
        (OTHER_PUBLIC, True),
        ("9.9.9.9", True),
        ("2001:41d0::1", True),
        ("100.63.255.255", True),
        ("100.64.0.0", False),
        ("192.0.2.1", False),
        ("192.88.99.1", False),
        ("198.18.0.1", False),
        ("203.0.113.9", False),
        ("240.0.0.1", False),
        ("239.1.1.1", False),
        ("ff02::1", False),
        ("2001::1", False),
        ("2001:db8::1", False),
        ("3fff::1", False),
        ("fec0::1", False),
        ("100::1", False),
    ],
)
def test_only_the_public_internet_is_public(address: str, public: bool) -> None:
    assert is_public(ip_address(address)) is public


def test_an_international_name_is_asked_in_ascii(world: World) -> None:
    world.names["xn--fte-fma.example"] = [PUBLIC]
    world.says("/agenda.ics")
    world.get("http://Fête.example./agenda.ics")
    assert world.asked == ["xn--fte-fma.example"]
    assert world.headers["Host"] == "xn--fte-fma.example"


def test_an_address_without_a_name_may_be_visited_when_it_is_public(world: World) -> None:
    world.says("/agenda.ics")
    assert world.get(f"http://[{OTHER_PUBLIC}]/agenda.ics").body == CALENDAR
    assert world.headers["Host"] == f"[{OTHER_PUBLIC}]"
    assert (world.asked, world.reached) == ([], [OTHER_PUBLIC])


def test_the_next_address_is_tried_when_the_first_does_not_answer(world: World) -> None:
    world.names["flux.example"] = [OTHER_PUBLIC, PUBLIC]
    world.says("/agenda.ics")
    open_door = world.connect

    def half_deaf(address: str, port: int, timeout: float) -> socket.socket:
        if address == OTHER_PUBLIC:
            raise ConnectionRefusedError
        return open_door(address, port, timeout)

    world.connect = half_deaf  # type: ignore[method-assign]
    assert world.get().body == CALENDAR
    world.names["flux.example"] = [OTHER_PUBLIC]
    with pytest.raises(FetchFailed, match="ne répond pas"):
        world.get()


def test_a_name_nobody_knows_is_said_so(world: World) -> None:
    with pytest.raises(FetchFailed, match=r"inconnu\.example est introuvable"):
        world.get("http://inconnu.example/")


# Redirects


def test_three_redirects_are_followed_each_through_the_same_door(world: World) -> None:
    world.says("/1", status=301, Location="/2")
    world.says("/2", status=302, Location="http://ailleurs.example/3")
    world.says("/3", status=308, Location="/agenda.ics")
    world.says("/agenda.ics")
    fetched = world.get("/1")
    assert (fetched.url, fetched.body) == ("http://ailleurs.example/agenda.ics", CALENDAR)
    assert world.asked == ["flux.example", "flux.example", "ailleurs.example", "ailleurs.example"]


def test_a_fourth_redirect_is_one_too_many(world: World) -> None:
    world.says("/agenda.ics", status=301, Location="/agenda.ics")
    with pytest.raises(FetchRefused, match="sans fin"):
        world.get()
    assert len(world.visited) == 4


@pytest.mark.parametrize(
    "location", ["http://127.0.0.1/", "http://[::1]/", "file:///etc/passwd", "//localhost/", "http://flux.example:25/"]
)
def test_a_redirect_cannot_lead_indoors(world: World, location: str) -> None:
    world.says("/agenda.ics", status=302, Location=location)
    with pytest.raises(FetchRefused):
        world.get()
    assert world.reached == [PUBLIC]


def test_a_redirect_to_nowhere_is_a_failure(world: World) -> None:
    world.says("/agenda.ics", status=302, Location="")
    with pytest.raises(FetchFailed, match="sans dire où"):
        world.get()


# What comes back


@pytest.mark.parametrize("content_type", ["text/html", "application/octet-stream", ""])
def test_a_document_of_another_kind_is_refused(world: World, content_type: str) -> None:
    world.says("/agenda.ics", Content_Type=content_type)
    with pytest.raises(FetchRefused, match="pas text/calendar"):
        world.get()


@pytest.mark.parametrize("status", [204, 304, 404, 500])
def test_a_page_that_is_not_there_is_a_failure(world: World, status: int) -> None:
    world.says("/agenda.ics", status=status, body=b"")
    with pytest.raises(FetchFailed, match=f"« {status} »"):
        world.get()


def test_a_document_of_exactly_the_limit_is_taken_and_one_byte_more_is_not(world: World) -> None:
    world.says("/agenda.ics", body=b"x" * 10_000)
    assert len(world.get().body) == 10_000
    world.says("/agenda.ics", body=b"x" * 10_001)
    with pytest.raises(FetchRefused, match="dépasse 10 Ko"):
        world.get()


def test_a_document_without_end_is_left_at_the_limit(world: World) -> None:
    sent = []

    def endless(request: http.server.BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Type", "text/calendar")
        request.end_headers()
        for _ in range(16_384):  # one gigabyte
            sent.append(request.wfile.write(b"x" * 65_536))

    world.answers["/agenda.ics"] = endless
    with pytest.raises(FetchRefused, match="dépasse"):
        world.get()
    assert len(sent) < 1000


def test_a_compressed_document_is_unpacked(world: World) -> None:
    world.says("/agenda.ics", body=gzip.compress(CALENDAR, mtime=0), Content_Encoding="gzip")
    assert world.get().body == CALENDAR


def test_a_compressed_bomb_does_not_go_off(world: World) -> None:
    bomb = gzip.compress(bytes(50_000_000), mtime=0)
    assert len(bomb) < 100_000
    world.says("/agenda.ics", body=bomb, Content_Encoding="gzip")
    tracemalloc.start()
    try:
        with pytest.raises(FetchRefused, match="dépasse"):
            world.get()
        assert tracemalloc.get_traced_memory()[1] < 2_000_000
    finally:
        tracemalloc.stop()


def test_a_compressed_document_of_exactly_the_limit_is_taken(world: World) -> None:
    world.says("/agenda.ics", body=gzip.compress(bytes(10_000), mtime=0), Content_Encoding="gzip")
    assert len(world.get().body) == 10_000


@pytest.mark.parametrize(
    "body", [gzip.compress(CALENDAR, mtime=0)[:-6], gzip.compress(CALENDAR, mtime=0) * 2, b"not compressed at all"]
)
def test_a_compressed_document_that_is_damaged_is_a_failure(world: World, body: bytes) -> None:
    world.says("/agenda.ics", body=body, Content_Encoding="gzip")
    with pytest.raises(FetchFailed):
        world.get()


def test_a_compression_nobody_asked_for_is_refused(world: World) -> None:
    world.says("/agenda.ics", Content_Encoding="br")
    with pytest.raises(FetchRefused, match="compressé"):
        world.get()


def test_a_document_cut_short_is_a_failure(world: World) -> None:
    world.says("/agenda.ics", Content_Length="5000")
    with pytest.raises(FetchFailed, match="au milieu"):
        world.get()


@pytest.mark.parametrize("gibberish", [b"hello\r\n", b"", b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 500, b"\xff" * 70_000])
def test_a_server_that_speaks_something_else_is_a_failure(world: World, gibberish: bytes) -> None:
    def babble(request: http.server.BaseHTTPRequestHandler) -> None:
        request.wfile.write(gibberish)

    world.answers["/agenda.ics"] = babble
    with pytest.raises(FetchFailed):
        world.get()


# Time


def trickle(start: bytes) -> Answer:
    def answer(request: http.server.BaseHTTPRequestHandler) -> None:
        request.wfile.write(start)
        for _ in range(50):
            request.wfile.write(b"x")
            time.sleep(0.1)

    return answer


@pytest.mark.parametrize(
    "start",
    [
        b"HTTP/1.1 200 OK\r\nContent-Type: text/calendar\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/calendar\r\nContent-Length: 9000\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nX: ",
        b"",
    ],
)
def test_a_server_that_sends_drop_by_drop_is_left_in_time(world: World, start: bytes) -> None:
    world.answers["/agenda.ics"] = trickle(start)
    started = time.monotonic()
    with pytest.raises(FetchFailed, match="trop longtemps"):
        world.get(timeout=0.4)
    assert time.monotonic() - started < 2


def test_redirects_share_one_time(world: World) -> None:
    def slow(request: http.server.BaseHTTPRequestHandler) -> None:
        time.sleep(0.3)
        request.send_response(302)
        request.send_header("Location", "/agenda.ics")
        request.end_headers()

    world.answers["/agenda.ics"] = slow
    with pytest.raises(FetchFailed, match="trop longtemps"):
        world.get(timeout=0.5)
    assert (
        len(world.visited) <= 2
    )  # each with its own half second, they would have gone on to the last redirect allowed


def test_a_resolver_that_never_answers_is_left_in_time(world: World) -> None:
    def silent(host: str, port: int) -> list[str]:
        time.sleep(3)
        return [PUBLIC]

    world.resolve = silent  # type: ignore[method-assign]
    started = time.monotonic()
    with pytest.raises(FetchFailed, match="trop longtemps"):
        world.get(timeout=0.2)
    assert time.monotonic() - started < 1


# Encryption


def test_an_encrypted_address_is_fetched_and_its_certificate_is_for_the_name(encrypted_world: World) -> None:
    encrypted_world.trust = lambda: ssl.create_default_context(cafile=CERTIFICATE)
    encrypted_world.says("/agenda.ics")
    assert encrypted_world.get(scheme="https").body == CALENDAR
    with pytest.raises(FetchFailed, match=r"certificat de ailleurs\.example"):
        encrypted_world.get("https://ailleurs.example/agenda.ics")


def test_a_certificate_nobody_vouches_for_is_refused(encrypted_world: World) -> None:
    encrypted_world.says("/agenda.ics")
    with pytest.raises(FetchFailed, match="certificat"):
        encrypted_world.get(scheme="https")
    assert encrypted_world.visited == []


def test_an_encrypted_address_cannot_lead_to_one_in_the_clear(encrypted_world: World) -> None:
    encrypted_world.trust = lambda: ssl.create_default_context(cafile=CERTIFICATE)
    encrypted_world.says("/agenda.ics", status=302, Location="http://flux.example/clair.ics")
    with pytest.raises(FetchRefused, match="non chiffrée"):
        encrypted_world.get(scheme="https")
    assert encrypted_world.visited == ["/agenda.ics"]


@pytest.mark.parametrize(
    "start", [b"HTTP/1.1 200 OK\r\nContent-Type: text/calendar\r\n\r\n", b"HTTP/1.1 200 OK\r\nX: "]
)
def test_an_encrypted_server_that_sends_drop_by_drop_is_left_in_time(encrypted_world: World, start: bytes) -> None:
    encrypted_world.trust = lambda: ssl.create_default_context(cafile=CERTIFICATE)
    encrypted_world.answers["/agenda.ics"] = trickle(start)
    started = time.monotonic()
    with pytest.raises(FetchFailed, match="trop longtemps"):
        encrypted_world.get(scheme="https", timeout=0.5)
    assert time.monotonic() - started < 2


def test_a_server_that_never_shakes_hands_is_left_in_time(world: World) -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        world.port = mute.getsockname()[1]
        started = time.monotonic()
        with pytest.raises(FetchFailed, match="trop longtemps"):
            world.get(scheme="https", timeout=0.3)
        assert time.monotonic() - started < 2


def test_every_refusal_is_a_sentence_an_editor_can_read(world: World) -> None:
    with pytest.raises(FetchError) as refused:
        world.get("http://imprimante.local/")
    assert str(refused.value) == "« imprimante.local » n’est pas le nom d’un site public."
