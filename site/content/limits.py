"""What keeps a public form from being used against somebody: how often an address, a network or a town may cause a mail.

In August 2016 nine addresses were written 81,000 times into such forms. Counters hold keyed hashes: a visitor's network
address is nowhere else, and goes with its ten minutes. Each form has limits of its own, told apart by their labels.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from django.db.models import F
from wagtail.models import Site

from content import seals
from content.models.counter import RequestCounter


@dataclass(frozen=True)
class Limit:
    label: str
    most: int
    window: timedelta


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


def give_back(limits: tuple[Limit, ...], site: Site, subject: str) -> None:
    """Forgets what was counted for that subject: it has proved to be who it says."""
    RequestCounter.objects.filter(key__in=[key_of(limit, site, subject) for limit in limits]).delete()


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
