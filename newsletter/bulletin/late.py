"""What has changed since a number was printed, of what it speaks of: read in the journal, said above its page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from content.models import JournalLine
from newsletter.models.issue import Issue

Kind = JournalLine.Kind
MOST = 12
"""Beyond, the site itself is the list."""
_LINK = re.compile(r'\bhref="([^"]+)"')


@dataclass(frozen=True, slots=True)
class LateChange:
    """One page that is no longer as printed. `url` is empty where there is nothing left to read."""

    title: str
    url: str
    words: str
    at: datetime


def late_changes(issue: Issue) -> list[LateChange]:
    """The latest state of each page that the frozen number links to and that has changed since, the last change first."""
    if issue.issued_at is None:
        return []
    lines = JournalLine.objects.for_site(issue.site).filter(at__gt=issue.issued_at, url__in=pages_of(issue.web))
    latest = {line.page_uid: line for line in lines.exclude(kind=Kind.PUBLISHED).order_by("pk")}
    changes = [LateChange(line.title, where(line), words(line), line.at) for line in latest.values()]
    return sorted(changes, key=lambda change: change.at, reverse=True)[:MOST]


def where(line: JournalLine) -> str:
    return "" if line.kind == Kind.WITHDRAWN else line.url


def words(line: JournalLine) -> str:
    """« Mardi 8 décembre, 20 h : annulé. La salle est prise. », « Annulé. », « Retiré du site. », « Mis à jour. »"""
    if line.told:
        return line.told
    return {Kind.CANCELLED: _("Annulé."), Kind.WITHDRAWN: _("Retiré du site.")}.get(Kind(line.kind), _("Mis à jour."))


def pages_of(html: str) -> set[str]:
    """The pages a number links to, below a section of the site; one date of an event is a page of the event."""
    found = set()
    for link in _LINK.findall(html):
        address = urlsplit(unescape(link))
        parts = address.path.split("/")
        if not address.netloc and parts[0] == "" and len(parts) > 3:
            found |= {"/".join(parts), "/".join([*parts[:3], ""])}
    return found
