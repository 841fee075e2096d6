"""From the form to the end: asked, confirmed, chosen, paused, left. Every start and stop writes its line of proof.

The page that takes a request only writes it down (`ask`). The worker answers it (`answer_requests`): which mail
leaves, if any, depends on who the address belongs to, and nobody waiting at the other end of the line can see it.
"""

from collections.abc import Collection, Iterable
from datetime import date, datetime

from django.db import transaction
from wagtail.models import Site

from content.addresses import Address
from content.models import District, Topic
from newsletter.models import Subscriber, Subscription, SubscriptionRequest
from newsletter.subscribers import consent, limits, notices, suppression, tokens
from newsletter.subscribers.choices import Choice, read_all
from newsletter.subscribers.consent import Event, Evidence, Source
from newsletter.subscribers.tokens import CONFIRMATION_LIFE, Purpose

State = Subscriber.State


class ComeBackLater(Exception):
    """So many requests wait that one more would be no use."""


def ask(
    site: Site,
    address: Address,
    choices: Iterable[Choice],
    now: datetime,
    *,
    districts: Iterable[District] = (),
    text_only: bool = False,
    evidence: Evidence = consent.NO_EVIDENCE,
) -> SubscriptionRequest:
    """Writes a request down for the worker. The same work whatever is known of the address.

    Raises ComeBackLater under a flood.
    """
    if SubscriptionRequest.objects.unread().filter(site=site)[: limits.MOST_UNREAD].count() >= limits.MOST_UNREAD:
        raise ComeBackLater
    return SubscriptionRequest.objects.create(
        site=site,
        address=address.text,
        address_key=address.key,
        choices=[choice.code for choice in choices],
        districts=[district.slug for district in districts],
        text_only=text_only,
        page=evidence.page[:500],
        wording=evidence.wording,
        asked_at=now,
        expires_at=now + CONFIRMATION_LIFE,
    )


def answer_requests(now: datetime, most: int = 200) -> int:
    """Answers the requests that wait, oldest first; returns how many.

    Beyond a town's hourly share the rest keeps waiting.
    """
    answered = 0
    full: set[int] = set()
    for request in SubscriptionRequest.objects.unread().select_related("site")[:most]:
        if request.site_id not in full:
            with transaction.atomic():
                done = answer(request, now)
            answered += int(done)
            if not done:
                full.add(request.site_id)
    return answered


def answer(request: SubscriptionRequest, now: datetime) -> bool:
    """Queues the mail this request calls for and keeps at most one request per mailbox. False.

    The town has no mail left this hour.
    """
    address = Address(request.address)
    earlier = SubscriptionRequest.objects.mailed().filter(site=request.site, address_key=request.address_key).first()
    if not limits.town_has_room(request.site, now):
        return False
    if not limits.address_may_be_written(request.site, address, now):
        replace_wishes(earlier, request)
        request.delete()
        return True
    limits.count_for_town(request.site, now)
    known = Subscriber.objects.for_site(request.site).at(request.address_key).filter(state=State.ACTIVE).first()
    if known:
        notices.queue_already_subscribed(known, now)
        request.delete()
        return True
    if earlier:
        earlier.delete()
    token, request.token_digest = tokens.fresh(Purpose.CONFIRM)
    request.read_at = now
    request.save(update_fields=["token_digest", "read_at"])
    notices.queue_confirmation(request, token, now)
    return True


def replace_wishes(earlier: SubscriptionRequest | None, latest: SubscriptionRequest) -> None:
    """Whoever asks again before confirming means the second list of choices.

    The mail already sent confirms that one.
    """
    if earlier:
        earlier.choices, earlier.districts, earlier.text_only = latest.choices, latest.districts, latest.text_only
        earlier.save(update_fields=["choices", "districts", "text_only"])


def find_request(site: Site, token: str, now: datetime) -> SubscriptionRequest | None:
    """The request that token confirms, or None: unknown, used, or older than seven days."""
    return (
        SubscriptionRequest.objects.valid(now)
        .filter(site=site, token_digest=tokens.digest(Purpose.CONFIRM, token))
        .first()
    )


def confirm(request: SubscriptionRequest, now: datetime) -> Subscriber | None:
    """The owner of the address says yes: starts the subscription, or starts it again.

    None if the request has just been used up.
    """
    evidence = Evidence(request.wording, request.page, request.asked_at, now)
    topics = Topic.objects.filter(site=request.site)
    choices = read_all(request.choices, topics.values_list("slug", flat=True))
    with transaction.atomic():
        if not SubscriptionRequest.objects.filter(pk=request.pk).delete()[0]:
            return None
        subscriber = begin(request.site, Address(request.address), now)
        subscriber.text_only = request.text_only
        subscriber.save(update_fields=["text_only"])
        subscriber.districts.set(District.objects.filter(site=request.site, slug__in=request.districts))
        set_choices(subscriber, choices, now)
        source = Source.INVITED if request.invited_because else Source.FORM
        consent.record(
            subscriber,
            Event.STARTED,
            source,
            now,
            choices=choices,
            reason=request.invited_because,
            evidence=evidence,
        )
        limits.forgive(request.site, Address(request.address))
        suppression.lift(request.site, request.address)
        SubscriptionRequest.objects.filter(site=request.site, address_key=request.address_key).delete()
    return subscriber


