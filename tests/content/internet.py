"""A small Internet for tests: real servers on this machine, reached only through public-looking addresses."""

import http.server
import socket
import ssl
import threading
from collections.abc import Callable
from pathlib import Path

from content.fetch import Fetched, Network, get

Answer = Callable[[http.server.BaseHTTPRequestHandler], None]

CALENDAR = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"
CERTIFICATE = Path(__file__).with_name("flux.example.pem")
PUBLIC = "93.184.215.14"
OTHER_PUBLIC = "2606:2800:21f:cb07::1"


class World:
    """A small Internet: real servers on this machine, reached only through public-looking addresses."""

    def __init__(self) -> None:
        self.names: dict[str, list[str]] = {"flux.example": [PUBLIC], "ailleurs.example": [OTHER_PUBLIC]}
        self.answers: dict[str, Answer] = {}
        self.asked: list[str] = []
        self.reached: list[str] = []
        self.visited: list[str] = []
        self.headers: dict[str, str] = {}
        self.port = 0
        self.trust: Callable[[], ssl.SSLContext] = ssl.create_default_context

    @property
    def network(self) -> Network:
        return Network(self.resolve, self.connect, self.trust)

    def resolve(self, host: str, port: int) -> list[str]:
        self.asked.append(host)
        if host not in self.names:
            raise socket.gaierror("Name or service not known")
        return self.names[host]

    def connect(self, address: str, port: int, timeout: float) -> socket.socket:
        self.reached.append(address)
        return socket.create_connection(("127.0.0.1", self.port), timeout)

    def says(self, path: str, *, status: int = 200, body: bytes = CALENDAR, **headers: str) -> None:
        """At this path, answer this. Headers as keywords: `Content_Type="text/calendar"`."""

        def answer(request: http.server.BaseHTTPRequestHandler) -> None:
            request.send_response(status)
            for name, value in ({"Content_Type": "text/calendar", "Content_Length": str(len(body))} | headers).items():
                if value:
                    request.send_header(name.replace("_", "-"), value)
            request.end_headers()
            request.wfile.write(body)

        self.answers[path] = answer

    def get(
        self, path: str = "/agenda.ics", *, scheme: str = "http", limit: int = 10_000, timeout: float = 5
    ) -> Fetched:
        url = path if "//" in path else f"{scheme}://flux.example{path}"
        return get(url, accept=["text/calendar"], limit=limit, timeout=timeout, network=self.network)


def serve(world: World, tls: ssl.SSLContext | None = None) -> http.server.ThreadingHTTPServer:
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            world.visited.append(self.path)
            world.headers = dict(self.headers)
            world.answers[self.path](self)

        def log_message(self, format: str, *args: object) -> None:
            """Servers of a test keep quiet."""

    class Server(http.server.ThreadingHTTPServer):
        def handle_error(self, request: object, client_address: object) -> None:
            """A visitor who hangs up is what some tests are about."""

    server = Server(("127.0.0.1", 0), Handler)
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    world.port = server.server_port
    return server
