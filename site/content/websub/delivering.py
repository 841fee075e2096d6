"""Pushing feeds to those who asked (WebSub §7). Woken by the journal; one delivery per change of a feed, however many lines.

A subscription remembers how long the journal was when it was last looked at, and the digest of what it was last sent.
A feed that reads the same after ten publications elsewhere is not sent; ten changes between two looks are one delivery.
"""

from dataclasses import dataclass
from datetime import datetime

from wagtail.models import Site

from content import fetch
from content.models import JournalLine
from content.models.websub import HubLine, HubSubscription
from content.websub import topics
from content.websub.rounds import in_rounds
from content.websub.signing import HEADER, signature
from content.websub.subscribing import log

Kind = HubLine.Kind
GONE = 410


@dataclass(frozen=True, slots=True)
class Parcel:
    """A feed on its way to one subscriber, as it was when the journal had so many lines."""

    subscription: HubSubscription
    content: topics.Content
    lines: int


def deliver_due(now: datetime, network: fetch.Network = fetch.INTERNET) -> int:
    """Sends each subscriber its feed where it has changed; answers how many were sent or settled."""
    parcels = [parcel for site in towns() for parcel in to_send(site, now)]
    return in_rounds(parcels, lambda parcel: hand_over(parcel, network), settle, now)


def towns() -> list[Site]:
    return list(Site.objects.filter(pk__in=HubSubscription.objects.values("site")))


def to_send(site: Site, now: datetime) -> list[Parcel]:
    """The parcels of one town. Feeds are read once, after the journal: what is published meanwhile will wake us again."""
    lines = JournalLine.objects.for_site(site).count()
    feeds: dict[str, topics.Content | None] = {}
    parcels = []
    for subscription in HubSubscription.objects.for_site(site).to_look_at(lines, now).select_related("site"):
        if subscription.feed not in feeds:
            feeds[subscription.feed] = topics.content_of(site, subscription.feed)
        content = feeds[subscription.feed]
        if content is None:
            let_go(subscription, now, "Ce flux n’existe plus.")
        elif content.digest == subscription.sent_digest:
            nothing_new(subscription, lines)
        else:
            parcels.append(Parcel(subscription, content, lines))
    return parcels


def nothing_new(subscription: HubSubscription, lines: int) -> None:
    HubSubscription.objects.filter(pk=subscription.pk).update(
        seen_lines=lines, due_at=None, attempts=0, failing_since=None
    )


def hand_over(parcel: Parcel, network: fetch.Network) -> fetch.Answered | fetch.FetchError:
    """What the subscriber's server says of the parcel. No database here: it runs in a thread."""
    subscription, content = parcel.subscription, parcel.content
    try:
        return fetch.exchange(
            "POST", subscription.callback, body=content.body, headers=headers(parcel), limit=0, network=network
        )
    except fetch.FetchError as error:
        return error


def headers(parcel: Parcel) -> dict[str, str]:
    """The feed's own type, where it and its hub live, and the signature when the subscriber gave a secret."""
    subscription = parcel.subscription
    hub, topic = topics.hub_url(subscription.site), topics.feed_url(subscription.site, subscription.feed)
    sent = {"Content-Type": parcel.content.media_type, "Link": f'<{hub}>; rel="hub", <{topic}>; rel="self"'}
    if subscription.secret:
        sent[HEADER] = signature(subscription.secret, parcel.content.body)
    return sent


def settle(parcel: Parcel, answer: fetch.Answered | fetch.FetchError, now: datetime) -> None:
    """Writes what became of the parcel."""
    if isinstance(answer, fetch.FetchRefused):
        let_go(parcel.subscription, now, str(answer))
    elif isinstance(answer, fetch.FetchError):
        failed(parcel, now, str(answer))
    elif answer.status == GONE:
        let_go(parcel.subscription, now, "L’adresse a répondu « 410 » : elle ne veut plus rien recevoir.", Kind.LEFT)
    elif 200 <= answer.status < 300:
        delivered(parcel, now)
    else:
        failed(parcel, now, f"L’adresse répond « {answer.status} ».")


def delivered(parcel: Parcel, now: datetime) -> None:
    subscription = parcel.subscription
    if subscription.failing_since:
        log(subscription, Kind.RECOVERED, now)
    HubSubscription.objects.filter(pk=subscription.pk).update(
        sent_digest=parcel.content.digest,
        seen_lines=parcel.lines,
        delivered_at=now,
        failing_since=None,
        attempts=0,
        due_at=None,
    )


def failed(parcel: Parcel, now: datetime, reason: str) -> None:
    """Tries later and later for a day, then lets the subscriber go; the feed itself loses nothing."""
    subscription = parcel.subscription
    if subscription.failing_since is None:
        log(subscription, Kind.FAILING, now, reason)
        subscription.failing_since = now
    subscription.attempts += 1
    subscription.due_at = subscription.next_attempt(now)
    if subscription.due_at is None:
        let_go(subscription, now, f"Un jour sans réponse. {reason}")
        return
    HubSubscription.objects.filter(pk=subscription.pk).update(
        failing_since=subscription.failing_since,
        attempts=subscription.attempts,
        due_at=subscription.due_at,
        seen_lines=parcel.lines,
    )


def let_go(subscription: HubSubscription, now: datetime, reason: str, kind: HubLine.Kind = Kind.LET_GO) -> None:
    log(subscription, kind, now, reason)
    subscription.delete()


def tidy(now: datetime) -> int:
    """Ends the leases that ran out and forgets old lines; answers how many rows went."""
    ended = list(HubSubscription.objects.ended(now).select_related("site"))
    for subscription in ended:
        let_go(subscription, now, "", Kind.EXPIRED)
    forgotten, _ = HubLine.objects.forgettable(now).delete()
    return len(ended) + forgotten
