"""Forty residents who asked to be told, by the verbs of the public form, and those who read on paper."""

import datetime as dt
from typing import Any

from content import addresses
from hub.demo.ground import Ground, identity
from newsletter.models import PaperSubscriber, Subscriber, SubscriptionRequest
from newsletter.paper import asking
from newsletter.paper.forms import locality_of
from newsletter.subscribers import choices, consent, subscriptions, tokens
from newsletter.subscribers.consent import Event, Evidence, Source
from newsletter.subscribers.tokens import Purpose

Text = dict[str, Any]
State = Subscriber.State
CONFIRMED_AFTER = dt.timedelta(minutes=7)


def write(ground: Ground) -> int:
    """Writes every resident of town/abonnes.yaml; returns how many."""
    texts = ground.read("abonnes")
    for text in texts:
        request = ask(ground, text)
        if text["etat"] != "en-attente":
            become(ground, text, request)
    return len(texts)


def write_on_paper(ground: Ground) -> int:
    """Writes every letter box of town/abonnes-papier.yaml; returns how many."""
    texts = ground.read("abonnes-papier")
    for text in texts:
        person = PaperSubscriber(
            site=ground.site,
            name=text["nom"],
            complement=text.get("complement", ""),
            street=text["rue"],
            locality=text.get("localite") or locality_of(ground.commune) or ground.commune.name,
            mode=PaperSubscriber.Mode.POST if "localite" in text else PaperSubscriber.Mode.ROUND,
            copies=text.get("exemplaires", 1),
            state=PaperSubscriber.State.WAITING if text.get("a_verifier") else PaperSubscriber.State.ACTIVE,
            source=PaperSubscriber.Source.FORM if text.get("a_verifier") else PaperSubscriber.Source.SLIP,
            since=ground.calendar.moment(text["inscrit"], "10:30"),
        )
        asking.find_round(person)
        person.save()
    return len(texts)


def ask(ground: Ground, text: Text) -> SubscriptionRequest:
    """The request as the form writes it down, its mail gone: only the confirmation is missing."""
    site, at = ground.site, ground.calendar.moment(text["inscrit"], "18:20")
    wanted = choices.read_all(text["choix"], ground.topics)
    request = subscriptions.ask(
        site,
        addresses.parse(text["courriel"]),
        wanted,
        at,
        districts=[ground.districts[text["quartier"]]],
        text_only=text.get("texte_seul", False),
        evidence=Evidence(consent.sentence(ground.commune), f"{site.root_url}/recevoir/courriel/"),
    )
    request.read_at, request.token_digest = at, tokens.digest(Purpose.CONFIRM, identity(text["slug"]).hex)
    request.save()
    return request


def become(ground: Ground, text: Text, request: SubscriptionRequest) -> None:
    """Confirmed, then perhaps left, or the mailbox closed."""
    at = request.asked_at + CONFIRMED_AFTER
    # The row is there first, with the identity that lasting links are made of: everybody's is the same in every demonstration.
    Subscriber.objects.create(
        site=ground.site,
        uid=identity(text["slug"]),
        address=request.address,
        address_key=request.address_key,
        state=State.LEFT,
        since=at,
    )
    subscriber = subscriptions.confirm(request, at)
    if subscriber is None:
        raise RuntimeError(f"{text['slug']} : demande déjà confirmée")
    later = ground.calendar.moment(-10, "19:05")
    if text["etat"] == "parti":
        subscriptions.leave(subscriber, Source.ONE_CLICK, later)
    elif text["etat"] == "adresse-en-erreur":
        subscriber.state = State.SUSPENDED
        subscriber.save(update_fields=["state"])
        reply = "550 5.1.1 boîte inconnue"
        consent.record(subscriber, Event.SUSPENDED, Source.REFUSALS, later, reason=reply, choices=subscriber.choices())
