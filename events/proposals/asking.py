"""From the form to the town hall: asked, confirmed by the owner of the mailbox, and withdrawn as long as nothing is decided.

One mail a day leaves for a mailbox until its owner has answered, whoever writes its address into the form; its link then
confirms everything asked under that address. Numbers as for the subscription form.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from wagtail.models import Site

from content import seals
from content.addresses import Address
from content.limits import Limit, give_back, take
from events.proposals import mails
from events.proposals.models import LINK, CalendarSource, Proposal, Submission

PER_NETWORK = Limit("proposal/network", 10, timedelta(minutes=10))
PER_TOWN = Limit("proposal/town", 60, timedelta(hours=1))
PER_ADDRESS_A_DAY = Limit("proposal/address/day", 1, timedelta(days=1))
PER_ADDRESS = Limit("proposal/address", 3, timedelta(days=30))
State = Submission.State
KINDS: tuple[type[Proposal], type[CalendarSource]] = (Proposal, CalendarSource)


class ComeBackLater(Exception):
    """Too many proposals come from that network, or to that town."""


def key_of(site: Site, stamp: str, words: str) -> str:
    """What the same form sent twice has in common."""
    return seals.keyed_hash("proposal", f"{site.pk}\n{stamp}\n{words}")


@transaction.atomic
def ask(sent: mails.Sent, network: str, now: datetime) -> mails.Sent:
    """Keeps what a valid form gave and has its mailbox asked to confirm; what is already kept, when it comes twice.

    Raises ComeBackLater.
    """
    known: mails.Sent | None = type(sent).objects.filter(key=sent.key).first()
    if known:
        return known
    if not (take(PER_NETWORK, sent.site, network, now) and take(PER_TOWN, sent.site, "", now)):
        raise ComeBackLater
    address = Address(sent.email)
    sent.address_key, sent.asked_at = address.key, now
    sent.save()
    mailbox = address.canonical
    if take(PER_ADDRESS_A_DAY, sent.site, mailbox, now) and take(PER_ADDRESS, sent.site, mailbox, now):
        mails.queue_confirmation(sent, now)
    return sent


@transaction.atomic
def ask_change(proposal: Proposal, network: str, now: datetime) -> Proposal:
    """A change that the bearer of a followed link asks for: the link has proved the mailbox, it waits at once.

    Takes the place of a change asked earlier and not read yet. Raises ComeBackLater.
    """
    if not take(PER_NETWORK, proposal.site, network, now):
        raise ComeBackLater
    Proposal.objects.waiting().filter(event=proposal.event, address_key=proposal.address_key).delete()
    proposal.asked_at, proposal.waiting_since, proposal.state = now, now, State.WAITING
    proposal.save()
    mails.queue_to_the_town_hall(proposal, 1, now)
    return proposal


def find(site: Site, token: str) -> mails.Sent | None:
    """What that link follows in that town, or None: altered, erased, or of another town."""
    uid = seals.unsealed(LINK, token)
    found = (kind.objects.for_site(site).filter(uid=uid).first() for kind in KINDS) if uid else iter(())
    return next((each for each in found if each), None)


@transaction.atomic
def confirm(sent: mails.Sent, now: datetime) -> list[mails.Sent]:
    """Brings to the town hall everything asked under that address; answers what was confirmed, nothing the second time."""
    asked = [
        row for kind in KINDS for row in kind.objects.for_site(sent.site).unconfirmed().from_mailbox(sent.address_key)
    ]
    confirmed = [each for each in asked if each.move(State.ASKED, State.WAITING, waiting_since=now)]
    if confirmed:
        give_back((PER_ADDRESS_A_DAY, PER_ADDRESS), sent.site, Address(sent.email).canonical)
        mails.queue_to_the_town_hall(confirmed[0], len(confirmed), now)
    return confirmed


def withdraw(sent: mails.Sent, now: datetime) -> bool:
    """Its sender takes it back before anything was decided, or lends a calendar no longer; whether there was still time."""
    return any(sent.move(state, State.WITHDRAWN, settled_at=now) for state in revocable(sent))


def revocable(sent: mails.Sent) -> tuple[Submission.State, ...]:
    """The states in which its sender alone may still end it. What is published is the town hall's to cancel."""
    lent = (State.ACCEPTED,) if isinstance(sent, CalendarSource) else ()
    return (State.ASKED, State.WAITING, *lent)
