"""What the sender of a published event asks to change of it, as a proposal that says what moves and nothing else."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from events.desk.rule_field import choice_of
from events.models.event import EventPage
from events.proposals.facts import EventFacts, kept
from events.proposals.forms.sender import OTHER
from events.proposals.models import Proposal
from events.proposals.pages import facts_of
from events.recurrence import parse
from events.values import Status

UNSAID = ("chosen_dates", "date_changes", "status", "status_message", "registration_url")  # what the form does not ask


def change(published: Proposal, wanted: EventFacts) -> Proposal:
    """The proposal, not saved, that what the form says replace what the page says."""
    now = facts_of(page_of(published))
    return proposal(published, now, replace(wanted, **{name: getattr(now, name) for name in UNSAID}))


def cancellation(published: Proposal, reason: str) -> Proposal:
    """The proposal, not saved, that the event be cancelled for that reason."""
    now = facts_of(page_of(published))
    return proposal(published, now, replace(now, status=Status.CANCELLED.value, status_message=reason))


def proposal(published: Proposal, now: EventFacts, wanted: EventFacts) -> Proposal:
    sender = {name: getattr(published, name) for name in ("site", "name", "email", "address_key", "phone", "event")}
    return Proposal(before=kept(now), facts=kept(wanted), **sender)


def page_of(published: Proposal) -> EventPage:
    """The page as residents read it. Raises LookupError before there is one."""
    if published.event is None:
        raise LookupError(published)
    return published.event


def form_values(published: Proposal) -> dict[str, Any]:
    """What the form is filled with."""
    facts = facts_of(page_of(published))
    values = {name: getattr(facts, name) for name in facts.__slots__ if name not in UNSAID}
    values["place"] = str(facts.place) if facts.place else OTHER
    values["signatory"] = str(facts.signatory) if facts.signatory else ""
    return values | rule_values(facts.rule)


def rule_values(text: str) -> dict[str, Any]:
    """The rule as the form's own questions."""
    if not text:
        return {}
    rule = parse(text)
    return {
        "repeat": choice_of(rule),
        "interval": rule.interval,
        "weekdays": [str(day) for day in rule.weekdays],
        "ranks": [str(rank) for rank in rule.ranks],
        "until": rule.until,
        "count": rule.count,
    }
