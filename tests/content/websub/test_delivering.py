"""A feed that changes reaches its subscribers at once; one that fails for a day is let go, and operators read it."""

import datetime as dt
import hmac

import feedparser
import pytest
from django.test import Client
from django.utils import timezone

from content.models import HubLine, HubSubscription, JournalLine, Topic
from content.websub import delivering, rounds, topics
from home.founding import Sections
from news.models import NewsPage
from tests.conftest import publish
from tests.content.websub.conftest import NEWS
from tests.content.websub.subscriber import CALLBACK, Subscriber

MINUTE, HOUR, DAY = dt.timedelta(minutes=1), dt.timedelta(hours=1), dt.timedelta(days=1)


def news(town: Sections, title: str) -> NewsPage:
    page: NewsPage = publish(town.news, NewsPage(title=title, slug=title.lower()))
    return page


def deliver(subscriber: Subscriber, at: dt.datetime | None = None) -> int:
    return delivering.deliver_due(at or timezone.now(), subscriber.network)


def test_a_publication_is_pushed_whole_signed_and_with_its_links(
    client: Client, town: Sections, subscription: HubSubscription, subscriber: Subscriber
) -> None:
    assert deliver(subscriber) == 0
    news(town, "Crue")
    assert deliver(subscriber) == 1
    ((headers, body),) = subscriber.received
    assert body == client.get("/actualites/rss.xml").content
    assert feedparser.parse(body).entries[0].title == "Crue"
    assert headers["Content-Type"].startswith("application/rss+xml")
    assert headers["Link"] == f'<http://localhost/websub/>; rel="hub", <{NEWS}>; rel="self"'
    assert headers["X-Hub-Signature"] == "sha256=" + hmac.new(b"un secret", body, "sha256").hexdigest()
    assert "Cookie" not in headers


def test_a_subscriber_without_a_secret_gets_no_signature(
    town: Sections, subscription: HubSubscription, subscriber: Subscriber
) -> None:
    HubSubscription.objects.update(secret="")
    news(town, "Crue")
    deliver(subscriber)
    assert "X-Hub-Signature" not in subscriber.received[0][0]


def test_one_change_is_one_delivery(town: Sections, subscription: HubSubscription, subscriber: Subscriber) -> None:
    news(town, "Crue")
    news(town, "Marché")
    assert [deliver(subscriber), deliver(subscriber)] == [1, 0]
    assert len(subscriber.received) == 1


def test_what_changes_in_another_feed_is_not_sent(
    town: Sections, subscription: HubSubscription, subscriber: Subscriber
) -> None:
    JournalLine.objects.create(
        site=town.home.site, page_uid=town.home.uid, collection="alertes", kind="published", at=timezone.now()
    )
    assert deliver(subscriber) == 0
    assert subscriber.received == []
    assert HubSubscription.objects.get().seen_lines == JournalLine.objects.count()


def test_a_withdrawal_is_pushed_too(town: Sections, subscription: HubSubscription, subscriber: Subscriber) -> None:
    page = news(town, "Crue")
    deliver(subscriber)
    page.unpublish()
    assert deliver(subscriber) == 1
    assert feedparser.parse(subscriber.received[-1][1]).entries == []


def test_a_subscriber_that_fails_is_tried_later_and_later_then_let_go_after_a_day(
    town: Sections, subscription: HubSubscription, subscriber: Subscriber
) -> None:
    subscriber.status = 500
    news(town, "Crue")
    start = now = timezone.now()
    waits = []
    while HubSubscription.objects.exists():
        assert deliver(subscriber, now) == 1
        subscription = HubSubscription.objects.first() or subscription
        assert deliver(subscriber, now) == 0
        if subscription.due_at:
            waits.append(subscription.due_at - now)
            now = max(subscription.due_at, now + MINUTE)
    assert waits[:6] == [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR]
    assert DAY <= now - start < DAY + 4 * HOUR
    assert len(subscriber.received) == len(waits)
    kinds = list(HubLine.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["subscribed", "failing", "let_go"]
    assert "500" in HubLine.objects.first().reason


def test_a_subscriber_that_recovers_gets_the_feed_as_it_is_now(
    town: Sections, subscription: HubSubscription, subscriber: Subscriber
) -> None:
    subscriber.status = 503
    news(town, "Crue")
    deliver(subscriber)
    news(town, "Marché")
    assert deliver(subscriber) == 0  # a failing subscriber waits its turn
    subscriber.status = 200
    assert deliver(subscriber, timezone.now() + 2 * MINUTE) == 1
    assert len(feedparser.parse(subscriber.received[-1][1]).entries) == 2
    healed = HubSubscription.objects.get()
    assert (healed.failing_since, healed.attempts, healed.due_at) == (None, 0, None)
    assert HubLine.objects.first().kind == "recovered"


def test_a_redirect_is_not_followed(town: Sections, subscription: HubSubscription, subscriber: Subscriber) -> None:
    subscriber.status = 308
    news(town, "Crue")
    deliver(subscriber)
    assert HubSubscription.objects.get().attempts == 1


def test_gone_means_goodbye(town: Sections, subscription: HubSubscription, subscriber: Subscriber) -> None:
    subscriber.status = 410
    news(town, "Crue")
    deliver(subscriber)
    assert not HubSubscription.objects.exists()
    assert HubLine.objects.first().kind == "left"


def test_a_name_that_moves_indoors_is_let_go_at_once(
    town: Sections, subscription: HubSubscription, subscriber: Subscriber
) -> None:
    subscriber.address = "10.0.0.1"
    news(town, "Crue")
    deliver(subscriber)
    assert subscriber.received == []
    assert not HubSubscription.objects.exists()
    assert "n’est pas publique" in HubLine.objects.first().reason


def test_nothing_is_sent_after_the_lease(town: Sections, subscription: HubSubscription, subscriber: Subscriber) -> None:
    news(town, "Crue")
    assert deliver(subscriber, subscription.expires_at) == 0
    assert subscriber.received == []


def test_a_feed_that_is_no_more_ends_its_subscriptions(
    town: Sections, subscription: HubSubscription, subscriber: Subscriber
) -> None:
    topic = Topic.objects.create(site=town.home.site, name="Halle", slug="halle")
    HubSubscription.objects.update(feed="actualites/theme/halle/rss.xml")
    news(town, "Crue")
    topic.delete()
    assert deliver(subscriber) == 0
    assert not HubSubscription.objects.exists()
    assert HubLine.objects.first().reason == "Ce flux n’existe plus."


def test_the_neighbours_news_wake_nobody_here(
    town: Sections, neighbour: Sections, subscription: HubSubscription, subscriber: Subscriber
) -> None:
    news(neighbour, "Foire")
    assert deliver(subscriber) == 0
    assert topics.content_of(neighbour.home.site, "actualites/rss.xml").body.count(b"Foire")


def test_slow_subscribers_do_not_hold_the_worker_up(
    town: Sections, subscription: HubSubscription, subscriber: Subscriber, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(20):
        HubSubscription.objects.create(
            site=subscription.site,
            feed=subscription.feed,
            callback=f"{CALLBACK}&n={number}",
            host=subscription.host,
            since=subscription.since,
            expires_at=subscription.expires_at,
            sent_digest="",
        )
    monkeypatch.setattr(rounds, "LONGEST", -1)
    assert deliver(subscriber) == 0
    monkeypatch.setattr(rounds, "LONGEST", 15)
    assert deliver(subscriber) == 20
    assert len(subscriber.received) == 20
