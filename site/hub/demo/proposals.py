"""What waits in the desk: an association's new event, a change of another one, a club's calendar."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from content.addresses import parse
from events.models import CalendarSource, EventPage, Proposal
from events.proposals.facts import EventFacts, kept
from events.proposals.models import Submission
from events.proposals.pages import facts_of
from hub.demo.ground import Ground, identity

Text = dict[str, Any]
CONFIRMED_AFTER = dt.timedelta(minutes=12)


def write(ground: Ground) -> int:
    """Writes every proposal of town/propositions.yaml, confirmed and not read yet; returns how many."""
    kinds: dict[str, Callable[[Ground, Text], Submission]] = {
        "nouveau": new_event, "changement": change, "calendrier": calendar,
    }  # fmt: skip
    texts = ground.read("propositions")
    for text in texts:
        sent = kinds[text["genre"]](ground, text)
        sent.uid, sent.site, sent.state = identity(text["slug"]), ground.site, Submission.State.WAITING
        sent.asked_at = ground.calendar.moment(text["envoye"], text["heure_envoi"])
        sent.waiting_since = sent.asked_at + CONFIRMED_AFTER
        address = parse(text["courriel"])
        sent.name, sent.phone = text["nom"], text.get("telephone", "")
        sent.email, sent.address_key = address.text, address.key
        sent.save()
    return len(texts)


def new_event(ground: Ground, text: Text) -> Proposal:
    facts = EventFacts(
        title=text["titre"],
        standfirst=text["resume"],
        text=text["texte"],
        start_day=ground.calendar.day(text["jour"]),
        start_time=dt.time.fromisoformat(text["heure"]),
        end_time=dt.time.fromisoformat(text["fin_heure"]),
        place=ground.places[text["lieu"]].pk,
        signatory=ground.organizers[text["organisateur"]].pk,
        free=text["gratuit"],
        ages=text["ages"],
        registration=text["inscription"],
        accessibility=tuple(text["accessibilite"]),
    )
    return Proposal(facts=kept(facts))


def change(ground: Ground, text: Text) -> Proposal:
    page = EventPage.objects.get(pk=ground.pages[text["rendez_vous"]].pk)
    before = facts_of(page)
    after = replace(before, start_time=dt.time.fromisoformat(text["heure"]), price=text["prix"], free=False)
    return Proposal(event=page, before=kept(before), facts=kept(after))


def calendar(ground: Ground, text: Text) -> CalendarSource:
    return CalendarSource(url=text["adresse"], organizer=ground.organizers[text["organisateur"]])
