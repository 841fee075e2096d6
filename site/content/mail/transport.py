"""The one door to mail servers. EMAIL_URL names the server; without it, mail stays here as readable .eml files.

Where TAMBOUR_MAIL_API names a provider (content.mail.api), mail goes to its API instead.
"""

import secrets
import smtplib
import ssl
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from content.mail import api
from content.mail.api import Fate

CONNECT_TIMEOUT = 60  # seconds; RFC 5321 §4.5.3.2 asks five minutes at most for the greeting
SECURITY = {"smtp": "none", "smtp+tls": "starttls", "submission": "starttls", "smtps": "ssl", "smtp+ssl": "ssl"}
DEFAULT_PORT = {"none": 25, "starttls": 587, "ssl": 465}


@dataclass(frozen=True)
class MailServer:
    """Where mail is handed over. security is "none", "starttls" (required, never optional) or "ssl"."""

    host: str
    port: int
    security: str
    username: str = ""
    password: str = ""


class TemporaryRefusal(Exception):
    """The server could not be reached, or said « later » (4xx)."""


class PermanentRefusal(Exception):
    """The server said no for good (5xx)."""


class SenderRefused(PermanentRefusal):
    """The server does not want mail from that envelope sender: no recipient is at fault."""


def parse(url: str) -> MailServer | None:
    """The server named by EMAIL_URL; None for an empty one.

    Raises ImproperlyConfigured, naming the variable, for anything else than smtp://, smtp+tls:// or smtps://.
    """
    if not url:
        return None
    parts = urlsplit(url)
    security = SECURITY.get(parts.scheme)
    try:
        port = parts.port
    except ValueError:
        port = -1
    if security is None or not parts.hostname or port == -1:
        raise ImproperlyConfigured(
            "EMAIL_URL n’est pas une adresse de serveur d’envoi. Exemple : smtp+tls://compte:secret@smtp.exemple.fr:587"
        )
    return MailServer(
        host=parts.hostname,
        port=port or DEFAULT_PORT[security],
        security=security,
        username=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
    )


def configured() -> MailServer | None:
    """The server of this installation, or None when mail stays on the machine."""
    return parse(settings.EMAIL_URL)


def leaves_by() -> str:
    """The host that takes this installation's mail; empty while mail stays on the machine. Raises ImproperlyConfigured."""
    provider, server = api.configured(), configured()
    return provider.kind.host if provider else server.host if server else ""


def connect(server: MailServer) -> smtplib.SMTP:
    """An open, authenticated connection. Raises TemporaryRefusal; never goes on in clear text when TLS was asked."""
    client: smtplib.SMTP | None = None
    try:
        if server.security == "ssl":
            context = ssl.create_default_context()
            client = smtplib.SMTP_SSL(server.host, server.port, timeout=CONNECT_TIMEOUT, context=context)
        else:
            client = smtplib.SMTP(server.host, server.port, timeout=CONNECT_TIMEOUT)
        if server.security == "starttls":
            client.starttls(context=ssl.create_default_context())
        client.ehlo_or_helo_if_needed()
        if server.username:
            client.login(server.username, server.password)
    except (OSError, smtplib.SMTPException) as error:
        if client is not None:
            client.close()
        raise TemporaryRefusal(str(error)) from error
    return client


def send(raw: bytes, *, sender: str, recipient: str, note: str = "") -> str:
    """Hands one message over and returns the server's answer. Raises TemporaryRefusal or PermanentRefusal.

    NOTE is for a provider's API, which gives it back with its events.
    """
    if provider := api.configured():
        return through(api.Door(provider), raw, recipient, note)
    server = configured()
    if server is None:
        return f"gardé dans {keep(raw).name}"
    client = connect(server)
    try:
        client.sendmail(sender, [recipient], raw)
    except smtplib.SMTPRecipientsRefused as refusal:
        code, answer = refusal.recipients[recipient]
        raise (PermanentRefusal if 500 <= code < 600 else TemporaryRefusal)(f"{code} {answer!r}") from refusal
    except smtplib.SMTPSenderRefused as refusal:
        kind: type[Exception] = SenderRefused if 500 <= refusal.smtp_code < 600 else TemporaryRefusal
        raise kind(f"{refusal.smtp_code} {refusal.smtp_error!r}") from refusal
    except smtplib.SMTPResponseException as refusal:
        kind = PermanentRefusal if 500 <= refusal.smtp_code < 600 else TemporaryRefusal
        raise kind(f"{refusal.smtp_code} {refusal.smtp_error!r}") from refusal
    except (OSError, smtplib.SMTPException) as error:
        raise TemporaryRefusal(str(error)) from error
    finally:
        client.close()
    return "250"


def through(door: api.Door, raw: bytes, recipient: str, note: str) -> str:
    """By the provider's API. Whatever is not a clear no is tried again: a confirmation twice is better than never."""
    try:
        outcome = door.hand_over(raw, recipient, note)
    finally:
        door.close()
    if outcome.fate is Fate.TAKEN:
        return outcome.words
    raise (PermanentRefusal if outcome.fate is Fate.NEVER else TemporaryRefusal)(outcome.words)


def outbox() -> Path:
    """The folder where mail stays while no server is configured."""
    folder: Path = settings.DATA / "outbox"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def keep(raw: bytes) -> Path:
    """Writes the message as an .eml file, whole or not at all, and returns its path. Names sort by age."""
    path = outbox() / f"{time.time_ns()}-{secrets.token_hex(3)}.eml"
    draft = path.with_suffix(".part")
    draft.write_bytes(raw)
    draft.replace(path)
    return path
