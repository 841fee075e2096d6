"""From « je voudrais le bulletin en papier » to the round that carries it."""

from __future__ import annotations

from datetime import datetime

from wagtail.models import Site

from content.models import District
from content.words import plain
from newsletter.models import PaperSubscriber
from newsletter.paper.rounds import BY_POST, NO_ROUND, Stop, round_of_street

MOST_WAITING = 200
"""Requests that may wait for the town hall; beyond, somebody plays with the form."""


class ComeBackLater(Exception):
    """So many requests wait that one more would be no use."""


def ask(person: PaperSubscriber, now: datetime) -> None:
    """Writes a request down for the town hall to look at. The same address twice is one request.

    Raises ComeBackLater under a flood.
    """
    rows = PaperSubscriber.objects.filter(site=person.site)
    if rows.waiting().count() >= MOST_WAITING:
        raise ComeBackLater
    same = rows.not_gone().filter(street__iexact=person.street).only("name")
    if any(plain(other.name) == plain(person.name) for other in same):
        return
    person.state, person.source, person.since = PaperSubscriber.State.WAITING, PaperSubscriber.Source.FORM, now
    find_round(person)
    person.save()


def find_round(person: PaperSubscriber) -> None:
    """Gives a person without a round the one that walks their street, if the town has written its streets."""
    if person.district_id is None:
        districts = District.objects.for_site(person.site)
        slug = round_of_street(person.street, districts.values_list("slug", "streets"))
        person.district = districts.filter(slug=slug).first() if slug else None


def stops(site: Site) -> list[Stop]:
    """Everybody who receives the bulletin on paper in that town. One query."""
    people = PaperSubscriber.objects.for_site(site).receiving().select_related("district")
    return [
        Stop(person.name, person.complement, person.street, person.locality, person.copies, round_of(person))
        for person in people
    ]


def round_of(person: PaperSubscriber) -> str:
    if person.mode == PaperSubscriber.Mode.POST:
        return BY_POST
    return person.district.name if person.district else NO_ROUND
