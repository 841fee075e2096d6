"""« J’ai vérifié, rien à changer »: a page that stays is read again at its own rhythm, and says by whom and when."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from wagtail.log_actions import log

from home.models import LastingPage

YEARLY = dt.timedelta(days=365)
ACTION = "home.check"


def rhythm(page: LastingPage) -> dt.timedelta:
    """The time that page leaves between two checks; a year while nobody has said otherwise."""
    if page.checked_on and page.check_again_on and page.check_again_on > page.checked_on:
        return page.check_again_on - page.checked_on
    return YEARLY


@transaction.atomic
def mark_checked(page: LastingPage, user: Any, day: dt.date) -> dt.date:
    """Says that the page is right as it stands, and returns the day of its next check.

    Its text, its feeds and its date of publication do not move.

    The latest draft is told too, or publishing it would bring the former dates back.
    """
    again_on = day + rhythm(page)
    who = user.get_full_name() or user.get_username()
    facts = {"checked_on": day, "checked_by": who, "check_again_on": again_on}
    for name, value in facts.items():
        setattr(page, name, value)
    page.save(update_fields=list(facts))
    if draft := page.latest_revision:
        draft.content |= {name: str(value) for name, value in facts.items()}
        draft.save(update_fields=["content"])
    log(instance=page, action=ACTION, user=user)
    return again_on
