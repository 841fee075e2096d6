"""What these tests read of a page and of the mails that wait to leave."""

import re
from email import message_from_bytes, policy
from typing import Any

from content.models import OutgoingMessage


def words(response: Any) -> str:
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return re.sub(r"[\s\u00a0\u202f]+", " ", text)


def mails(purpose: str) -> list[Any]:
    found = OutgoingMessage.objects.filter(purpose=f"proposal-{purpose}").order_by("pk")
    return [message_from_bytes(bytes(mail.raw), policy=policy.default) for mail in found]


def link_in(mail: Any) -> str:
    """The path of a proposal's own page, as written in the mail."""
    found = re.search(r"/agenda/proposer/suivi/[\w-]+/", mail.get_content())
    assert found, mail.get_content()
    return found[0]
