"""A provider's API in a process of its own, in Brevo's words or Mailjet's or Scaleway's. What it takes it keeps, one JSON line a message.

    with MailApi(folder) as provider:            # provider.settings("brevo"), provider.accepted()
    with MailApi(folder, mode="busy", every=3):

Modes, each on every Nth request: ok takes · busy 429 · later 503 · refuse 400 · closed 401 · broken 502, the message kept ·
drop_before hangs up, nothing kept · drop_after keeps, then hangs up · stall keeps, and never answers.
"""

import argparse
import json
import os
import threading
import time
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from tests.child_server import ChildServer

MODES = ("ok", "busy", "later", "refuse", "closed", "broken", "drop_before", "drop_after", "stall")
REFUSALS = {"busy": 429, "later": 503, "refuse": 400, "closed": 401, "broken": 502}
KEPT = {"ok", "broken", "drop_after", "stall"}


class MailApi(ChildServer):
    """The provider's process, from the tests' side."""

    module = "tests.mail_api"

    def __init__(self, folder: Path, *, mode: str = "ok", every: int = 1) -> None:
        self.store = folder / "taken.jsonl"
        super().__init__("--store", str(self.store), "--mode", mode, "--every", str(every))

    @property
    def anymail(self) -> dict[str, str]:
        """django-anymail's settings that send every provider's words here."""
        url = f"http://127.0.0.1:{self.port}/"
        return {f"{name}_API_URL": f"{url}{name.lower()}/" for name in ("BREVO", "MAILJET", "SCALEWAY")}

    def bodies(self) -> list[dict[str, Any]]:
        """Every request kept so far, as the provider read it."""
        if not self.store.exists():
            return []
        return [json.loads(line) for line in self.store.read_text().splitlines() if line]

    def accepted(self) -> list["Taken"]:
        """Whom each request kept so far was for, Brevo's words being read."""
        return [Taken([one["email"] for one in body["to"]]) for body in self.bodies()]


@dataclass(frozen=True)
class Taken:
    """What the crash trial asks of a message (tests.smtp_server.Accepted)."""

    recipients: list[str]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    store: Path
    mode: str
    every: int
    requests = 0
    lock = threading.Lock()

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        with self.lock:
            type(self).requests += 1
            number = self.requests
            mode = self.mode if number % self.every == 0 else "ok"
            if mode in KEPT:
                with self.store.open("a") as file:
                    file.write(json.dumps(json.loads(body)) + "\n")
        if mode == "stall":
            time.sleep(3600)
        if mode in {"drop_before", "drop_after"}:
            self.close_connection = True
            return
        status = REFUSALS.get(mode, 201)
        self.answer(status, {"message": mode} if mode in REFUSALS else taken(self.path, json.loads(body), number))

    def answer(self, status: int, content: dict[str, Any]) -> None:
        raw = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)

    def log_message(self, format: str, *args: Any) -> None:
        pass


def taken(path: str, body: dict[str, Any], number: int) -> dict[str, Any]:
    """What each provider says of a message it took."""
    if path.startswith("/brevo/"):
        return {"messageId": f"<{number}@smtp-relay.mailin.fr>"}
    if path.startswith("/mailjet/"):
        to = body["Messages"][0]["To"][0]["Email"]
        return {"Messages": [{"Status": "success", "To": [{"Email": to, "MessageID": number}]}]}
    return {"emails": [{"mail_rcpt": body["to"][0]["email"], "id": f"scw-{number}", "status": "sending"}]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--store", type=Path, required=True)
    parser.add_argument("--mode", choices=MODES, default="ok")
    parser.add_argument("--every", type=int, default=1)
    arguments = parser.parse_args()
    Handler.store, Handler.mode, Handler.every = arguments.store, arguments.mode, arguments.every
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(server.server_port, flush=True)
    parent = os.getppid()
    while os.getppid() == parent:  # never outlive the tests, even killed ones
        time.sleep(0.5)


if __name__ == "__main__":
    main()
