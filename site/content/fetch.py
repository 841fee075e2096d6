"""The only door to other people's servers: `get` a document, or `exchange` a message, without ever being led indoors.

What is refused, before anything is sent: schemes other than http and https, ports other than theirs, passwords in
addresses, hosts that are not a public name or a public address (RFC 6890 and the IANA registries: loopback, private,
shared, link-local, multicast, NAT64, mapped and tunnelled ones). A name is resolved once and the connection goes to
the very addresses that were checked, so a name that changes its answer in between leads nowhere (DNS rebinding).
Each redirect passes the same door. Everything together takes at most `timeout` seconds and `limit` decoded bytes.
"""

import http.client
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from email.message import Message
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from queue import Empty, SimpleQueue
from typing import TypeVar
from urllib.parse import SplitResult, quote, urljoin, urlsplit

import idna

Address = IPv4Address | IPv6Address
T = TypeVar("T")

MAX_REDIRECTS = 3
MAX_URL = 2048
LONGEST_ETAG = 200
_PORTS = {"http": 80, "https": 443}
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_CHUNK = 65_536
_USER_AGENT = "Tambour (site de commune)"

# Not left to ipaddress.is_global alone: its idea of "global" changed between releases of Python.
_CLOSED = tuple(
    ip_network(block)
    for block in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/3",
        "2001::/23",
        "2001:db8::/32",
        "2002::/16",
        "3fff::/20",
    )
)
_PUBLIC_IPV6 = ip_network("2000::/3")


class FetchError(Exception):
    """The address was not fetched; the message says why, in French, for an editor."""


class FetchRefused(FetchError):
    """This address, or where it leads, is not one we visit; trying again will not help."""


class FetchFailed(FetchError):
    """The other side did not answer as it should; another day it may."""


class FetchUnchanged(FetchError):
    """The other side says that nothing has moved since the version whose ETag it was given (RFC 9110 §15.4.5)."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What the other side answered: `url` after redirects, `content_type` in lower case without parameters."""

    url: str
    content_type: str
    charset: str | None
    body: bytes = field(repr=False)
    etag: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """What the other side said to a message: any status, and the beginning of its answer."""

    status: int
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Network:
    """How names are resolved and connections opened: the seam where tests put a network of their own."""

    resolve: Callable[[str, int], Sequence[str]]
    connect: Callable[[str, int, float], socket.socket]
    tls: Callable[[], ssl.SSLContext] = ssl.create_default_context


def _resolve(host: str, port: int) -> Sequence[str]:
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def _connect(address: str, port: int, timeout: float) -> socket.socket:
    return socket.create_connection((address, port), timeout)


INTERNET = Network(_resolve, _connect)


def get(
    url: str,
    *,
    accept: Collection[str],
    limit: int = 1_000_000,
    timeout: float = 5,
    etag: str = "",
    network: Network = INTERNET,
) -> Fetched:
    """Fetch an address of the public Internet, following at most three redirects.

    `accept` lists the content types wanted (`text/calendar`), `limit` is in decoded bytes, `timeout` in seconds for
    the whole, redirects included; `etag` names the version held already. Raises FetchRefused or FetchFailed, whose
    message an editor can read, or FetchUnchanged.
    """
    deadline = time.monotonic() + timeout
    for _ in range(MAX_REDIRECTS + 1):
        target = _Target.parse(url)
        answer = _Visit(target, deadline, network).get(accept, limit, etag)
        if isinstance(answer, Fetched):
            return answer
        if target.scheme == "https" and not answer.lower().startswith("https:"):
            raise FetchRefused(f"« {url} » renvoie vers une adresse non chiffrée.")
        url = answer
    raise FetchRefused("Cette adresse renvoie sans fin vers d’autres adresses.")


def exchange(
    method: str,
    url: str,
    *,
    body: bytes | None = None,
    headers: Mapping[str, str] | None = None,
    limit: int = 1_000,
    timeout: float = 5,
    network: Network = INTERNET,
) -> Answered:
    """Say something to an address of the public Internet and hear what it answers, whatever the status.

    Redirects are not followed: they are an answer like another. Of its body the first `limit` bytes are kept, as
    they come. Raises FetchRefused or FetchFailed when there was no answer to hear.
    """
    visit = _Visit(_Target.parse(url), time.monotonic() + timeout, network)
    message = {"Accept": "*/*", "Accept-Encoding": "identity"} | dict(headers or {})
    return visit.ask(method, message, lambda response: Answered(response.status, response.read(limit)), body)


