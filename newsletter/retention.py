"""What is forgotten, and when. Runs by itself; the periods are those the page « Données personnelles » promises."""

from datetime import datetime, timedelta

from django.db import transaction

from newsletter import consent, limits, presence
from newsletter.consent import Event, Source
from newsletter.models import Delivery, Subscriber, SubscriptionRequest, Told, Variant

ADDRESS_AFTER_LEAVING = timedelta(days=28)
PERSON_IN_LEDGER = timedelta(days=90)


def forget(now: datetime) -> int:
    """Everything whose time has come; returns how many rows lost something."""
    presence.tidy(now - timedelta(days=1))
    people = drop_requests(now) + erase_addresses(now) + unname_deliveries(now) + untell(now)
    return people + drop_words(now) + limits.forget(now)


def drop_requests(now: datetime) -> int:
    """Requests nobody confirmed within seven days leave no trace."""
    return SubscriptionRequest.objects.stale(now).delete()[0]


def erase_addresses(now: datetime) -> int:
    """Twenty-eight days after leaving, time enough to mend a mistake, the address is erased.

    The ledger keeps its keyed hash.
    """
    gone = Subscriber.objects.filter(
        state=Subscriber.State.LEFT, left_at__lte=now - ADDRESS_AFTER_LEAVING, address__isnull=False
    )
    erased = 0
    for key in gone.values_list("pk", flat=True):
        with transaction.atomic():
            # Asked again under the lock: they may have come back this very second.
            subscriber = gone.select_for_update().filter(pk=key).first()
            if subscriber:
                consent.record(subscriber, Event.ERASED, Source.RETENTION, now)
                subscriber.address = subscriber.address_key = None
                subscriber.save(update_fields=["address", "address_key"])
                subscriber.districts.clear()
                erased += 1
    return erased


def unname_deliveries(now: datetime) -> int:
    """Ninety days after a dispatch the ledger still counts, but no longer names: its rows let go of their person."""
    old = Delivery.objects.filter(dispatch__finished_at__lte=now - PERSON_IN_LEDGER, subscriber__isnull=False)
    return old.update(subscriber=None)


def untell(now: datetime) -> int:
    """What each person was told serves to tell it once: it is forgotten with the names of the ledger."""
    return Told.objects.filter(at__lte=now - PERSON_IN_LEDGER).delete()[0]


def drop_words(now: datetime) -> int:
    """The mails of digests and alerts are kept as long as the names of who had them; their subject and their print stay."""
    old = Variant.objects.filter(mailing__dispatch__finished_at__lte=now - PERSON_IN_LEDGER).exclude(html="")
    return old.update(html="", text="")
