"""Django's door to our queue: what Wagtail writes to editors (an approval asked, a forgotten password) leaves like the rest.

Nobody waits for a mail server within a request, and a mail written in a transaction that fails never leaves.
"""

from collections.abc import Sequence
from email.utils import parseaddr
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from wagtail.models import Site

from content.mail.queue import queue

PURPOSE = "bureau"


class QueueBackend(BaseEmailBackend):
    """One row of the queue for each recipient, under the installation's first town."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """How many messages were put in the queue. Raises ValidationError for an address that is not one."""
        site = Site.objects.get(is_default_site=True)
        for message in email_messages:
            for recipient in message.recipients():
                address, subject = parseaddr(recipient)[1], str(message.subject)
                queue(site, address, subject, str(message.body), html_of(message), purpose=PURPOSE)
        return len(email_messages)


def html_of(message: Any) -> str | None:
    """The other form of the message, if it has one."""
    found = [content for content, kind in getattr(message, "alternatives", []) if kind == "text/html"]
    return str(found[0]) if found else None
