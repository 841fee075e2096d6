"""What a new number opens with: the usual sections in their order, filled by the site where the site knows.

The month's news, next month's agenda and practical facts fill themselves. The council's last session comes from the acts,
through a door that the room above opens (`register_sessions`). The groups' places come from the council's table. What was set
in the number before (signature, titles, back cover) is taken up again; what was said in it is not.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import uuid4

from wagtail.models import Site

from content.models import CouncilGroup

if TYPE_CHECKING:
    from newsletter.models.bulletin import BulletinPage

USUAL_SECTIONS = ("editorial", "briefs", "news", "council", "agenda", "practical", "groups", "back")
TAKEN_UP = {
    "editorial": ("signatory", "role", "note", "portrait"),
    "news": ("title", "excerpt"),
    "agenda": ("title", "series"),
    "practical": ("title", "emergencies", "opening_hours", "collections", "records_note"),
    "groups": ("title", "limit", "closing"),
    "back": ("title", "offline"),
    "council": ("title",),
}
"""What a section keeps of the one before. Everything else begins anew: a table of last month's dates would mislead."""
DAYS_BEFORE = 10
"""The groups' deadline, this many days before the month."""

Raw = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision of the council, with the page residents can read."""

    title: str
    text: str
    page: int
    in_favour: int = 0
    against: int = 0
    abstentions: int = 0


@dataclass(frozen=True, slots=True)
class Session:
    """A sitting of the council. `next_session` is written out: « Vendredi 11 décembre, 20 h », or empty."""

    on: dt.date
    decisions: tuple[Decided, ...] = field(default=())
    next_session: str = ""
    next_place: str = ""


FindSession = Callable[[Site, dt.date], Session | None]
_sessions: list[FindSession] = []
Found = TypeVar("Found", bound=FindSession)


def register_sessions(find: Found) -> Found:
    """Has new numbers ask that function for the latest session after a day."""
    _sessions[:] = [find]
    return find


def sections(last: BulletinPage | None, site: Site | None, month: dt.date, today: dt.date) -> list[Raw]:
    """The blocks of the new number, as a StreamField keeps them. `last` is the number before, as last saved."""
    before = {block["type"]: block["value"] for block in reversed(list(last.sections.raw_data))} if last else {}
    news_since = (last.month if last else month) - dt.timedelta(days=31)
    makers: dict[str, Callable[[], Raw | None]] = {
        "editorial": lambda: {} if last is None or "editorial" in before else None,
        "briefs": lambda: None,
        "council": lambda: council(site, news_since),
        "groups": lambda: groups(site, month, today),
    }
    found = []
    for name in USUAL_SECTIONS:
        value = makers.get(name, dict)()
        if value is not None:
            kept = {key: before[name][key] for key in TAKEN_UP[name] if key in before.get(name, {})}
            found.append({"type": name, "value": kept | value})
    return found


def council(site: Site | None, after: dt.date) -> Raw | None:
    """The latest session and what it decided, each with its votes; None when nothing was decided since."""
    session = next((found for find in _sessions if site and (found := find(site, after))), None)
    if session is None:
        return None
    return {
        "on": session.on.isoformat(),
        "decisions": items(
            {
                "title": decided.title,
                "text": decided.text,
                "in_favour": decided.in_favour,
                "against": decided.against,
                "abstentions": decided.abstentions,
                "page": decided.page,
            }
            for decided in session.decisions
        ),
        "next_session": session.next_session,
        "next_note": session.next_place,
    }


def groups(site: Site | None, month: dt.date, today: dt.date) -> Raw | None:
    """A place for each group of the council, and a deadline while one can still be kept."""
    known = list(CouncilGroup.objects.for_site(site)) if site else []
    if not known:
        return None
    deadline = month - dt.timedelta(days=DAYS_BEFORE)
    return {
        "deadline": deadline.isoformat() if deadline > today else None,
        "voices": items({"group": group.pk} for group in known),
    }


def items(values: Iterable[Raw]) -> list[Raw]:
    return [{"type": "item", "value": value, "id": str(uuid4())} for value in values]
