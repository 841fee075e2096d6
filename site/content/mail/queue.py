"""The queue of single mails. A row is written in the caller's transaction: no change without its mail, no mail without it."""

from collections.abc import Callable, Mapping
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid, parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.core.validators import validate_email
from django.utils import timezone
from wagtail.models import Site

from content.mail import transport
from content.models.mail import OutgoingMessage

State = OutgoingMessage.State
Sender = Callable[[int, str], str]
Note = Callable[[int], str]
_returns: list[tuple[Sender, Note]] = []


def come_back_to(sender_for: Sender, note_for: Note) -> None:
    """An app that reads what comes back says where single mails do.

    SENDER_FOR answers the envelope sender of a mail, from its key and the address it would have otherwise; NOTE_FOR what
    a provider's API is to give back with its events.
    """
    _returns[:] = [(sender_for, note_for)]


def queue(
    site: Site,
    to: str,
    subject: str,
    text: str,
    html: str | None = None,
    *,
    purpose: str,
    headers: Mapping[str, str] | None = None,
    at: datetime | None = None,
) -> OutgoingMessage:
    """Inserts one mail in the present transaction and returns its row; the worker sends it after the commit.

    Raises ValidationError for an address that is not one, ValueError for a line break in a header.
    """
    validate_email(to)
    at = at or timezone.now()
    message = EmailMessage(policy=SMTP)
    message["From"] = settings.DEFAULT_FROM_EMAIL
    message["To"] = to
    message["Subject"] = subject
    message["Date"] = format_datetime(timezone.localtime(at))
    message["Message-ID"] = make_msgid(domain=urlsplit(settings.SITE_URL).hostname)
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no out-of-office answer wanted
    for name, value in (headers or {}).items():
        message[name] = value
    message.set_content(text, cte="quoted-printable")
    if html:
        message.add_alternative(html, subtype="html", cte="quoted-printable")
    return OutgoingMessage.objects.create(
        site=site, purpose=purpose, recipient=to, subject=subject, raw=message.as_bytes(), queued_at=at, due_at=at
    )


def deliver_due(now: datetime, limit: int = 100) -> int:
    """Sends the mails whose hour has come, each claimed first by a conditional update; returns how many left.

    A mail interrupted by a crash is sent again after ten minutes with the same Message-ID: for a confirmation,
    twice is better than never.
    """
    sent = 0
    for message in OutgoingMessage.objects.due(now)[:limit]:
        claim = OutgoingMessage.objects.due(now).filter(pk=message.pk)
        if claim.update(state=State.SENDING, claimed_at=now, attempts=message.attempts + 1):
            message.attempts += 1
            sent += hand_over(message, now)
    return sent


def send(message: OutgoingMessage) -> str:
    """From an address of its own, where one comes back to; from our own where the mail server will not have that one."""
    ordinary = sender = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    note = ""
    for sender_for, note_for in _returns:
        sender, note = sender_for(message.pk, ordinary), note_for(message.pk)
    raw = bytes(message.raw)
    try:
        return transport.send(raw, sender=sender, recipient=message.recipient, note=note)
    except transport.SenderRefused:
        if sender == ordinary:
            raise
        return transport.send(raw, sender=ordinary, recipient=message.recipient, note=note)


def hand_over(message: OutgoingMessage, now: datetime) -> int:
    """Sends one claimed mail and writes the outcome; 1 when the server took it."""
    try:
        message.answer = send(message)
    except transport.TemporaryRefusal as refusal:
        message.answer = str(refusal)
        next_attempt = message.next_attempt(now)
        message.state = State.WAITING if next_attempt else State.FAILED
        message.due_at = next_attempt or message.due_at
    except transport.PermanentRefusal as refusal:
        message.answer, message.state = str(refusal), State.FAILED
    else:
        message.state, message.sent_at = State.SENT, now
    message.save(update_fields=["state", "due_at", "sent_at", "answer", "attempts"])
    return int(message.state == State.SENT)
