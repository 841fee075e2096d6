"""The mails of a proposal, each in the present transaction. The first one carries no word its sender chose."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from content import mail
from content.models import commune_of
from events.proposals.models import CalendarSource, Proposal, Submission

Sent = Proposal | CalendarSource


def queue_confirmation(sent: Sent, now: datetime) -> None:
    """« Confirmez votre proposition »: the button behind the link is what brings it to the town hall."""
    queue(sent, sent.email, "confirmation", _("Confirmez votre proposition pour l’agenda %(of)s"), now)


def queue_news(sent: Sent, now: datetime) -> None:
    """What was decided, with the reason of a refusal; nothing where nobody left an address."""
    if not sent.email:
        return
    accepted = sent.state == Submission.State.ACCEPTED
    subject = _("Votre proposition est acceptée") if accepted else _("Votre proposition n’est pas publiée")
    queue(sent, sent.email, "decided", subject, now, accepted=accepted)


def queue_to_the_town_hall(sent: Sent, number: int, now: datetime) -> None:
    """Something waits to be read in the desk; nothing where the town hall has given no address."""
    commune = commune_of(sent.site)
    if commune.email:
        queue(sent, commune.email, "waiting", _("Agenda : une proposition attend votre lecture"), now, number=number)


def queue(sent: Sent, to: str, name: str, subject: str, now: datetime, **more: Any) -> None:
    commune = commune_of(sent.site)
    root = sent.site.root_url
    context = {
        "sent": sent,
        "commune": commune,
        "url": root + reverse("proposal", args=[sent.token]),
        "desk_url": root + reverse("proposals"),
        "event_url": sent.event.address() if isinstance(sent, Proposal) and sent.event else "",
        **more,
    }
    text = render_to_string(f"events/proposals/{name}.txt", context)
    mail.queue(sent.site, to, subject % {"of": commune.de_name}, text, purpose=f"proposal-{name}", at=now)
