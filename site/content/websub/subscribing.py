"""Requests to the hub: written down at once, verified by the worker (WebSub §5.2 and §5.3)."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode, urlsplit, urlunsplit

from django.db import transaction
from wagtail.models import Site

from content import fetch
from content.models import JournalLine
from content.models.websub import HubLine, HubRequest, HubSubscription
from content.websub import topics
from content.websub.rounds import in_rounds

Kind, Mode = HubLine.Kind, HubRequest.Mode

MOST = 2_000  # subscriptions of a town
MOST_OF_HOST = 300
MOST_WAITING = 500
MOST_WAITING_OF_HOST = 100
MOST_REFUSALS_OF_HOST = 30  # an hour: nobody borrows our worker to knock at somebody else's door
ATTEMPTS = (timedelta(minutes=1), timedelta(minutes=10))  # after a first one that got no answer


class TooMany(Exception):
    """The hub takes no more for now; the message says of what."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A request that passed the form."""

    mode: str
    feed: str
    callback: str
    host: str
    secret: str
    lease: timedelta


def ask(site: Site, wish: Wish, now: datetime) -> HubRequest:
    """Writes the request down; a later one for the same feed and address takes its place. Raises TooMany."""
    check_room(site, wish, now)
    request, _created = HubRequest.objects.update_or_create(
        site=site,
        feed=wish.feed,
        callback=wish.callback,
        defaults={
            "mode": wish.mode,
            "host": wish.host,
            "secret": wish.secret,
            "lease": wish.lease,
            "asked_at": now,
            "due_at": now,
            "attempts": 0,
        },
    )
    return request


def check_room(site: Site, wish: Wish, now: datetime) -> None:
    """Raises TooMany when a limit is reached; whoever is already subscribed may always renew or leave."""
    waiting = HubRequest.objects.for_site(site)
    if waiting.count() >= MOST_WAITING or waiting.filter(host=wish.host).count() >= MOST_WAITING_OF_HOST:
        raise TooMany("Trop de demandes attendent déjà une réponse. Revenez dans une heure.")
    if HubLine.objects.for_site(site).refusals(wish.host, now - timedelta(hours=1)).count() >= MOST_REFUSALS_OF_HOST:
        raise TooMany(f"{wish.host} n’a pas confirmé trop de demandes. Revenez dans une heure.")
    taken = HubSubscription.objects.for_site(site).current(now)
    if wish.mode == Mode.UNSUBSCRIBE or taken.filter(feed=wish.feed, callback=wish.callback).exists():
        return
    if taken.count() >= MOST or taken.filter(host=wish.host).count() >= MOST_OF_HOST:
        raise TooMany("Ce site ne peut pas accepter plus d’abonnements. Lisez le flux à intervalles réguliers.")


def verify_due(now: datetime, network: fetch.Network = fetch.INTERNET) -> int:
    """Asks each address whether it agrees, and writes what it says; answers how many were settled."""
    waiting = list(HubRequest.objects.due(now).select_related("site"))
    return in_rounds(waiting, lambda request: consent(request, network), settle, now)


def consent(request: HubRequest, network: fetch.Network) -> fetch.Answered | fetch.FetchError:
    """What the address answers to our question, with the challenge it must repeat. No database here: it runs in a thread."""
    challenge = secrets.token_urlsafe(24)
    try:
        answer = fetch.exchange("GET", question(request, challenge), limit=200, network=network)
    except fetch.FetchError as error:
        return error
    agreed = 200 <= answer.status < 300 and answer.body == challenge.encode()
    return answer if agreed else fetch.FetchRefused(refusal(answer))


def question(request: HubRequest, challenge: str) -> str:
    """The callback with our parameters after its own (WebSub §5.3)."""
    parameters = {
        "hub.mode": request.mode,
        "hub.topic": topics.feed_url(request.site, request.feed),
        "hub.challenge": challenge,
    }
    if request.mode == Mode.SUBSCRIBE:
        parameters["hub.lease_seconds"] = str(int(request.lease.total_seconds()))
    parts = urlsplit(request.callback)
    query = "&".join(filter(None, [parts.query, urlencode(parameters)]))
    return urlunsplit(parts._replace(query=query, fragment=""))


def refusal(answer: fetch.Answered) -> str:
    if 200 <= answer.status < 300:
        return "L’adresse n’a pas répété notre question."
    return f"L’adresse a répondu « {answer.status} » à notre question."


def settle(request: HubRequest, answer: fetch.Answered | fetch.FetchError, now: datetime) -> None:
    """Writes the outcome, unless a newer request has taken this one's place meanwhile."""
    with transaction.atomic():
        same = HubRequest.objects.filter(pk=request.pk, asked_at=request.asked_at)
        if isinstance(answer, fetch.FetchFailed) and request.attempts < len(ATTEMPTS):
            same.update(attempts=request.attempts + 1, due_at=now + ATTEMPTS[request.attempts])
        elif same.delete()[0]:
            conclude(request, answer, now)


def conclude(request: HubRequest, answer: fetch.Answered | fetch.FetchError, now: datetime) -> None:
    if isinstance(answer, fetch.FetchError):
        log(request, Kind.REFUSED, now, str(answer))
    elif request.mode == Mode.UNSUBSCRIBE:
        if HubSubscription.objects.filter(**identity(request)).delete()[0]:
            log(request, Kind.LEFT, now)
    else:
        begin(request, now)


def begin(request: HubRequest, now: datetime) -> None:
    """Starts the subscription, or renews it: what the subscriber already has is not sent again."""
    lines = JournalLine.objects.for_site(request.site).count()
    content = topics.content_of(request.site, request.feed)
    if content is None:
        log(request, Kind.REFUSED, now, "Ce flux n’existe plus.")
        return
    terms = {"host": request.host, "secret": request.secret, "expires_at": now + request.lease}
    fresh = terms | {"since": now, "seen_lines": lines, "sent_digest": content.digest}
    _row, created = HubSubscription.objects.update_or_create(**identity(request), defaults=terms, create_defaults=fresh)
    log(request, Kind.SUBSCRIBED if created else Kind.RENEWED, now)


def identity(row: HubRequest | HubSubscription) -> dict[str, object]:
    return {"site": row.site, "feed": row.feed, "callback": row.callback}


def log(row: HubRequest | HubSubscription, kind: HubLine.Kind, now: datetime, reason: str = "") -> None:
    """Writes the line operators read in the desk."""
    HubLine.objects.create(site=row.site, at=now, kind=kind, host=row.host, feed=row.feed, reason=reason[:300])