def check(url: str) -> str:
    """The host of an address that may be visited, in ASCII, without asking anybody. Raises FetchRefused."""
    return _Target.parse(url).host


@dataclass(frozen=True, slots=True)
class _Target:
    """An address that passed the door: nothing was resolved yet."""

    url: str
    scheme: str
    host: str
    port: int
    path: str

    @classmethod
    def parse(cls, url: str) -> "_Target":
        if len(url) > MAX_URL or any(character <= " " or character in "\\\x7f" for character in url):
            raise FetchRefused("Cette adresse est trop longue ou contient un espace.")
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError as error:
            raise FetchRefused(f"« {url} » n’est pas une adresse.") from error
        if parts.scheme not in _PORTS:
            raise FetchRefused("L’adresse doit commencer par https:// ou http://.")
        if "@" in parts.netloc:
            raise FetchRefused("L’adresse ne doit contenir ni nom d’utilisateur ni mot de passe.")
        if port not in (None, *_PORTS.values()):
            raise FetchRefused(f"Le port {port} n’est pas celui d’un site.")
        host = _public_host(parts)
        path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
        query = quote(parts.query, safe="/%:@!$&'()*+,;=~-._?")
        return cls(url, parts.scheme, host, port or _PORTS[parts.scheme], f"{path}?{query}" if query else path)

    @property
    def authority(self) -> str:
        """The Host header: brackets around an IPv6 address, the port when it is not the scheme's own."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"


def _public_host(parts: SplitResult) -> str:
    """The host, in ASCII. Names of the house (`localhost`, `intranet`, `x.local`) and disguised addresses are refused."""
    host = parts.hostname or ""
    literal = _literal(host)
    if literal:
        return _checked(literal)
    try:
        host = idna.encode(host, uts46=True).decode("ascii").lower().rstrip(".")
    except UnicodeError as error:
        raise FetchRefused(f"« {host} » n’est pas un nom de site.") from error
    if literal := _literal(host):  # full-width digits and ideographic dots become an ordinary address
        return _checked(literal)
    *names, last = host.split(".")
    if not names or last[:1].isdigit() or last in ("localhost", "local", "internal", "lan", "home", "arpa", "onion"):
        raise FetchRefused(f"« {host} » n’est pas le nom d’un site public.")
    return host


def _literal(host: str) -> Address | None:
    try:
        return ip_address(host)
    except ValueError:
        return None


def _checked(address: Address) -> str:
    if not is_public(address):
        raise FetchRefused("Cette adresse mène à une machine qui n’est pas publique.")
    return str(address)


def is_public(address: Address) -> bool:
    """Whether an address belongs to the public Internet, and cannot stand for another one that does not."""
    if isinstance(address, IPv6Address) and (address.scope_id or address not in _PUBLIC_IPV6):
        return False
    return address.is_global and not any(address in block for block in _CLOSED)


class _Visit:
    """One request to one host, under a deadline that nothing can stretch."""

    def __init__(self, target: _Target, deadline: float, network: Network) -> None:
        self.target = target
        self.deadline = deadline
        self.network = network

    def get(self, accept: Collection[str], limit: int, etag: str = "") -> Fetched | str:
        """The answer, or the address it redirects to."""
        headers = {"Accept": ", ".join(accept), "Accept-Encoding": "gzip"} | ({"If-None-Match": etag} if etag else {})
        known = bool(etag)
        return self.ask("GET", headers, lambda response: self._document(response, accept, limit, known))

    def ask(
        self,
        method: str,
        headers: Mapping[str, str],
        read: Callable[[http.client.HTTPResponse], T],
        body: bytes | None = None,
    ) -> T:
        """What `read` makes of the answer, while the line is open."""
        with ExitStack() as stack:
            try:
                plain = self._reach(self._addresses())
                stack.callback(plain.close)
                self._watch(stack, plain)
                return read(self._talk(stack, plain, method, headers, body))
            except ssl.SSLCertVerificationError as error:
                raise FetchFailed(f"Le certificat de {self.target.host} n’est pas valable.") from error
            except (OSError, http.client.HTTPException, zlib.error, ValueError) as error:
                self._left()
                raise FetchFailed(f"{self.target.host} ne répond pas correctement.") from error

    def _left(self) -> float:
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise FetchFailed(f"{self.target.host} met trop longtemps à répondre.")
        return left

    def _addresses(self) -> list[str]:
        """The addresses of the host, resolved once, every one of them public."""
        if _literal(self.target.host):
            return [self.target.host]
        found = _within(self._left(), lambda: self.network.resolve(self.target.host, self.target.port))
        if found is None:
            self._left()
            raise FetchFailed(f"Le site {self.target.host} est introuvable.")
        return [_checked(ip_address(address)) for address in found]

    def _reach(self, addresses: list[str]) -> socket.socket:
        for address in addresses[:4]:
            try:
                return self.network.connect(address, self.target.port, self._left())
            except OSError:
                continue
        self._left()
        raise FetchFailed(f"Le site {self.target.host} ne répond pas.")

    def _watch(self, stack: ExitStack, plain: socket.socket) -> None:
        """Hang up when time is over, whatever we are waiting for: a server may send one byte every ten seconds."""
        line = plain.dup()  # our own end of the line: TLS takes `plain` over
        stack.callback(line.close)
        guard = threading.Timer(self._left(), _hang_up, [line])
        guard.daemon = True
        guard.start()
        stack.callback(guard.cancel)

    def _talk(
        self, stack: ExitStack, plain: socket.socket, method: str, headers: Mapping[str, str], body: bytes | None
    ) -> http.client.HTTPResponse:
        wire = plain
        if self.target.scheme == "https":
            wire = self.network.tls().wrap_socket(plain, server_hostname=self.target.host)
            stack.callback(wire.close)
        connection = http.client.HTTPConnection(self.target.host, self.target.port)
        connection.sock = wire
        stack.callback(connection.close)
        ours = {"Host": self.target.authority, "User-Agent": _USER_AGENT, "Connection": "close"}
        connection.request(method, self.target.path, body=body, headers={**headers, **ours})
        response = connection.getresponse()
        stack.callback(response.close)
        self._left()
        return response

    def _document(
        self, response: http.client.HTTPResponse, accept: Collection[str], limit: int, known: bool
    ) -> Fetched | str:
        if response.status in _REDIRECTS:
            return self._next(response)
        if known and response.status == http.client.NOT_MODIFIED:
            raise FetchUnchanged(f"{self.target.host} n’a rien changé.")
        if response.status != http.client.OK:
            raise FetchFailed(f"{self.target.host} répond « {response.status} » au lieu de la page.")
        content_type, charset = self._content_type(response.headers, accept)
        body, etag = self._body(response, limit), response.headers.get("ETag", "")
        return Fetched(self.target.url, content_type, charset, body, etag if len(etag) <= LONGEST_ETAG else "")

    def _next(self, response: http.client.HTTPResponse) -> str:
        location = response.headers.get("Location", "")
        if not location:
            raise FetchFailed(f"{self.target.host} renvoie ailleurs sans dire où.")
        return urljoin(self.target.url, location.encode("latin-1", "replace").decode("utf-8", "replace"))

    def _content_type(self, headers: Message, accept: Collection[str]) -> tuple[str, str | None]:
        content_type = headers.get_content_type() if "Content-Type" in headers else "inconnu"
        if content_type not in accept:
            raise FetchRefused(f"Cette adresse donne un document « {content_type} », pas {' ou '.join(accept)}.")
        return content_type, headers.get_content_charset()

    def _body(self, response: http.client.HTTPResponse, limit: int) -> bytes:
        encoding = response.headers.get("Content-Encoding", "identity").strip().lower()
        if encoding not in ("gzip", "identity"):
            raise FetchRefused(f"{self.target.host} répond dans un format compressé inattendu.")
        unpack = zlib.decompressobj(zlib.MAX_WBITS | 16) if encoding == "gzip" else None
        body = bytearray()
        while chunk := response.read1(_CHUNK):
            self._left()
            body += unpack.decompress(chunk, limit + 1 - len(body)) if unpack else chunk
            if len(body) > limit:
                raise FetchRefused(f"Le document dépasse {limit // 1000} Ko.")
        self._left()
        if response.length or (unpack and (unpack.unused_data or not unpack.eof)):
            raise FetchFailed(f"{self.target.host} s’est arrêté au milieu du document.")
        return bytes(body)


def _hang_up(line: socket.socket) -> None:
    with suppress(OSError):  # already hung up
        line.shutdown(socket.SHUT_RDWR)


def _within(seconds: float, question: Callable[[], Sequence[str]]) -> Sequence[str] | None:
    """The answer of a blocking resolver, or None if it failed or took longer; it cannot be interrupted, only left."""
    answers: SimpleQueue[Sequence[str] | None] = SimpleQueue()

    def ask() -> None:
        try:
            answers.put(question())
        except (OSError, UnicodeError):
            answers.put(None)

    threading.Thread(target=ask, daemon=True).start()
    try:
        return answers.get(timeout=seconds)
    except Empty:
        return None
