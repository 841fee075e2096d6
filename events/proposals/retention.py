"""What is forgotten of whoever proposed, and when: the periods that the page « Données personnelles » promises."""

from datetime import datetime

from django.db.models import Q

from events.proposals.models import FORGOTTEN, SETTLED, UNCONFIRMED, CalendarSource, Proposal, Submission

State = Submission.State
OVER = [State.REFUSED, State.WITHDRAWN]


def forget(now: datetime) -> int:
    """Everything whose time has come; returns how many rows went or lost a name. What is published stays published."""
    return drop_unconfirmed(now) + drop_proposals(now) + drop_sources(now)


def drop_unconfirmed(now: datetime) -> int:
    """What no mailbox confirmed leaves no trace."""
    late = Q(state=State.ASKED, asked_at__lte=now - UNCONFIRMED)
    return sum(kind.objects.filter(late).delete()[0] for kind in (Proposal, CalendarSource))


def drop_proposals(now: datetime) -> int:
    """Three months after the decision, or a year after nobody took one.

    The link of a published event works until then, and as long as the event is still to come.
    """
    settled = Q(settled_at__lte=now - SETTLED) & ~Q(event__live=True, event__occurrences__over_at__gt=now)
    forgotten = Q(state=State.WAITING, waiting_since__lte=now - FORGOTTEN)
    keys = list(Proposal.objects.filter(settled | forgotten).values_list("pk", flat=True))
    return Proposal.objects.filter(pk__in=keys).delete()[0]


def drop_sources(now: datetime) -> int:
    """Calendars no longer read, and who gave them, three months later; which page each entry became goes with them."""
    old = Q(state__in=OVER, settled_at__lte=now - SETTLED) | Q(state=State.WAITING, waiting_since__lte=now - FORGOTTEN)
    return CalendarSource.objects.filter(old).delete()[0]
