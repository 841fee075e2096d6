"""A provider's own door (an HTTP API) in the place of a mail server: TAMBOUR_MAIL_API, and requirements/anymail.txt.

    brevo:KEY        mailjet:KEY:SECRET        scaleway:SECRET:PROJECT

django-anymail knows each provider's words; here one message goes in one request, to one recipient, with our own
Message-ID and List-* headers. What comes of it is an `Outcome` and never an exception. A request that left and had no
answer is a doubt, like a dot without its reply; one that could not leave is not.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import SMTP
from enum import Enum
from importlib.util import find_spec
from types import MappingProxyType
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import EmailMultiAlternatives
from django.utils.module_loading import import_string

from content.typed import one_line

TIMEOUT = (10, 60)  # seconds: to reach the provider, and between two bytes of its answer
LONGEST_WORDS = 300
OUR_HEADERS = re.compile(r"message-id|list-[a-z-]+|feedback-id|precedence|auto-submitted", re.IGNORECASE)
FORMS = "brevo:CLE, mailjet:CLE:SECRET ou scaleway:SECRET:PROJET"
INSTALL = "pip install -r requirements/anymail.txt"
NOTE = "remise"
"""Under which name the provider keeps, and gives back with each event, what the caller noted of a message."""


class Fate(Enum):
    """What became of one message. The values are the codes of SMTP that say the same."""

    TAKEN = 250
    BUSY = 421  # the provider asks us to slow down
    LATER = 451
    NEVER = 554
    OURS = 535  # our key, our account or our sender: no recipient is at fault, a person must look
    NOT_SENT = 0  # the request could not leave
    UNKNOWN = 1  # it left, and nobody knows


@dataclass(frozen=True)
class Outcome:
    fate: Fate
    words: str = ""


@dataclass(frozen=True)
class Kind:
    """One provider. `host` is its mail server's name, by which doctor knows what its records must say."""

    label: str
    host: str
    names: tuple[str, ...]
    events: str = ""
    """The class that reads what it tells afterwards; empty when it tells nothing."""
    options: Mapping[str, object] = field(default_factory=dict)


UNTRACKED = MappingProxyType({"track_opens": False, "track_clicks": False})
KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "brevo": Kind("Brevo", "smtp-relay.brevo.com", ("api_key",), "anymail.webhooks.brevo.BrevoTrackingWebhookView"),
        "mailjet": Kind(
            "Mailjet",
            "in-v3.mailjet.com",
            ("api_key", "secret_key"),
            "anymail.webhooks.mailjet.MailjetTrackingWebhookView",
            UNTRACKED,
        ),
        "scaleway": Kind("Scaleway", "smtp.tem.scw.cloud", ("secret_key", "project_id")),
    }
)


@dataclass(frozen=True)
class Provider:
    """The one this installation sends through."""

    name: str
    credentials: Mapping[str, str] = field(repr=False)

    @property
    def kind(self) -> Kind:
        return KINDS[self.name]


def parse(text: str) -> Provider | None:
    """The provider TAMBOUR_MAIL_API names; None for an empty one.

    Raises ImproperlyConfigured, naming the variable and never a key; also when django-anymail is not installed.
    """
    if not text:
        return None
    name, *secrets = (part.strip() for part in text.split(":"))
    kind = KINDS.get(name.lower())
    if kind is None or len(secrets) != len(kind.names) or not all(secrets):
        raise ImproperlyConfigured(f"TAMBOUR_MAIL_API ne se lit pas. Écrivez {FORMS}.")
    if find_spec("anymail") is None:
        raise ImproperlyConfigured(f"TAMBOUR_MAIL_API demande django-anymail : {INSTALL}")
    return Provider(name.lower(), dict(zip(kind.names, secrets, strict=True)))


def configured() -> Provider | None:
    """This installation's provider, or None: mail goes to a mail server, or stays here. Raises ImproperlyConfigured."""
    return parse(settings.MAIL_API)


