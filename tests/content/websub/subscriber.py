"""A little HTTP server that subscribes to feeds, reached only through a public-looking name."""

import http.server
import socket
import threading
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from content.fetch import Network
from tests.content.internet import PUBLIC

CALLBACK = "http://lecteur.example/retour?compte=7"


@dataclass
class Subscriber:
    """What it was asked, what it received, and how it answers: `agrees` to questions, `status` to deliveries."""

    agrees: bool = True
    status: int = 204
    address: str = PUBLIC
    questions: list[dict[str, str]] = field(default_factory=list)
    received: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    port: int = 0

    @property
    def network(self) -> Network:
        return Network(lambda host, port: [self.address], self.connect)

    def connect(self, address: str, port: int, timeout: float) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout)

    def answer(self, query: str) -> tuple[int, bytes]:
        asked = {name: values[0] for name, values in parse_qs(query).items()}
        self.questions.append(asked)
        return (200, asked["hub.challenge"].encode()) if self.agrees else (404, b"")


def serve(subscriber: Subscriber) -> http.server.ThreadingHTTPServer:
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.reply(*subscriber.answer(urlsplit(self.path).query))

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            subscriber.received.append((dict(self.headers), body))
            self.reply(subscriber.status, b"")

        def reply(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Servers of a test keep quiet."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    subscriber.port = server.server_port
    return server
