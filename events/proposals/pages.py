"""From what was proposed to the page of an event: drafted in memory to be read, then written for good."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import fields
from typing import Any

from django.utils.html import linebreaks
from wagtail.models import Site

from content.models import Organizer
from content.slugs import slug_of
from events.models.event import EventPage
from events.models.planning import DateChange, EventDate
from events.proposals.facts import NAMES, ChangedDate, ChosenDate, EventFacts
from events.proposals.reading import text_of

ROWS = {"place": "place_id", "signatory": "signatory_id"}
ELSEWHERE = frozenset({"text", "chosen_dates", "date_changes", "organizer_name", "accessibility"})


def imagined(facts: EventFacts, site: Site) -> EventPage:
    """The page these facts would make, saved nowhere: enough to be read, checked and laid beside another."""
    page = EventPage()
    page.site = site
    write_on(page, facts)
    return page


def write_on(page: EventPage, facts: EventFacts, names: Collection[str] = NAMES) -> None:
    """Puts the facts of those names on the page, which is not saved."""
    for name in names:
        if name not in ELSEWHERE:
            setattr(page, ROWS.get(name, name), getattr(facts, name))
    if "text" in names:
        page.body = body_of(facts.text)
    if "accessibility" in names:
        page.accessibility = list(facts.accessibility)
    if "chosen_dates" in names:
        page.chosen_dates = [EventDate(**values_of(each, ChosenDate)) for each in facts.chosen_dates]
    if "date_changes" in names:
        page.date_changes = [DateChange(**values_of(each, ChangedDate)) for each in facts.date_changes]


def facts_of(page: EventPage) -> EventFacts:
    """What the page says, in the same words: what a form is filled with to change it."""
    same = {name: getattr(page, ROWS.get(name, name)) for name in NAMES if name not in ELSEWHERE}
    return EventFacts(
        **same,
        text=text_of(page),
        accessibility=tuple(page.accessibility),
        chosen_dates=tuple(ChosenDate(**values_of(row, ChosenDate)) for row in page.chosen_dates.all()),
        date_changes=tuple(ChangedDate(**values_of(row, ChangedDate)) for row in page.date_changes.all()),
    )


def values_of(row: Any, kind: type[ChosenDate | ChangedDate]) -> dict[str, Any]:
    """What a row of the page and a value of that kind have in common."""
    return {field.name: getattr(row, field.name) for field in fields(kind)}


def body_of(text: str) -> str:
    """Plain text as the blocks of a page: what looks like markup stays text."""
    return json.dumps([{"type": "prose", "value": linebreaks(text, autoescape=True)}] if text else [])


def organizer_named(name: str, site: Site) -> Organizer | None:
    """Who goes by that name in the town's lists, added to them as an association when nobody does; None for no name."""
    slug = slug_of(name)[:80]
    if not slug:
        return None
    organizer: Organizer = Organizer.objects.get_or_create(site=site, slug=slug, defaults={"name": name})[0]
    return organizer
