"""Writing the journal. Called by ContentPage inside the transaction that publishes, changes or withdraws."""

import hashlib
import json
from datetime import datetime
from typing import TYPE_CHECKING

from django.core.serializers.json import DjangoJSONEncoder
from wagtail.models import Site

from content.models.journal import JournalLine

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
    cancelled = bool(facts.get("cancelled"))
    if last is None or last.kind == Kind.WITHDRAWN:
        kind = Kind.PUBLISHED
    elif last.fingerprint == print_now:
        return None
    else:
        kind = Kind.CANCELLED if cancelled and not last.cancelled else Kind.CHANGED
    return write(page, kind, at, print_now, cancelled, page.site)


def withdraw(page: "ContentPage", at: datetime) -> JournalLine | None:
    """Writes that the page is no longer to be read; None when residents never could, or know already."""
    last = JournalLine.objects.about(page.uid).last()
    if last is None or last.kind == Kind.WITHDRAWN:
        return None
    return write(page, Kind.WITHDRAWN, at, last.fingerprint, last.cancelled, last.site)


def write(page: "ContentPage", kind: Kind, at: datetime, print_now: str, cancelled: bool, site: Site) -> JournalLine:
    return JournalLine.objects.create(
        site=site,
        page_id=page.pk,
        page_uid=page.uid,
        collection=page.journal_collection,
        kind=kind,
        at=at,
        title=page.title,
        url=page.path_on_site(site),
        fingerprint=print_now,
        cancelled=cancelled,
    )
