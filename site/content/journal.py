"""Writing the journal. Called by ContentPage inside the transaction that publishes, changes or withdraws."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone
from wagtail.models import Site

from content.models.journal import JournalLine
from content.turns import Turn, Turns, fresh, from_json, to_json

if TYPE_CHECKING:
    from content.models.page import ContentPage

Kind = JournalLine.Kind


def fingerprint(facts: dict[str, object]) -> str:
    """SHA-256 of the facts in canonical JSON: equal facts, equal fingerprint, whatever the order they were given in."""
    text = json.dumps(facts, sort_keys=True, ensure_ascii=False, cls=DjangoJSONEncoder)
    return hashlib.sha256(text.encode()).hexdigest()


def record(page: "ContentPage", at: datetime) -> JournalLine | None:
    """Writes the line that brings the journal up to the page's present state, and returns it; None when it already is.

    A page republished with the same facts writes nothing: residents are woken by what changed, not by a click.
    """
    last = JournalLine.objects.about(page.uid).last()
    if not page.live:
        return withdraw(page, at)
    if page.site is None:  # not under any town's root: nobody can read it
        return None
    facts = page.journal_facts()
    print_now = fingerprint(facts)
    present, cancelled = page.journal_turns(), bool(facts.get("cancelled"))
    if last is None or last.kind == Kind.WITHDRAWN:
        return write(page, State(Kind.PUBLISHED, at, page.site, print_now, cancelled, present))
    if last.fingerprint == print_now:
        return None
    known = {name: from_json(kept) for name, kept in last.turns_known.items()}
    known = {name: turn for name, turn in known.items() if name in present or page.journal_holds(name)}
    told = fresh(known, present, timezone.localdate(at))
    off = (cancelled and not last.cancelled) or any(turn.off for turn in told)
    return write(
        page, State(Kind.CANCELLED if off else Kind.CHANGED, at, page.site, print_now, cancelled, present, told)
    )


def withdraw(page: "ContentPage", at: datetime) -> JournalLine | None:
    """Writes that the page is no longer to be read; None when residents never could, or know already."""
    last = JournalLine.objects.about(page.uid).last()
    if last is None or last.kind == Kind.WITHDRAWN:
        return None
    return write(page, State(Kind.WITHDRAWN, at, last.site, last.fingerprint, last.cancelled))


@dataclass(frozen=True)
class State:
    """What a line says of a page besides its name and its address."""

    kind: JournalLine.Kind
    at: datetime
    site: Site
    fingerprint: str
    cancelled: bool
    turns: Turns = field(default_factory=dict)
    told: Iterable[Turn] = ()


def write(page: "ContentPage", state: State) -> JournalLine:
    return JournalLine.objects.create(
        site=state.site,
        page_id=page.pk,
        page_uid=page.uid,
        collection=page.journal_collection,
        kind=state.kind,
        at=state.at,
        title=page.title,
        url=page.path_on_site(state.site),
        fingerprint=state.fingerprint,
        cancelled=state.cancelled,
        turns_known={name: to_json(turn) for name, turn in state.turns.items()},
        turns_told=[to_json(turn) for turn in state.told],
    )
