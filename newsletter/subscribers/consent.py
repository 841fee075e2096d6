"""The sentence residents agree to, and the ledger that proves it."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from wagtail.models import Site

from content import seals
from content.addresses import Address
from content.models import Commune, commune_of
from newsletter.models import ConsentLine, Subscriber
from newsletter.subscribers.choices import Choice

Event = ConsentLine.Event
Source = ConsentLine.Source


def sentence(commune: Commune) -> str:
    """What stands above the button « M’abonner ». Change a word and its version changes."""
    return _(
        "En m’abonnant, j’accepte que la mairie %(of)s garde mon adresse pour m’envoyer ce que j’ai coché, et rien d’autre. "
        "Je peux tout arrêter à tout moment, d’un geste, par le lien en bas de chaque courriel."
    ) % {"of": commune.de_name}


def sentence_of(site: Site) -> str:
    return sentence(commune_of(site))


def version(wording: str) -> str:
    """Twelve hexadecimal characters that name that exact sentence."""
    return hashlib.sha256(wording.encode()).hexdigest()[:12] if wording else ""


def address_hash(address: str) -> str:
    """The keyed hash under which the ledger knows a mailbox."""
    return seals.keyed_hash("consent/address", Address(address).key)


@dataclass(frozen=True)
class Evidence:
    """How an agreement was given: the words, the page, when it was asked and when it was confirmed."""

    wording: str = ""
    page: str = ""
    asked_at: datetime | None = None
    confirmed_at: datetime | None = None


NO_EVIDENCE = Evidence()


def without_address(reason: str, address: str) -> str:
    """The reason as the ledger may keep it: mail servers quote the address they refuse."""
    return re.sub(re.escape(address), "(l’adresse)", reason, flags=re.IGNORECASE) if address else reason


def record(
    subscriber: Subscriber,
    event: ConsentLine.Event,
    source: ConsentLine.Source,
    at: datetime,
    *,
    choices: Iterable[Choice] = (),
    reason: str = "",
    evidence: Evidence = NO_EVIDENCE,
) -> ConsentLine:
    """Writes one line about a person whose address is still known. Call it in the transaction that makes it true."""
    return ConsentLine.objects.create(
        site_id=subscriber.site_id,
        person=subscriber.uid,
        address_hash=address_hash(subscriber.address or ""),
        event=event,
        source=source,
        reason=without_address(reason, subscriber.address or "")[:300],
        at=at,
        choices=[choice.code for choice in choices],
        wording=evidence.wording,
        wording_version=version(evidence.wording),
        page=evidence.page[:500],
        asked_at=evidence.asked_at,
        confirmed_at=evidence.confirmed_at,
    )