def enrol(
    site: Site,
    address: Address,
    choices: Collection[Choice],
    now: datetime,
    *,
    reason: str,
    districts: Iterable[District] = (),
    text_only: bool = False,
    evidence: Evidence = consent.NO_EVIDENCE,
) -> Subscriber:
    """Starts a subscription on an agreement the town hall holds itself (paper form, old list); `reason` says which.

    Raises suppression.Suppressed for a mailbox that only its owner may subscribe again.
    """
    if suppression.is_suppressed(site, address.text):
        raise suppression.Suppressed
    with transaction.atomic():
        subscriber = begin(site, address, now)
        subscriber.text_only = text_only
        subscriber.save(update_fields=["text_only"])
        subscriber.districts.set(districts)
        set_choices(subscriber, choices, now)
        consent.record(
            subscriber, Event.STARTED, Source.ATTESTED, now, choices=choices, reason=reason, evidence=evidence
        )
    return subscriber


def begin(site: Site, address: Address, now: datetime) -> Subscriber:
    """The active subscriber at that mailbox: new, or come back."""
    fresh = {"address": address.text, "since": now}
    subscriber, made = Subscriber.objects.get_or_create(site=site, address_key=address.key, defaults=fresh)
    if not made:
        if subscriber.state != State.ACTIVE:
            subscriber.since = now
        subscriber.address, subscriber.state, subscriber.left_at, subscriber.paused_until = (
            address.text,
            State.ACTIVE,
            None,
            None,
        )
        subscriber.save(update_fields=["address", "state", "since", "left_at", "paused_until"])
    return subscriber


def set_choices(subscriber: Subscriber, choices: Collection[Choice], now: datetime) -> None:
    """Makes the subscriptions exactly those; the ones that stay keep their date, whatever their new rhythm.

    Whoever goes from the week's news to the day's on a Thursday still has those of the week.
    """
    kept = {subscription.choice: subscription for subscription in subscriber.subscriptions.select_related("topic")}
    dates = {(choice.stream, choice.topic): row.since for choice, row in kept.items()}
    topics = {topic.slug: topic for topic in Topic.objects.filter(site=subscriber.site_id)}
    Subscription.objects.filter(pk__in=[row.pk for choice, row in kept.items() if choice not in choices]).delete()
    Subscription.objects.bulk_create(
        Subscription(
            subscriber=subscriber,
            stream=choice.stream,
            topic=topics.get(choice.topic),
            rhythm=choice.rhythm,
            since=dates.get((choice.stream, choice.topic), now),
        )
        for choice in sorted(set(choices) - set(kept))
    )


def find(site: Site, purpose: Purpose, token: str) -> Subscriber | None:
    """The person of that town whose lasting link it is, even if they left; None for a link that is not ours."""
    person = tokens.read_lasting(purpose, token)
    return Subscriber.objects.for_site(site).filter(uid=person).first() if person else None


def choose(
    subscriber: Subscriber,
    choices: Collection[Choice],
    now: datetime,
    *,
    districts: Iterable[District],
    text_only: bool,
    page: str,
) -> None:
    """Replaces what a subscriber receives. An empty list puts the subscription to sleep, the address stays."""
    with transaction.atomic():
        subscriber.text_only = text_only
        subscriber.save(update_fields=["text_only"])
        subscriber.districts.set(districts)
        set_choices(subscriber, choices, now)
        consent.record(
            subscriber, Event.CHANGED, Source.CHOICES_PAGE, now, choices=choices, evidence=Evidence(page=page)
        )


def pause(subscriber: Subscriber, until: date | None, now: datetime) -> None:
    """Nothing leaves before that day (None: the pause is over)."""
    with transaction.atomic():
        subscriber.paused_until = until
        subscriber.save(update_fields=["paused_until"])
        reason = f"jusqu’au {until:%d/%m/%Y}" if until else "fin de la pause"
        consent.record(subscriber, Event.PAUSED, Source.CHOICES_PAGE, now, reason=reason)


def leave(subscriber: Subscriber, source: consent.Source, now: datetime, *, reason: str = "") -> bool:
    """Ends everything at once. Repeating it changes nothing; False then.

    The address is erased 28 days later (retention.py).
    """
    with transaction.atomic():
        here = Subscriber.objects.filter(pk=subscriber.pk).exclude(state=State.LEFT)
        if not here.update(state=State.LEFT, left_at=now, paused_until=None):
            return False
        ended = subscriber.choices()
        subscriber.subscriptions.all().delete()
        consent.record(subscriber, Event.ENDED, source, now, choices=ended, reason=reason)
    subscriber.refresh_from_db()
    return True
