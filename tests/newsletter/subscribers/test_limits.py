"""What the form cannot be used for."""

import datetime as dt

import pytest
from wagtail.models import Site

from content.addresses import Address
from content.models import OutgoingMessage, RequestCounter
from newsletter.models import SubscriptionRequest
from newsletter.subscribers import limits, subscriptions
from tests.newsletter.residents import BULLETIN
from tests.people import KARIM

MINUTE, HOUR, DAY = dt.timedelta(minutes=1), dt.timedelta(hours=1), dt.timedelta(days=1)


def ask(site: Site, address: str, at: dt.datetime) -> None:
    subscriptions.ask(site, Address(address), [BULLETIN], at)


def mails_to(address: str) -> int:
    return OutgoingMessage.objects.filter(recipient=address).count()


@pytest.mark.slow
def test_five_hundred_requests_for_one_address_cause_one_mail(site: Site, now: dt.datetime) -> None:
    for number in range(500):
        ask(site, KARIM, now + number * MINUTE / 10)
    assert subscriptions.answer_requests(now + HOUR, most=500) == 500
    assert OutgoingMessage.objects.count() == 1
    assert SubscriptionRequest.objects.count() == 1


def test_one_address_is_written_to_once_a_day_and_three_times_in_all(site: Site, now: dt.datetime) -> None:
    for day in range(10):
        ask(site, KARIM, now + day * DAY)
        subscriptions.answer_requests(now + day * DAY)
    assert mails_to(KARIM) == 3


def test_tags_capitals_and_dots_do_not_make_a_new_address(site: Site, now: dt.datetime) -> None:
    for variant in ("karim.benali@gmail.com", "KarimBenali@gmail.com", "karimbenali+x@gmail.com"):
        ask(site, variant, now)
    subscriptions.answer_requests(now)
    assert OutgoingMessage.objects.count() == 1


def test_a_confirmation_starts_the_count_afresh(site: Site, now: dt.datetime) -> None:
    ask(site, KARIM, now)
    subscriptions.answer_requests(now)
    subscriptions.confirm(SubscriptionRequest.objects.get(), now)
    ask(site, KARIM, now + HOUR)
    subscriptions.answer_requests(now + HOUR)
    assert mails_to(KARIM) == 2


def test_one_network_asks_ten_times_in_ten_minutes(site: Site, now: dt.datetime) -> None:
    assert sum(limits.network_may_ask(site, "192.0.2.1/32", now) for _ in range(200)) == 10
    assert limits.network_may_ask(site, "192.0.2.2/32", now)
    assert limits.network_may_ask(site, "192.0.2.1/32", now + 11 * MINUTE)


@pytest.mark.slow
def test_a_town_writes_sixty_times_an_hour_and_the_rest_waits_its_turn(site: Site, now: dt.datetime) -> None:
    for number in range(100):
        ask(site, f"lecteur{number}@boite.example", now)
    assert subscriptions.answer_requests(now) == 60
    assert OutgoingMessage.objects.count() == 60
    assert subscriptions.answer_requests(now + HOUR / 2) == 0
    assert subscriptions.answer_requests(now + HOUR) == 40
    assert OutgoingMessage.objects.count() == 100


def test_a_bombed_address_does_not_use_up_the_towns_share(site: Site, now: dt.datetime) -> None:
    for _ in range(100):
        ask(site, KARIM, now)
    ask(site, "jeanne@lettres.example", now)
    subscriptions.answer_requests(now)
    assert mails_to("jeanne@lettres.example") == 1


def test_one_town_flooded_leaves_the_other_its_share(site: Site, now: dt.datetime) -> None:
    other = Site.objects.create(hostname="saint-aubin.example", root_page=site.root_page)
    for number in range(70):
        ask(site, f"lecteur{number}@boite.example", now)
    ask(other, KARIM, now)
    assert subscriptions.answer_requests(now) == 61


def test_a_flood_is_turned_away_at_the_door(site: Site, now: dt.datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_UNREAD", 3)
    for number in range(3):
        ask(site, f"lecteur{number}@boite.example", now)
    with pytest.raises(subscriptions.ComeBackLater):
        ask(site, KARIM, now)


def test_counters_name_nobody_and_are_forgotten(site: Site, now: dt.datetime) -> None:
    limits.network_may_ask(site, "192.0.2.1/32", now)
    limits.address_may_be_written(site, Address(KARIM), now)
    assert all(len(counter.key) == 64 and int(counter.key, 16) for counter in RequestCounter.objects.all())
    assert limits.forget(now + 9 * MINUTE) == 0
    assert limits.forget(now + 11 * MINUTE) == 1
    assert limits.forget(now + 31 * DAY) == 2


@pytest.mark.parametrize(
    ("meta", "network"),
    [
        ({"REMOTE_ADDR": "203.0.113.7"}, "203.0.113.7/32"),
        ({"REMOTE_ADDR": "8.8.8.8", "HTTP_X_FORWARDED_FOR": "1.2.3.4"}, "8.8.8.8/32"),
        ({"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "9.9.9.9, 8.8.4.4"}, "8.8.4.4/32"),
        ({"REMOTE_ADDR": "2a01:cb00:1234:5678:9abc::1"}, "2a01:cb00:1234:5600::/56"),
        ({"REMOTE_ADDR": "::ffff:8.8.8.8"}, "8.8.8.8/32"),
        ({"REMOTE_ADDR": "", "HTTP_X_FORWARDED_FOR": "n’importe quoi"}, ""),
        ({}, ""),
    ],
)
def test_a_forwarded_address_is_believed_from_our_own_proxy_only(meta: dict[str, str], network: str) -> None:
    assert limits.network(meta) == network
