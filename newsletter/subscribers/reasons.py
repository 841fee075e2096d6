"""« Pourquoi est-ce que je reçois ceci ? », answered from the ledger of consent."""

from dataclasses import dataclass

from newsletter.models import ConsentLine, Subscriber
from newsletter.subscribers.consent import Event


@dataclass(frozen=True)
class Reason:
    """How somebody came to be subscribed, and the latest change they made since; either may be unknown."""

    began: ConsentLine | None
    changed: ConsentLine | None


def reason_for(subscriber: Subscriber) -> Reason:
    """The start of the present subscription and the latest change after it. Two queries."""
    lines = ConsentLine.objects.filter(person=subscriber.uid)
    began = lines.filter(event=Event.STARTED).last()
    later = lines.filter(event=Event.CHANGED)
    return Reason(began, later.filter(pk__gt=began.pk).last() if began else later.last())
