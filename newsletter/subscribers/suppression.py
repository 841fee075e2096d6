"""Mailboxes the town may not write to by itself: somebody there complained, or nobody is there any more.

Only the keyed hash is kept, so that it still holds when the address is erased. An import asks first; whoever confirms
by mail lifts it themselves.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from wagtail.models import Site

from content import seals
from content.addresses import Address
from newsletter.models import Suppression

KEPT = timedelta(days=3 * 365)
Cause = Suppression.Cause


class Suppressed(ValueError):
    """That mailbox may only subscribe by itself. Says in French what to do."""

    def __init__(self) -> None:
        super().__init__(
            "Cette adresse a signalé un courriel comme indésirable, ou ne reçoit plus rien : "
            "seule la personne peut s’abonner de nouveau, par le formulaire du site."
        )


def suppress(site: Site, address: str, cause: Suppression.Cause, now: datetime) -> None:
    """Writes that mailbox down; a complaint weighs more than a dead address, and a later date than an earlier."""
    known = Suppression.objects.at(site, [fingerprint(address)]).first()
    if known and known.cause == Cause.COMPLAINT:
        cause = Cause.COMPLAINT
    Suppression.objects.update_or_create(
        site=site, address_hash=fingerprint(address), defaults={"cause": cause, "since": now}
    )


def lift(site: Site, address: str) -> None:
    """The person said yes again from that mailbox."""
    Suppression.objects.at(site, [fingerprint(address)]).delete()


def is_suppressed(site: Site, address: str) -> bool:
    return bool(among(site, [address]))


def among(site: Site, addresses: Iterable[str]) -> set[str]:
    """Those of the addresses that are suppressed in that town, as they were given; one query."""
    by_hash = {fingerprint(address): address for address in addresses}
    found = Suppression.objects.at(site, by_hash).values_list("address_hash", flat=True)
    return {by_hash[address_hash] for address_hash in found}


def fingerprint(address: str) -> str:
    return seals.keyed_hash("suppression/address", Address(address).key)


def forget(now: datetime) -> int:
    """Three years, then a mailbox is like any other."""
    return Suppression.objects.filter(since__lte=now - KEPT).delete()[0]
