"""Once in three years, somebody who never said a word is asked whether they still want these mails.

Nobody's reading is watched, so silence is all there is to go by. The ledger of consent is the only memory: its latest
line about a person says when they last spoke, or that they were asked. After a reminder and two months of silence
everything ends but the alerts, which the town owes its residents (RGPD, article 6-1-e).
"""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery

from newsletter.models import ConsentLine, Subscriber
from newsletter.subscribers import consent, notices, subscriptions
from newsletter.subscribers.choices import Stream
from newsletter.subscribers.consent import Event, Source

SILENCE = timedelta(days=3 * 365)
PATIENCE = timedelta(days=30)
REMINDER = "rappel"
AN_HOUR = 20


def ask_again(now: datetime) -> int:
    """Ends what nobody confirmed, reminds, asks: so many an hour. Returns how many people it was about."""
    return end_unanswered(now) + remind(now) + ask(now)


def silent_since(before: datetime) -> QuerySet[Any]:
    """Active subscribers whose latest line in the ledger is older, with its `last_event` and `last_reason`."""
    lines = ConsentLine.objects.filter(person=OuterRef("uid")).order_by("-pk")
    people = Subscriber.objects.active().annotate(
        last_at=Subquery(lines.values("at")[:1]),
        last_event=Subquery(lines.values("event")[:1]),
        last_reason=Subquery(lines.values("reason")[:1]),
    )
    return people.filter(last_at__lte=before).order_by("last_at").select_related("site")


def ask(now: datetime) -> int:
    return sum(write_to(person, now) for person in silent_since(now - SILENCE)[:AN_HOUR])


def remind(now: datetime) -> int:
    people = silent_since(now - PATIENCE).filter(last_event=Event.ASKED, last_reason="")
    return sum(write_to(person, now, REMINDER) for person in people[:AN_HOUR])


def write_to(person: Subscriber, now: datetime, reason: str = "") -> int:
    with transaction.atomic():
        consent.record(person, Event.ASKED, Source.RETENTION, now, reason=reason, choices=person.choices())
        notices.queue_still_wanted(person, now)
    return 1


def end_unanswered(now: datetime) -> int:
    """Only the alerts stay of a subscription that stayed silent twice; without alerts it is over."""
    ended = 0
    for person in silent_since(now - PATIENCE).filter(last_event=Event.ASKED, last_reason=REMINDER):
        kept = [choice for choice in person.choices() if choice.stream is Stream.ALERTS]
        if kept:
            with transaction.atomic():
                subscriptions.set_choices(person, kept, now)
                reason = "pas de réponse : seules les alertes restent"
                consent.record(person, Event.CHANGED, Source.RETENTION, now, choices=kept, reason=reason)
        else:
            subscriptions.leave(person, Source.RETENTION, now, reason="pas de réponse")
        ended += 1
    return ended


def is_asked(person: Subscriber) -> bool:
    """Whether an answer is expected from them."""
    latest = ConsentLine.objects.filter(person=person.uid).last()
    return latest is not None and latest.event == Event.ASKED


def affirm(person: Subscriber, now: datetime) -> None:
    """They still want what they receive."""
    consent.record(person, Event.AFFIRMED, Source.CHOICES_PAGE, now, choices=person.choices())
