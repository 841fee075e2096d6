"""What the town hall does of a proposal: published as it is, amended in the editor first, or refused with a reason.

Nothing enters the tree of pages before somebody of the town hall says so. Whoever may not publish hands a draft to
Wagtail's own moderation; the proposal is accepted when that draft is published, by whomever.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from wagtail.coreutils import find_available_slug
from wagtail.log_actions import log

from content.slugs import refusal, slug_of
from events.models.agenda import AgendaPage
from events.models.event import EventPage
from events.proposals import mails
from events.proposals.facts import NAMES
from events.proposals.models import CalendarSource, Proposal, Submission
from events.proposals.pages import imagined, organizer_named, write_on

State = Submission.State


class AlreadyDecided(Exception):
    """Somebody else was quicker, or its sender has withdrawn it."""


class NoAgenda(Exception):
    """The town has no agenda to write in."""


def proposed_page(proposal: Proposal) -> EventPage:
    """The page as it would be, saved nowhere: what is proposed laid over the page it changes."""
    if proposal.event is None or proposal.drafted_at:
        return imagined(proposal.said, proposal.site)
    page = EventPage.objects.get(pk=proposal.event.pk)
    write_on(page, proposal.said, proposal.names or ())
    return page


@transaction.atomic
def publish(proposal: Proposal, user: Any, now: datetime) -> EventPage:
    """Publishes what is proposed, over the page as residents read it, and tells its sender. Raises AlreadyDecided, NoAgenda.

    `user` is None where a trusted calendar publishes by itself.
    """
    page = written(proposal, proposal.event, user, now)
    page.save_revision(user=user, log_action=True).publish(user=user)  # and `accept_published` settles the proposal
    proposal.refresh_from_db()
    return page


@transaction.atomic
def draft(proposal: Proposal, user: Any, now: datetime, *, submit: bool = False) -> EventPage:
    """Lays what is proposed into a draft, for the editor; with `submit`, hands it to whoever may publish.

    A draft made earlier is given back as it was amended. Raises AlreadyDecided, NoAgenda.
    """
    latest: EventPage | None = proposal.event.get_latest_revision_as_object() if proposal.event else None
    if proposal.drafted_at and latest:
        page = latest
    else:
        page = written(proposal, latest, user, now)
        page.save_revision(user=user, log_action=True)
    workflow = page.get_workflow()
    if submit and workflow and not page.workflow_in_progress:
        workflow.start(page, user)
    return page


def written(proposal: Proposal, over: EventPage | None, user: Any, now: datetime) -> EventPage:
    """What is proposed laid over that page, or on a new one in the tree, not published; the proposal is now in hand."""
    facts = proposal.said
    page = over or EventPage(owner=user, live=False)
    names = (over and proposal.names) or frozenset(NAMES)
    write_on(page, facts, names)
    if "organizer_name" in names and facts.organizer_name and not facts.signatory:
        page.signatory = organizer_named(facts.organizer_name, proposal.site)
    if over is None:
        agenda = agenda_of(proposal)
        page.slug = find_available_slug(agenda, address_of(page.title))
        agenda.add_child(instance=page)
    if not Proposal.objects.waiting().filter(pk=proposal.pk).update(event=page, drafted_at=now):
        raise AlreadyDecided
    proposal.event, proposal.drafted_at = page, now
    return page


def address_of(title: str) -> str:
    """The title in an address; with a word before it where the site would refuse it: « 2027 », « ??? »."""
    slug = slug_of(title)
    return f"rendez-vous-{slug}".rstrip("-") if not slug or refusal(slug) else slug


def agenda_of(proposal: Proposal) -> AgendaPage:
    agenda: AgendaPage | None = AgendaPage.objects.on_site(proposal.site).live().first()
    if agenda is None:
        raise NoAgenda
    return agenda


@transaction.atomic
def accept_published(page: EventPage, now: datetime) -> None:
    """The draft of a proposal has just been published: its sender is told, and the calendar it came from is tied to the page."""
    for proposal in Proposal.objects.waiting().filter(event=page, drafted_at__isnull=False).select_related("entry"):
        if proposal.move(State.WAITING, State.ACCEPTED, settled_at=now):
            if proposal.entry:
                proposal.entry.event = page
                proposal.entry.save(update_fields=["event"])
            mails.queue_news(proposal, now)


@transaction.atomic
def refuse(sent: mails.Sent, reason: str, user: Any, now: datetime) -> None:
    """Says no, and why, to its sender; a draft that never was public goes away. Raises AlreadyDecided."""
    if not sent.move(State.WAITING, State.REFUSED, settled_at=now, reason=reason):
        raise AlreadyDecided
    log(instance=sent, action="events.refuse", user=user)
    if isinstance(sent, Proposal) and sent.drafted_at and sent.event and not sent.event.first_published_at:
        sent.event.delete()
        sent.event = None
    mails.queue_news(sent, now)


@transaction.atomic
def follow(source: CalendarSource, organizer: Any, user: Any, now: datetime) -> None:
    """Accepts a calendar: the worker reads it within minutes. Raises AlreadyDecided."""
    if not source.move(State.WAITING, State.ACCEPTED, settled_at=now, next_read_at=now, organizer=organizer):
        raise AlreadyDecided
    log(instance=source, action="events.follow", user=user)
    mails.queue_news(source, now)
