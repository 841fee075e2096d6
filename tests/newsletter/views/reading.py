"""What residents read: a page in words, the links of the mails they received."""

import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from content.models import OutgoingMessage


def words(response: Any) -> str:
    """What the page says, without its markup, on one line."""
    text = re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", response.content.decode())
    return re.sub(r"[\s\u00a0\u202f]+", " ", text)


def title(response: Any) -> str:
    found = re.search(r"<title>(.*?)</title>", response.content.decode())
    assert found
    return found[1]


def latest_mail(to: str | None = None) -> EmailMessage:
    """The latest single mail, to that address if one is given, parsed as a mail program does."""
    sent = OutgoingMessage.objects.filter(**({"recipient": to} if to else {})).latest("pk")
    message = message_from_bytes(bytes(sent.raw), policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def link_of(message: EmailMessage, below: str = "/recevoir/") -> str:
    """The path of the first link below that path, in the mail's text."""
    body = message.get_body(("plain",))
    assert body is not None
    found = re.search(rf"https?://[^/\s]+({re.escape(below)}\S+/)", body.get_content())
    assert found, body.get_content()
    return found[1]
