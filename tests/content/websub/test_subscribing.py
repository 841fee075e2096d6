"""A reader program asks to be told; its own address must agree before anything is sent."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content.models import HubLine, HubRequest, HubSubscription, Topic
from content.websub import delivering, subscribing
from content.websub.forms import LONGEST_LEASE
from home.founding import Sections
from tests.content.websub.conftest import NEWS
from tests.content.websub.subscriber import CALLBACK, Subscriber

ASKED = {"hub.mode": "subscribe", "hub.topic": NEWS, "hub.callback": CALLBACK}


def answer(client: Client, **changed: str) -> tuple[int, str]:
    data = ASKED | {f"hub.{name}": value for name, value in changed.items()}
    response = client.post("/websub/", data)
    return response.status_code, response.content.decode()


def verify(subscriber: Subscriber, later: dt.timedelta = dt.timedelta()) -> int:
    return subscribing.verify_due(timezone.now() + later, subscriber.network)


def kinds() -> list[str]:
    return list(HubLine.objects.order_by("pk").values_list("kind", flat=True))


def test_nothing_leaves_in_the_request_and_the_worker_asks_the_address(
    client: Client, town: Sections, subscriber: Subscriber
) -> None:
    assert answer(client, lease_seconds="86400")[0] == 202
    assert subscriber.questions == []
    assert verify(subscriber) == 1
    (question,) = subscriber.questions
    assert question.pop("hub.challenge")
    assert question == {
        "compte": "7",  # the callback's own parameter stays
        "hub.mode": "subscribe",
        "hub.topic": NEWS,
        "hub.lease_seconds": "86400",
    }
    assert HubSubscription.objects.get().callback == CALLBACK
    assert not HubRequest.objects.exists()
    assert kinds() == ["subscribed"]


def test_an_address_that_does_not_agree_is_not_subscribed(
    client: Client, town: Sections, subscriber: Subscriber
) -> None:
    subscriber.agrees = False
    answer(client)
    verify(subscriber)
    assert not HubSubscription.objects.exists()
    assert not HubRequest.objects.exists()
    assert "404" in HubLine.objects.get().reason


def test_an_address_that_answers_anything_but_the_challenge_has_not_agreed(
    client: Client, town: Sections, subscriber: Subscriber, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subscriber, "answer", lambda query: (200, b"Bonjour"))
    answer(client)
    verify(subscriber)
    assert not HubSubscription.objects.exists()


def test_an_address_that_sleeps_is_asked_three_times(client: Client, town: Sections, subscriber: Subscriber) -> None:
    answer(client)
    port, subscriber.port = subscriber.port, 1
    for minutes in (0, 2):
        verify(subscriber, dt.timedelta(minutes=minutes))
    assert HubRequest.objects.get().attempts == 2
    subscriber.port = port
    verify(subscriber, dt.timedelta(minutes=20))
    assert HubSubscription.objects.exists()


def test_a_name_that_leads_indoors_is_refused_by_the_worker_with_a_reason(
    client: Client, town: Sections, subscriber: Subscriber
) -> None:
    subscriber.address = "192.168.1.10"
    answer(client)
    verify(subscriber)
    assert subscriber.questions == []
    assert "n’est pas publique" in HubLine.objects.get().reason


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("callback", "http://127.0.0.1/", "n’est pas publique"),
        ("callback", "http://localhost/", "pas le nom d’un site public"),
        ("callback", "http://[::1]/", "n’est pas publique"),
        ("callback", "http://lecteur.example:6379/", "Le port 6379"),
        ("callback", "ftp://lecteur.example/", "https:// ou http://"),
        ("callback", "http://odile:secret@lecteur.example/", "mot de passe"),
        ("callback", "http://lecteur.example/" + "a" * 1000, "1000"),
        ("callback", "http://lecteur.example/é", "ASCII"),
        ("topic", "http://localhost/actualites/", "flux de ce site"),
        ("topic", "http://ailleurs.example/actualites/rss.xml", "flux de ce site"),
        ("topic", "http://localhost/actualites/theme/inconnu/rss.xml", "flux de ce site"),
        ("topic", "http://localhost/admin/rss.xml", "flux de ce site"),
        ("topic", "http://localhost/rss.xml", "flux de ce site"),
        ("secret", "é" * 100, "200 octets"),
        ("mode", "publish", "publish"),
        ("mode", "", "hub.mode"),
    ],
)
def test_what_cannot_be_is_refused_with_a_plain_reason(
    client: Client, town: Sections, field: str, value: str, reason: str
) -> None:
    status, said = answer(client, **{field: value})
    assert (status, reason in said) == (400, True), said
    assert not HubRequest.objects.exists()


@pytest.mark.parametrize(
    ("asked", "granted"),
    [
        ("", LONGEST_LEASE),
        ("86400", dt.timedelta(days=1)),
        ("1", dt.timedelta(hours=1)),
        ("9" * 19, LONGEST_LEASE),
        ("-5", LONGEST_LEASE),
        ("0", LONGEST_LEASE),
        ("dix", LONGEST_LEASE),
        ("١٢", LONGEST_LEASE),
    ],
)
def test_a_lease_stays_within_an_hour_and_ten_days(
    client: Client, town: Sections, asked: str, granted: dt.timedelta
) -> None:
    assert answer(client, lease_seconds=asked)[0] == 202
    assert HubRequest.objects.get().lease == granted


def test_asking_again_renews_and_keeps_what_was_sent(
    client: Client, subscription: HubSubscription, subscriber: Subscriber
) -> None:
    answer(client, lease_seconds="3600", secret="nouveau")
    verify(subscriber)
    renewed = HubSubscription.objects.get()
    assert (renewed.pk, renewed.secret) == (subscription.pk, "nouveau")
    assert renewed.expires_at < subscription.expires_at
    assert renewed.sent_digest == subscription.sent_digest
    assert kinds() == ["subscribed", "renewed"]


def test_nobody_else_can_unsubscribe_an_address(
    client: Client, subscription: HubSubscription, subscriber: Subscriber
) -> None:
    subscriber.agrees = False
    answer(client, mode="unsubscribe")
    verify(subscriber)
    assert HubSubscription.objects.exists()


def test_an_address_that_agrees_to_leave_leaves(
    client: Client, subscription: HubSubscription, subscriber: Subscriber
) -> None:
    answer(client, mode="unsubscribe")
    verify(subscriber)
    assert "hub.lease_seconds" not in subscriber.questions[-1]
    assert not HubSubscription.objects.exists()
    assert kinds() == ["subscribed", "left"]


def test_a_lease_that_runs_out_ends(subscription: HubSubscription) -> None:
    delivering.tidy(subscription.expires_at - dt.timedelta(seconds=1))
    assert HubSubscription.objects.exists()
    delivering.tidy(subscription.expires_at)
    assert not HubSubscription.objects.exists()
    assert kinds() == ["subscribed", "expired"]


def test_old_lines_are_forgotten(subscription: HubSubscription, now: dt.datetime) -> None:
    delivering.tidy(timezone.now() + dt.timedelta(days=91))
    assert kinds() == ["expired"]


def test_the_same_request_twice_waits_once(client: Client, town: Sections) -> None:
    assert [answer(client)[0], answer(client)[0]] == [202, 202]
    assert HubRequest.objects.count() == 1


def test_a_topic_of_the_town_may_be_followed(client: Client, town: Sections) -> None:
    Topic.objects.create(site=town.home.site, name="Travaux", slug="travaux")
    assert answer(client, topic="http://localhost/actualites/theme/travaux/rss.xml")[0] == 202
    assert HubRequest.objects.get().feed == "actualites/theme/travaux/rss.xml"


def test_a_town_does_not_push_its_neighbours_feeds(client: Client, town: Sections, neighbour: Sections) -> None:
    theirs = "http://saint-aubin.example/actualites/rss.xml"
    assert answer(client, topic=theirs)[0] == 400
    data = ASKED | {"hub.topic": theirs}
    assert client.post("/websub/", data, headers={"host": "saint-aubin.example"}).status_code == 202
    assert HubRequest.objects.get().site == neighbour.home.site


def test_a_host_takes_only_its_share(client: Client, town: Sections, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subscribing, "MOST_WAITING_OF_HOST", 2)
    answers = [answer(client, callback=f"http://lecteur.example/{number}")[0] for number in range(3)]
    assert answers == [202, 202, 429]
    assert answer(client, callback="http://autre.example/")[0] == 202
    monkeypatch.setattr(subscribing, "MOST_WAITING", 3)
    assert answer(client, callback="http://encore.example/")[0] == 429


def test_a_full_hub_takes_nobody_new_but_lets_readers_renew_and_leave(
    client: Client, subscription: HubSubscription, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subscribing, "MOST", 1)
    assert answer(client, callback="http://nouveau.example/")[0] == 429
    assert answer(client)[0] == 202
    assert answer(client, mode="unsubscribe")[0] == 202


def test_nobody_makes_the_town_knock_at_a_strangers_door_again_and_again(
    client: Client, town: Sections, subscriber: Subscriber, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subscribing, "MOST_REFUSALS_OF_HOST", 1)
    subscriber.agrees = False
    answer(client)
    verify(subscriber)
    assert answer(client)[0] == 429


def test_a_person_who_opens_the_address_is_told_where_to_go(client: Client, town: Sections) -> None:
    response = client.get("/websub/")
    assert response.status_code == 200
    assert 'href="/recevoir/"' in response.content.decode()
    assert not response.cookies


def test_a_request_too_long_is_refused(client: Client, town: Sections) -> None:
    assert answer(client, secret="a" * 20_000)[0] == 413
    assert client.put("/websub/").status_code == 405


NAMES = st.sampled_from(["hub.mode", "hub.topic", "hub.callback", "hub.lease_seconds", "hub.secret", "hub.", "x"])
VALUES = st.one_of(
    st.sampled_from(
        ["subscribe", NEWS, CALLBACK, "http://localhost/tout/rss.xml", "http://[", "\0", "http://localhost//"]
    ),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(NAMES, VALUES))
def test_whatever_is_posted_the_hub_answers_in_words(client: Client, town: Sections, data: dict[str, str]) -> None:
    assert client.post("/websub/", data).status_code in {202, 400, 429}
