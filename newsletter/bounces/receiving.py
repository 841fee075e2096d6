"""What is done about a mail that came back. Doing it twice changes nothing: a mailbox may be read again after a crash."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from content.addresses import Address
from content.models import OutgoingMessage
from newsletter.bounces.reading import Kind, Returned
from newsletter.bounces.status import Fault, fault
from newsletter.bounces.suspending import suspend_if_refused_again
from newsletter.engine.letters import letter_of
from newsletter.engine.messages import message_id
from newsletter.models import Bounce, Delivery, Subscriber
from newsletter.subscribers import subscriptions, suppression
from newsletter.subscribers.consent import Source

CANDIDATES = 40  # mails of one person whose Message-ID may be compared


def receive(returned: Returned, now: datetime) -> bool:
    """Does what that mail asks for. False when nothing in it was made by us: it is then left alone."""
    if returned.kind is Kind.STOP:
        return stop(returned, Source.MAILTO, now)
    if single := OutgoingMessage.objects.filter(pk__in=returned.singles).select_related("site").first():
        return single_came_back(single, returned, now)
    delivery = delivery_of(returned)
    if returned.kind is Kind.COMPLAINT:
        return complain(returned, delivery, now)
    if delivery is None:
        return False
    with transaction.atomic():
        note(delivery, returned, now)
        suspend_if_refused_again(delivery, returned.words, now)
    return True


def stop(returned: Returned, source: Source, now: datetime, reason: str = "") -> bool:
    """Ends the subscriptions of those whose own key, or that of a delivery to them, is in the mail."""
    people = Subscriber.objects.filter(Q(uid__in=returned.people) | Q(deliveries__in=returned.deliveries)).distinct()
    for person in people:
        subscriptions.leave(person, source, now, reason=reason)
    return bool(people)


def complain(returned: Returned, delivery: Delivery | None, now: datetime) -> bool:
    """« Ceci est un spam » ends everything, and the town never writes there again by itself."""
    person = delivery.subscriber if delivery else Subscriber.objects.filter(uid__in=returned.people).first()
    with transaction.atomic():
        if delivery:
            note(delivery, returned, now)
        if person and person.address:
            subscriptions.leave(person, Source.COMPLAINT, now, reason=returned.words)
            suppression.suppress(person.site, person.address, suppression.Cause.COMPLAINT, now)
    return bool(delivery or person)


def single_came_back(mail: OutgoingMessage, returned: Returned, now: datetime) -> bool:
    """A confirmation, a notice, a letter to a service: its row says so, and whoever complained is left in peace."""
    if returned.kind is Kind.DELAY:
        return True
    with transaction.atomic():
        said = f"Revenu : {returned.status} {returned.words}"
        OutgoingMessage.objects.taken().filter(pk=mail.pk).update(state=OutgoingMessage.State.FAILED, answer=said)
        if returned.kind is Kind.COMPLAINT:
            for person in Subscriber.objects.for_site(mail.site).at(Address(mail.recipient).key):
                subscriptions.leave(person, Source.COMPLAINT, now, reason=returned.words)
            suppression.suppress(mail.site, mail.recipient, suppression.Cause.COMPLAINT, now)
    return True


def note(delivery: Delivery, returned: Returned, now: datetime) -> None:
    """Writes down that it came back, once."""
    facts = {
        "fault": verdict(returned),
        "status": returned.status,
        "words": returned.words,
        "received_at": now,
    }
    Bounce.objects.get_or_create(delivery=delivery, kind=returned.kind, defaults=facts)


def verdict(returned: Returned) -> Fault:
    if returned.kind is Kind.COMPLAINT:
        return Fault.OURS
    return Fault.LATER if returned.kind is Kind.DELAY else fault(returned.words, status=returned.status)


def delivery_of(returned: Returned) -> Delivery | None:
    """The delivery that mail is about, proved by the key of its return address or by its Message-ID."""
    rows = Delivery.objects.select_related(
        "dispatch__issue__site", "dispatch__mailing__site", "variant", "subscriber__site"
    )
    by_key = rows.filter(pk__in=returned.deliveries).first()
    if by_key or not returned.message_ids:
        return by_key
    people = Subscriber.objects.filter(address_key__in=returned.addresses) | Subscriber.objects.filter(
        uid__in=returned.people
    )
    sent = rows.filter(subscriber__in=people).exclude(state=Delivery.State.EXCLUDED).order_by("-pk")
    return next((row for row in sent[:CANDIDATES] if names(returned, row)), None)


def names(returned: Returned, delivery: Delivery) -> bool:
    """Whether the Message-ID we gave that delivery is among those of the mail."""
    person = delivery.subscriber
    if person is None:
        return False
    letter = letter_of(delivery.dispatch, delivery.variant)
    ours = message_id(letter.uid, person.uid, letter.domain)
    return ours.strip("<>").partition("@")[0] in returned.message_ids
