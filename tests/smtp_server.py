"""A real SMTP server in a process of its own, which can be told to misbehave. What it accepts it keeps, one JSON line a message.

    with SmtpServer(folder) as server:            # server.url, server.accepted()
    with SmtpServer(folder, mode="grey", every=3):

Modes, each on every Nth message (or, for grey and reject, on every Nth recipient, always the same ones):

ok            accepts
grey          says « later » (450) to a recipient's first attempt, accepts the next
reject        550, no such mailbox
drop_body     takes the connection down in the middle of the message
drop_before   takes it down after the dot, the message not kept
drop_after    takes it down after the dot, the message kept, no answer given
stall         keeps the message and never answers
"""

import argparse
import asyncio
import base64
import json
import os
import ssl
import zlib
from dataclasses import dataclass
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import SMTP as SMTP_POLICY
from pathlib import Path
from typing import Any, cast

from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.child_server import ChildServer

MODES = ("ok", "grey", "reject", "drop_body", "drop_before", "drop_after", "stall")


@dataclass(frozen=True)
class Accepted:
    """A message the server took responsibility for: its envelope and its bytes."""

    sender: str
    recipients: list[str]
    raw: bytes

    @property
    def message(self) -> EmailMessage:
        return BytesParser(policy=SMTP_POLICY).parsebytes(self.raw)


class SmtpServer(ChildServer):
    """The server process, from the tests' side. Accepted messages stay in `folder` when it stops, or is replaced."""

    module = "tests.smtp_server"

    def __init__(
        self, folder: Path, *, mode: str = "ok", every: int = 1, port: int = 0, certificate: Path | None = None
    ) -> None:
        self.store = folder / "accepted.jsonl"
        arguments = ["--store", str(self.store), "--mode", mode, "--every", str(every), "--port", str(port)]
        super().__init__(*arguments, *(["--certificate", str(certificate)] if certificate else []))

    @property
    def url(self) -> str:
        """EMAIL_URL for this server."""
        return f"smtp://127.0.0.1:{self.port}"

    def accepted(self) -> list[Accepted]:
        """Every message kept so far, in the order of their coming."""
        if not self.store.exists():
            return []
        rows = [json.loads(line) for line in self.store.read_text().splitlines() if line]
        return [Accepted(row["from"], row["to"], base64.b64decode(row["raw"])) for row in rows]


class Handler:
    """What the server does with each message."""

    def __init__(self, store: Path, mode: str, every: int) -> None:
        self.store, self.mode, self.every = store, mode, every
        self.messages = 0
        self.met: set[str] = set()

    def is_marked(self, address: str) -> bool:
        return zlib.crc32(address.encode()) % self.every == 0

    async def handle_EHLO(
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        return [responses[0], "250-PIPELINING", *responses[1:]]

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.mode == "reject" and self.is_marked(address):
            return "550 5.1.1 No such mailbox"
        if self.mode == "grey" and self.is_marked(address) and address not in self.met:
            self.met.add(address)
            return "450 4.7.1 Greylisted, come back later"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        self.messages += 1
        misbehaves = self.messages % self.every == 0
        if not (misbehaves and self.mode == "drop_before"):
            self.keep(envelope)
        if misbehaves and self.mode in {"drop_before", "drop_after"}:
            assert server.transport is not None
            server.transport.abort()
        if misbehaves and self.mode in {"drop_before", "drop_after", "stall"}:
            await asyncio.sleep(3600)
        return f"250 2.0.0 OK queued as {self.messages}"

    def keep(self, envelope: Envelope) -> None:
        raw = envelope.original_content or b""
        row = {"from": envelope.mail_from, "to": envelope.rcpt_tos, "raw": base64.b64encode(raw).decode()}
        with self.store.open("a") as file:
            file.write(json.dumps(row) + "\n")


class Server(SMTP):
    """aiosmtpd's, which can also leave in the middle of a message."""

    async def smtp_DATA(self, arg: str) -> None:
        handler = cast(Handler, self.event_handler)
        if handler.mode == "drop_body":
            handler.messages += 1
            if handler.messages % handler.every == 0:
                assert self.transport is not None
                await self.push("354 Go on")
                self.transport.abort()
                return
            handler.messages -= 1
        await super().smtp_DATA(arg)


async def serve(arguments: argparse.Namespace) -> None:
    handler = Handler(arguments.store, arguments.mode, arguments.every)
    options: dict[str, Any] = {"enable_SMTPUTF8": False, "hostname": "localhost"}
    if arguments.certificate:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(arguments.certificate)
        options |= {"tls_context": context, "require_starttls": True}
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Server(handler, **options), "127.0.0.1", arguments.port)
    print(server.sockets[0].getsockname()[1], flush=True)
    parent = os.getppid()
    while os.getppid() == parent:  # never outlive the tests, even killed ones
        await asyncio.sleep(0.5)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--store", type=Path, required=True)
    parser.add_argument("--mode", choices=MODES, default="ok")
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--certificate", type=Path)
    asyncio.run(serve(parser.parse_args()))


if __name__ == "__main__":
    main()
