"""Erasing a person: the address is gone from every table, and the ledger keeps the keyed hash that proves it is."""

from datetime import datetime

from django.db import transaction

from content.models import OutgoingMessage
from newsletter.models import Delivery, ImportLine, PersonalLink, Subscriber, SubscriptionRequest, Told
from newsletter.subscribers import consent
from newsletter.subscribers.consent import Event, Source


def erase(subscriber: Subscriber, source: Source, now: datetime) -> bool:
    """Erases what is known of somebody, who from then on receives nothing. False when it had been done before.

    The row stays, empty: its identity is that of the lines of proof. What the mail server answered is erased with the
    address, since servers quote it.
    """
    with transaction.atomic():
        found = Subscriber.objects.select_for_update().filter(pk=subscriber.pk, address__isnull=False).first()
        if found is None:
            return False
        if found.state != Subscriber.State.LEFT:
            consent.record(found, Event.ENDED, source, now, choices=found.choices())
        consent.record(found, Event.ERASED, source, now)
        found.subscriptions.all().delete()
        found.districts.clear()
        forget_mailbox(found)
        found.address = found.address_key = found.paused_until = None
        found.state, found.left_at = Subscriber.State.LEFT, found.left_at or now
        found.save(update_fields=["address", "address_key", "paused_until", "state", "left_at"])
    subscriber.refresh_from_db()
    return True


def forget_mailbox(subscriber: Subscriber) -> None:
    """What other tables hold of that mailbox: requests, links, single mails, and whom each delivery was for."""
    address = subscriber.address or ""
    SubscriptionRequest.objects.filter(site=subscriber.site_id, address_key=subscriber.address_key).delete()
    lines = ImportLine.objects.filter(batch__site=subscriber.site_id).at(str(subscriber.address_key))
    lines.update(typed="", address_key="", remark="")
    PersonalLink.objects.filter(subscriber=subscriber).delete()
    OutgoingMessage.objects.filter(
        site=subscriber.site_id, recipient__iexact=address, purpose__startswith="newsletter-"
    ).delete()
    Told.objects.filter(subscriber=subscriber).delete()
    Delivery.objects.filter(subscriber=subscriber).update(subscriber=None, reply="")
