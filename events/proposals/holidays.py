"""A club that strikes out, date by date, exactly the holidays means « sauf vacances scolaires », and the agenda says so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from wagtail.models import Site

from events.proposals.facts import NOT_HELD, EventFacts
from events.proposals.pages import imagined
from events.recurrence import Rule, parse
from events.schedule import Kind

BOXES = ((True, False), (False, True), (True, True))


def with_boxes(facts: EventFacts, site: Site) -> EventFacts:
    """The same dates, said by the boxes of the form where the dates left out are all those of the holidays and no other.

    Only of a series that ends: nobody knows which holidays one without an end would leave out.
    """
    left_out = {each.original_day for each in facts.date_changes if is_left_out(each.kind, each.message)}
    rule = parse(facts.rule) if facts.rule else None
    if not left_out or rule is None or rule.until is None:
        return facts
    for school, public in BOXES:
        boxed = replace(facts, skip_school_holidays=school, skip_public_holidays=public)
        if hidden_days(boxed, rule, rule.until, site) == left_out:
            kept = tuple(each for each in facts.date_changes if not is_left_out(each.kind, each.message))
            return replace(boxed, date_changes=kept)
    return facts


def is_left_out(kind: str, message: str) -> bool:
    return kind == Kind.CANCELLED and message == NOT_HELD


def hidden_days(facts: EventFacts, rule: Rule, until: date, site: Site) -> set[date]:
    """The days of the rule that its boxes would leave out."""
    days_off = imagined(facts, site).days_off()
    return {day for day in rule.days(facts.start_day, until) if day in days_off}
