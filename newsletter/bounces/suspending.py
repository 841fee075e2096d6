"""A mailbox that no longer works gets no more mail: looked at each time one is refused or comes back."""

from datetime import datetime

from django.db import transaction

from newsletter.bounces.rules import LATEST, Outcome, reason_to_stop
from newsletter.bounces.status import Fault, fault
from newsletter.models import Bounce, Delivery, Subscriber
from newsletter.subscribers import consent, suppression
from newsletter.subscribers.consent import Event, Source

State = Delivery.State
COUNTED = (Bounce.Kind.FAILURE, Bounce.Kind.DELAY)


def suspend_if_refused_again(delivery: Delivery, reply: str, now: datetime) -> bool:
    """Suspends the person of a mail that was refused or came back, if `rules` say so; whether it did.

    REPLY is what the mail server said: it goes into the ledger.
    """
    person = delivery.subscriber
    if person is None or person.state != Subscriber.State.ACTIVE:
        return False
    why = reason_to_stop(history(person))
    return bool(why) and suspend(person, f"{why} {reply}".strip(), now)


def history(person: Subscriber) -> list[Outcome]:
    """How the latest mails of that subscription ended, newest first; two queries."""
    ended = Delivery.objects.filter(
        subscriber=person, state__in=[State.SENT, State.REJECTED], settled_at__gte=person.since
    )
    latest = ended.order_by("-settled_at", "-pk").prefetch_related("bounces")[:LATEST]
    return [outcome(delivery) for delivery in latest]


def outcome(delivery: Delivery) -> Outcome:
    """How one mail ended: refused at the door, come back later, or neither."""
    at = delivery.settled_at or delivery.due_at
    if delivery.state == State.REJECTED:
        return Outcome(at, fault(delivery.reply, code=delivery.code))
    faults = {Fault(bounce.fault) for bounce in delivery.bounces.all() if bounce.kind in COUNTED}
    worst = next((one for one in (Fault.GONE, Fault.LATER, Fault.OURS) if one in faults), None)
    return Outcome(at, worst)


def suspend(subscriber: Subscriber, reason: str, now: datetime) -> bool:
    """No mail leaves for that mailbox any more. False if it was not active."""
    with transaction.atomic():
        if not Subscriber.objects.active().filter(pk=subscriber.pk).update(state=Subscriber.State.SUSPENDED):
            return False
        consent.record(subscriber, Event.SUSPENDED, Source.REFUSALS, now, reason=reason, choices=subscriber.choices())
        suppression.suppress(subscriber.site, subscriber.address or "", suppression.Cause.DEAD, now)
    subscriber.refresh_from_db()
    return True