class Door:
    """One session with the provider, kept open from one message to the next."""

    def __init__(self, provider: Provider) -> None:
        self.provider = provider
        backend = import_string(f"anymail.backends.{provider.name}.EmailBackend")
        self.backend = backend(**provider.credentials, timeout=TIMEOUT)

    def hand_over(self, raw: bytes, recipient: str, note: str = "") -> Outcome:
        """One message for one recipient. NOTE comes back with whatever the provider tells of it afterwards."""
        try:
            message = rewritten(raw, recipient)
            message.metadata = {NOTE: note} if note else {}  # type: ignore[attr-defined]
            for name, value in self.provider.kind.options.items():
                setattr(message, name, value)
            self.backend.open()
            self.backend.send_messages([message])
        except Exception as error:  # noqa: BLE001 -- whatever it is, the message's fate must be written down
            return outcome_of(error)
        return outcome_of_status(message.anymail_status)  # type: ignore[attr-defined]

    def close(self) -> None:
        self.backend.close()


def rewritten(raw: bytes, recipient: str) -> EmailMultiAlternatives:
    """The same message as providers take it: words, sender and our headers, the MIME being theirs to write."""
    parsed = BytesParser(EmailMessage, policy=SMTP).parsebytes(raw)
    headers = {
        name: re.sub(r"[\r\n]+\s*", " ", str(value))  # as it was written: encoded words stay so
        for name, value in parsed.raw_items()
        if OUR_HEADERS.fullmatch(name)
    }
    message = EmailMultiAlternatives(
        subject=one_line(str(parsed["Subject"] or "")),
        body=content(parsed, "plain"),
        from_email=str(parsed["From"]),
        to=[recipient],
        reply_to=[str(parsed["Reply-To"])] if parsed["Reply-To"] else None,
        headers=headers,
    )
    if html := content(parsed, "html"):
        message.attach_alternative(html, "text/html")
    return message


def content(parsed: EmailMessage, kind: str) -> str:
    part = parsed.get_body((kind,))
    return str(part.get_content()) if part else ""


def outcome_of_status(status: Any) -> Outcome:
    """What the provider answered for the one recipient there was."""
    response = status.esp_response
    if response.status_code >= 400:
        return judged(response.status_code, response.text)
    if status.status & {"failed", "invalid", "rejected"}:
        return Outcome(Fate.NEVER, one_line(response.text, LONGEST_WORDS))
    return Outcome(Fate.TAKEN, one_line(f"pris sous {status.message_id}", LONGEST_WORDS))


def outcome_of(error: BaseException) -> Outcome:
    """What that exception says of the message. Unless it proves that nothing left, nobody knows."""
    response = getattr(error, "response", None)
    if response is not None:
        return judged(response.status_code, response.text)
    names = {kind.__name__ for kind in causes(error)}
    unsent = names & {"NewConnectionError", "ConnectTimeout", "ConnectTimeoutError", "SSLError", "ProxyError"}
    words = one_line(str(error), LONGEST_WORDS)
    if unsent:
        return Outcome(Fate.NOT_SENT, words)
    if names & {"AnymailRecipientsRefused", "AnymailUnsupportedFeature", "AnymailInvalidAddress"}:
        return Outcome(Fate.NEVER, words)
    return Outcome(Fate.UNKNOWN, words)


def causes(error: BaseException | None) -> set[type]:
    """The classes of an exception, of what caused it, and of what it carries."""
    found: set[type] = set()
    while error is not None:
        found |= set(type(error).__mro__)
        carried = [value for value in error.args if isinstance(value, BaseException)]
        reason = next((getattr(value, "reason", None) for value in carried), None)
        found |= {type(value) for value in (*carried, reason) if value is not None}
        error = error.__cause__
    return found


def judged(status: int, words: str) -> Outcome:
    """What an HTTP status says of the message it answers. Pure.

    A gateway's 5xx does not tell whether the provider has it; « 503 » says that it has not.
    """
    fates = {429: Fate.BUSY, 503: Fate.LATER, 401: Fate.OURS, 402: Fate.OURS, 403: Fate.OURS, 404: Fate.OURS}
    fate = fates.get(status) or (Fate.NEVER if status < 500 else Fate.UNKNOWN)
    return Outcome(fate, one_line(f"HTTP {status} {words}", LONGEST_WORDS))
