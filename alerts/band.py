"""The band above every page: what it says of each alert at one moment."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from content.dates import hour, long_datetime

if TYPE_CHECKING:
    from alerts.models import AlertPage

SENTENCE_END = re.compile(r"(?<=[\w)»]{2}[.!?])\s+(?=[A-ZÀ-Ý«])")
"""After a word of two letters at least: « M. le maire » goes on."""
SHOWN = 3  # more would hide the page itself: the last line leads to all of them


@dataclass(frozen=True)
class Band:
    """One alert, in its words. `next_word` is a sentence, or empty."""

    level: int
    level_name: str
    title: str
    url: str
    standfirst: str
    next_word: str

    @property
    def in_short(self) -> str:
        """The first sentence: what every page but the first has room for."""
        return SENTENCE_END.split(self.standfirst, maxsplit=1)[0]


def bands(alerts: Iterable[AlertPage], at: dt.datetime) -> list[Band]:
    """The bands of that moment, in the order given, the alerts not shown then left out."""
    return [
        Band(
            level=alert.level,
            level_name=capfirst(alert.get_level_display()),
            title=alert.title,
            url=alert.url or "",
            standfirst=alert.standfirst,
            next_word=promise(alert.next_word(at), at),
        )
        for alert in alerts
        if alert.is_shown(at)
    ]


def promise(moment: dt.datetime | None, at: dt.datetime) -> str:
    """« Prochain point à 18 h. », with its day when it is another one."""
    if moment is None:
        return ""
    local, today = timezone.localtime(moment), timezone.localtime(at).date()
    if local.date() == today:
        return _("Prochain point à %(hour)s.") % {"hour": hour(local)}
    return _("Prochain point %(day)s.") % {"day": long_datetime(local, today)}
