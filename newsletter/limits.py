"""What keeps the form from being used against somebody: how many mails an address, a network and a town can cause.

In August 2016 nine addresses were written 81,000 times into such forms. Here one address causes one mail a day and
three in all until somebody confirms; one network ten in ten minutes; one town sixty an hour, the rest waits its turn.
An imported list invites thirty people an hour. Whoever is subscribed has three links a day sent to herself from her own page.
Counters hold keyed hashes: a visitor's network address is nowhere else, and goes with its ten minutes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from django.db.models import F
from wagtail.models import Site

from content import seals
from newsletter.addresses import Address
from newsletter.models.counter import RequestCounter


@dataclass(frozen=True)
class Limit:
    label: str
    most: int
    window: timedelta


PER_NETWORK = Limit("network", 10, timedelta(minutes=10))
PER_ADDRESS_A_DAY = Limit("address/day", 1, timedelta(days=1))
PER_ADDRESS = Limit("address", 3, timedelta(days=30))
PER_OWNER = Limit("owner", 3, timedelta(days=1))
PER_TOWN = Limit("town", 60, timedelta(hours=1))
PER_IMPORT = Limit("import", 30, timedelta(hours=1))
MOST_UNREAD = 1_000
"""Requests that may wait for the worker in one town; beyond, the form asks to come back later."""


def key_of(limit: Limit, site: Site, subject: str) -> str:
    return seals.keyed_hash(f"limit/{limit.label}", f"{site.pk}/{subject}")


def take(limit: Limit, site: Site, subject: str, now: datetime) -> bool:
    """Counts one more for that subject in that town, unless its window is full; whether it was counted."""
    key = key_of(limit, site, subject)
    counters = RequestCounter.objects.filter(key=key)
    ends_at = now + limit.window
    if counters.over(now).update(count=1, ends_at=ends_at):
        return True
    _counter, made = RequestCounter.objects.get_or_create(key=key, defaults={"count": 1, "ends_at": ends_at})
    return made or bool(counters.filter(count__lt=limit.most).update(count=F("count") + 1))


def network_may_ask(site: Site, network: str, now: datetime) -> bool:
    return take(PER_NETWORK, site, network, now)


def address_may_be_written(site: Site, address: Address, now: datetime) -> bool:
    """Whether one more mail may go to that mailbox, whoever asks; its `+tags` and Gmail's dots are one mailbox."""
    return take(PER_ADDRESS_A_DAY, site, address.canonical, now) and take(PER_ADDRESS, site, address.canonical, now)


def personal_mail_may_leave(site: Site, address: Address, now: datetime) -> bool:
    """Whether one more personal link may go to a subscriber who asked for it from the page of their choices."""
    return take(PER_OWNER, site, address.canonical, now)


def invitation_may_leave(site: Site, now: datetime) -> bool:
    """Whether this hour still holds an invitation to people of an imported list."""
    return take(PER_IMPORT, site, "", now)


def town_has_room(site: Site, now: datetime) -> bool:
    """Whether this hour still holds a mail for that town."""
    return not RequestCounter.objects.filter(
        key=key_of(PER_TOWN, site, ""), count__gte=PER_TOWN.most, ends_at__gt=now
    ).exists()


def count_for_town(site: Site, now: datetime) -> None:
    take(PER_TOWN, site, "", now)


def forgive(site: Site, address: Address) -> None:
    """Forgets the count of an address whose owner has confirmed: he may ask again whenever he likes."""
    keys = [key_of(limit, site, address.canonical) for limit in (PER_ADDRESS_A_DAY, PER_ADDRESS)]
    RequestCounter.objects.filter(key__in=keys).delete()


def forget(now: datetime) -> int:
    """Deletes the counters whose window has passed; returns how many."""
    return RequestCounter.objects.over(now).delete()[0]


def network(meta: Mapping[str, str]) -> str:
    """The visitor's network from a request's META: the address in IPv4, the /56 a household is given in IPv6; "" when unknown.

    A forwarded address is believed only from a proxy on the machine or its private network, and only the one that
    proxy added.
    """
    peer = meta.get("REMOTE_ADDR", "")
    forwarded = meta.get("HTTP_X_FORWARDED_FOR", "").rsplit(",", 1)[-1].strip()
    if forwarded and not public(peer):
        peer = forwarded
    try:
        address = ip_address(peer)
    except ValueError:
        return ""
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    return str(ip_network(f"{address}/{56 if address.version == 6 else 32}", strict=False))


def public(peer: str) -> bool:
    try:
        return ip_address(peer).is_global
    except ValueError:
        return False
