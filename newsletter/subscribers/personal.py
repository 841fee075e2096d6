"""What only the owner of a mailbox may ask: to read what is known of her, to be erased, to receive elsewhere.

The lasting link is not enough, since mails get forwarded: it only has a fresh link sent to the address, valid an hour,
for one purpose, once.

    ask(subscriber, purpose, now)    the link leaves; raises TooOften
    find(site, purpose, token, now)  the row behind a link, or None
    use(link)                        whether the link still served: the row is gone
    open_again(link)                 the token with which the reader of her own data goes on reading, within the same hour
    write_to_new_address(link, now)  the second letter of a move, to the new address
    move(link, now)                  the new address has answered
"""

from datetime import datetime

from django.db import transaction
from wagtail.models import Site

from content.addresses import Address
from newsletter.models import PersonalLink, Subscriber
from newsletter.subscribers import consent, erasing, limits, notices, suppression, tokens
from newsletter.subscribers.consent import Event, Evidence, Source
from newsletter.subscribers.tokens import PERSONAL_LIFE, Purpose


class TooOften(Exception):
    """That mailbox, or the town, has had its share of these mails."""


def ask(subscriber: Subscriber, purpose: Purpose, now: datetime, new_address: Address | None = None) -> PersonalLink:
    """Has a link sent to the person's address; an earlier one for the same purpose dies. Raises TooOften."""
    address = Address(subscriber.address or "")
    if not limits.town_has_room(subscriber.site, now) or not limits.personal_mail_may_leave(
        subscriber.site, address, now
    ):
        raise TooOften
    with transaction.atomic():
        link, token = draw(subscriber, purpose, now + PERSONAL_LIFE, new_address.text if new_address else "")
        limits.count_for_town(subscriber.site, now)
        notices.queue_personal_link(link, address.text, token, now)
    return link


def draw(
    subscriber: Subscriber, purpose: Purpose, expires_at: datetime, new_address: str = ""
) -> tuple[PersonalLink, str]:
    """A link and its token, in the place of an earlier one."""
    token, token_digest = tokens.fresh(purpose)
    facts = {"token_digest": token_digest, "expires_at": expires_at, "new_address": new_address}
    link, _made = PersonalLink.objects.update_or_create(subscriber=subscriber, purpose=purpose, defaults=facts)
    return link, token


def find(site: Site, purpose: Purpose, token: str, now: datetime) -> PersonalLink | None:
    """The row behind that link, or None: used, replaced, over an hour old, or never ours."""
    links = PersonalLink.objects.valid(now).for_site(site).select_related("subscriber__site")
    return links.filter(purpose=purpose, token_digest=tokens.digest(purpose, token)).first()


def use(link: PersonalLink) -> bool:
    """Uses the link up. False when somebody else just did."""
    return bool(PersonalLink.objects.filter(pk=link.pk, token_digest=link.token_digest).delete()[0])


def open_again(link: PersonalLink) -> str:
    """The token of the next page for whoever just used the link: same purpose, same hour."""
    _link, token = draw(link.subscriber, Purpose(link.purpose), link.expires_at)
    return token


def erase(link: PersonalLink, now: datetime) -> bool:
    """Erases the person. False when the link no longer served."""
    with transaction.atomic():
        return use(link) and erasing.erase(link.subscriber, Source.PERSONAL_LINK, now)


def write_to_new_address(link: PersonalLink, now: datetime) -> bool:
    """The present address agrees: the new one is asked in its turn. False when the link no longer served.

    Raises TooOften when that mailbox has been written to enough, whoever asked.
    """
    address = Address(link.new_address)
    with transaction.atomic():
        if not use(link):
            return False
        if not limits.address_may_be_written(link.subscriber.site, address, now):
            raise TooOften
        arrival, token = draw(link.subscriber, Purpose.ARRIVE, now + PERSONAL_LIFE, address.text)
        limits.count_for_town(link.subscriber.site, now)
        notices.queue_personal_link(arrival, address.text, token, now)
    return True


def move(link: PersonalLink, now: datetime) -> bool:
    """Both addresses have agreed: mails go to the new one. False when the link no longer served.

    The ledger has a line under each address. Whoever was already subscribed with the new one has answered from both:
    that other subscription ends here.
    """
    subscriber, address = link.subscriber, Address(link.new_address)
    with transaction.atomic():
        if not use(link):
            return False
        other = Subscriber.objects.for_site(subscriber.site).at(address.key).exclude(pk=subscriber.pk).first()
        if other:
            erasing.erase(other, Source.PERSONAL_LINK, now)
        consent.record(subscriber, Event.MOVED, Source.PERSONAL_LINK, now, reason="vers une autre adresse")
        subscriber.address, subscriber.address_key = address.text, address.key
        subscriber.save(update_fields=["address", "address_key"])
        evidence = Evidence(confirmed_at=now)
        consent.record(
            subscriber,
            Event.MOVED,
            Source.PERSONAL_LINK,
            now,
            choices=subscriber.choices(),
            reason="depuis une autre adresse",
            evidence=evidence,
        )
        limits.forgive(subscriber.site, address)
        suppression.lift(subscriber.site, address.text)
    return True
