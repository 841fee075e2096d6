"""What the kernel forgets, and when: the periods that the page « Données personnelles » promises."""

from datetime import datetime, timedelta

from wagtail.models import ModelLogEntry, PageLogEntry

from content.mail import transport
from content.models import OutgoingMessage

SINGLE_MAIL = timedelta(days=30)
ACTIONS = timedelta(days=365)
"""The CNIL advises six months to a year for the log of what agents do."""


def forget(now: datetime) -> int:
    """Everything whose time has come; returns how many rows or files lost something."""
    mails = OutgoingMessage.objects.settled_before(now - SINGLE_MAIL).delete()[0]
    return mails + drop_kept_mails(now - SINGLE_MAIL) + unname_actions(now - ACTIONS)


def drop_kept_mails(limit: datetime) -> int:
    """The mails kept in the outbox while no server is configured."""
    old = [path for path in transport.outbox().glob("*.eml") if path.stat().st_mtime <= limit.timestamp()]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def unname_actions(limit: datetime) -> int:
    """The history of pages still says what was done, no longer by whom."""
    logs = [model.objects.filter(timestamp__lte=limit, user__isnull=False) for model in (PageLogEntry, ModelLogEntry)]
    return sum(log.update(user=None) for log in logs)
