"""How many mails the subscription form can cause: the numbers; `content.limits` counts.

One address causes one mail a day and three in all until somebody confirms; one network ten in ten minutes; one town
sixty an hour, the rest waits its turn.
An imported list invites thirty people an hour. Whoever is subscribed has three links a day sent to herself from her own page.
"""

from datetime import datetime, timedelta

from wagtail.models import Site

from content.addresses import Address
from content.limits import Limit, forget, give_back, key_of, network, take
from content.models import RequestCounter

__all__ = ["Limit", "forget", "network", "take"]

PER_NETWORK = Limit("network", 10, timedelta(minutes=10))
PER_ADDRESS_A_DAY = Limit("address/day", 1, timedelta(days=1))
PER_ADDRESS = Limit("address", 3, timedelta(days=30))
PER_OWNER = Limit("owner", 3, timedelta(days=1))
PER_TOWN = Limit("town", 60, timedelta(hours=1))
PER_IMPORT = Limit("import", 30, timedelta(hours=1))
MOST_UNREAD = 1_000
"""Requests that may wait for the worker in one town; beyond, the form asks to come back later."""


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
    give_back((PER_ADDRESS_A_DAY, PER_ADDRESS), site, address.canonical)
