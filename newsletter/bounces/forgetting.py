"""How long what comes back is remembered, and what becomes of people whose mailbox is dead."""

from datetime import datetime, timedelta

from newsletter.models import Bounce, ConsentLine, Subscriber
from newsletter.subscribers import subscriptions, suppression
from newsletter.subscribers.consent import Event, Source

BOUNCE = timedelta(days=90)
SUSPENDED = timedelta(days=180)


def forget(now: datetime) -> int:
    """Whatever has been kept long enough; returns how many rows."""
    bounces = Bounce.objects.received_before(now - BOUNCE).delete()[0]
    return bounces + suppression.forget(now) + let_go(now)


def let_go(now: datetime) -> int:
    """Six months after its mailbox was found dead a subscription ends; the address is then erased like any other."""
    suspended = Subscriber.objects.filter(state=Subscriber.State.SUSPENDED)
    since = ConsentLine.objects.filter(event=Event.SUSPENDED, at__gt=now - SUSPENDED)
    gone = suspended.exclude(uid__in=since.values("person"))
    reason = "Adresse en erreur depuis six mois."
    return sum(subscriptions.leave(person, Source.RETENTION, now, reason=reason) for person in gone)
