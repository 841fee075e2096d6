"""What a provider's API tells of a mail afterwards, in the shape of a mail that came back (reading.Returned).

It writes to an address that only this town could have made and that is given to nobody else. Even so a word of it only
counts with the key of a delivery or of a single mail of ours, which left with the message.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.http import HttpRequest
from django.utils.module_loading import import_string

from content import seals
from content.mail import api
from content.mail.api import Provider
from newsletter.bounces import return_path
from newsletter.bounces.reading import Kind, Returned, without_addresses
from newsletter.bounces.status import ENHANCED

PATH = "/courrier/evenements/"
MOST = 1_000  # events in one call
KINDS = {
    "bounced": Kind.FAILURE,
    "failed": Kind.FAILURE,
    "rejected": Kind.FAILURE,
    "deferred": Kind.DELAY,
    "complained": Kind.COMPLAINT,
    "unsubscribed": Kind.STOP,
}
REASONS = {"spam": Kind.COMPLAINT, "unsubscribed": Kind.STOP}
NOBODY_THERE = "5.1.1"  # RFC 3463: what « hard bounce » means, when no code stands beside it


class Unreadable(ValueError):
    """Not what that provider writes."""


def address_key(provider: Provider) -> str:
    """The part of the address that nobody can guess: 32 hexadecimal characters."""
    return seals.keyed_hash("mail-api/events", provider.name)[:32]


def read(provider: Provider, request: HttpRequest) -> list[Returned]:
    """The events of one call that ask for something. Raises Unreadable, whatever the bytes."""
    try:
        reader = import_string(provider.kind.events)(webhook_secret=address_key(provider))  # ours has been checked
        events = reader.parse_events(request)
        return list(those_of_ours(events[:MOST]))
    except Exception as error:
        raise Unreadable from error


def those_of_ours(events: list[Any]) -> Iterator[Returned]:
    """What is delivered, opened or clicked says nothing that we want to know."""
    for event in events:
        kind = KINDS.get(str(event.event_type))
        metadata = event.metadata if isinstance(event.metadata, dict) else {}
        note = str(metadata.get(api.NOTE, ""))
        delivery, single = (return_path.read_key(note, what) for what in (return_path.DELIVERY, return_path.SINGLE))
        if kind and delivery is not None:
            yield replace(returned(event, kind), deliveries=(delivery,))
        elif kind and single is not None:
            yield replace(returned(event, kind), singles=(single,))


def returned(event: Any, kind: Kind) -> Returned:
    words = without_addresses(str(event.mta_response or event.description or event.reject_reason or ""))
    if kind is Kind.FAILURE:
        kind = REASONS.get(str(event.reject_reason), kind)
    if kind is Kind.COMPLAINT:
        words = "Signalé comme indésirable, dit le service d’envoi."
    status = NOBODY_THERE if is_hard(event) and not ENHANCED.search(words) else ""
    return Returned(kind, status, words)


def is_hard(event: Any) -> bool:
    """Whether the provider itself says that nobody is there."""
    told = event.esp_event if isinstance(event.esp_event, dict) else {}
    named = told.get("event") in {"hard_bounce", "invalid_email"} or told.get("hard_bounce") is True
    return named or event.reject_reason == "invalid"
