"""What a provider tells afterwards: complaints end a subscription, dead mailboxes are noted, and nothing else is believed."""

import datetime as dt
import json
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st
from pytest_django import Settings
from wagtail.models import Site

from content import slugs
from content.mail import api
from newsletter.bounces import events, return_path
from newsletter.engine import freezing
from newsletter.models import Bounce, ConsentLine, Delivery, Subscriber
from newsletter.subscribers import suppression
from newsletter.subscribers.consent import Event, Source
from tests.newsletter.residents import issue, readers

State = Delivery.State
PROVIDERS = {"brevo": "brevo:cle", "mailjet": "mailjet:cle:secret"}


@pytest.fixture
def delivery(site: Site, now: dt.datetime, settings: Settings) -> Delivery:
    """A bulletin that Brevo took for its one reader."""
    settings.MAIL_API = PROVIDERS["brevo"]
    readers(site, 1, now)
    dispatch = freezing.freeze(issue(site), now)
    dispatch.deliveries.update(state=State.SENT, settled_at=now)
    return dispatch.deliveries.select_related("subscriber").get()


def address(name: str = "brevo") -> str:
    provider = api.parse(PROVIDERS[name])
    assert provider is not None
    return f"{events.PATH}{events.address_key(provider)}/"


def tell(client: Client, body: object, at: str = "") -> int:
    raw = body if isinstance(body, bytes) else json.dumps(body)
    return client.post(at or address(), raw, content_type="application/json").status_code


def brevo(event: str, delivery: Delivery, **more: Any) -> dict[str, Any]:
    custom = json.dumps({api.NOTE: return_path.key(delivery.pk)})
    return {"event": event, "email": "lecteur0000@boite.example", "X-Mailin-custom": custom, **more}


def mailjet(event: str, delivery: Delivery, **more: Any) -> dict[str, Any]:
    return {"event": event, "Payload": json.dumps({api.NOTE: return_path.key(delivery.pk)}), "time": 1, **more}


def test_a_complaint_ends_everything_and_is_told_once(delivery: Delivery, client: Client, site: Site) -> None:
    person = delivery.subscriber
    assert person and person.address
    before = person.address
    assert [tell(client, brevo("spam", delivery)) for _ in range(3)] == [200, 200, 200]
    person.refresh_from_db()
    assert person.state == Subscriber.State.LEFT
    assert suppression.is_suppressed(site, before)
    assert ConsentLine.objects.filter(event=Event.ENDED, source=Source.COMPLAINT).count() == 1
    assert Bounce.objects.get().kind == Bounce.Kind.COMPLAINT


def test_a_mailbox_where_nobody_is_counts_like_a_mail_that_came_back(delivery: Delivery, client: Client) -> None:
    assert tell(client, brevo("hard_bounce", delivery, reason="unknown")) == 200
    assert tell(client, brevo("hard_bounce", delivery, reason="unknown")) == 200
    bounce = Bounce.objects.get()
    assert (bounce.kind, bounce.fault) == (Bounce.Kind.FAILURE, "gone")


def test_two_dead_bulletins_running_suppress_the_address(
    delivery: Delivery, client: Client, site: Site, now: dt.datetime
) -> None:
    later = freezing.freeze(issue(site), now).deliveries.get()
    Delivery.objects.filter(pk=later.pk).update(state=State.SENT, settled_at=now + dt.timedelta(days=7))
    for one in (delivery, later):
        tell(client, brevo("hard_bounce", one, reason="550 5.1.1 no such user"))
    person = Subscriber.objects.get()
    assert person.state == Subscriber.State.SUSPENDED
    assert suppression.is_suppressed(site, person.address or "")


def test_a_full_mailbox_is_not_a_dead_one(delivery: Delivery, client: Client) -> None:
    tell(client, brevo("soft_bounce", delivery, reason="452 4.2.2 mailbox full"))
    assert Bounce.objects.get().fault == "later"


def test_a_reader_who_leaves_at_the_providers_has_left(delivery: Delivery, client: Client) -> None:
    assert tell(client, brevo("unsubscribe", delivery)) == 200
    assert Subscriber.objects.get().state == Subscriber.State.LEFT


def test_a_mail_put_off_is_only_a_delay(delivery: Delivery, client: Client) -> None:
    tell(client, brevo("deferred", delivery, reason="greylisted"))
    assert Bounce.objects.get().kind == Bounce.Kind.DELAY
    assert Subscriber.objects.get().state == Subscriber.State.ACTIVE


@pytest.mark.parametrize("event", ["delivered", "opened", "click", "request", "proxy_open", "list_addition", "?"])
def test_what_was_opened_or_clicked_is_kept_nowhere(event: str, delivery: Delivery, client: Client) -> None:
    assert tell(client, brevo(event, delivery)) == 200
    assert not Bounce.objects.exists()


def test_mailjet_tells_several_at_once(delivery: Delivery, client: Client, settings: Settings) -> None:
    settings.MAIL_API = PROVIDERS["mailjet"]
    batch = [mailjet("open", delivery), mailjet("bounce", delivery, hard_bounce=True, error="user unknown")]
    assert tell(client, batch, address("mailjet")) == 200
    assert Bounce.objects.get().fault == "gone"


@pytest.mark.parametrize("key", ["", "a" * 24, "é" * 24, "z" * 200, "aaaaaaaaaaaaaaaaaaaaaaa1"])
def test_an_event_without_a_key_of_ours_changes_nothing(key: str, delivery: Delivery, client: Client) -> None:
    forged = brevo("spam", delivery) | {"X-Mailin-custom": json.dumps({api.NOTE: key})}
    assert tell(client, forged) == 200
    assert Subscriber.objects.get().state == Subscriber.State.ACTIVE


def test_a_stranger_finds_no_door(delivery: Delivery, client: Client, settings: Settings) -> None:
    assert tell(client, brevo("spam", delivery), f"{events.PATH}{'0' * 32}/") == 404
    assert tell(client, brevo("spam", delivery), address("mailjet")) == 404
    settings.MAIL_API = ""
    assert tell(client, brevo("spam", delivery)) == 404
    assert Subscriber.objects.get().state == Subscriber.State.ACTIVE


def test_looking_changes_nothing_and_no_cookie_is_set(delivery: Delivery) -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.get(address()).status_code == 405
    assert client.head(address()).status_code == 200
    answer = client.post(address(), json.dumps(brevo("spam", delivery)), content_type="application/json")
    assert answer.status_code == 200
    assert not answer.cookies
    assert "no-store" in answer["Cache-Control"]


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=20) | st.integers(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=8,
)
SHAPED = st.fixed_dictionaries(
    {"event": st.sampled_from(["spam", "bounce", "hard_bounce", "unsub"]) | ANYTHING},
    optional=dict.fromkeys(("X-Mailin-custom", "Payload", "reason", "email", "ts_epoch", "time", "error"), ANYTHING),
)


@examples(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(body=st.binary(max_size=200) | ANYTHING | SHAPED, name=st.sampled_from(sorted(PROVIDERS)))
def test_whatever_is_written_there_breaks_nothing(
    body: object, name: str, client: Client, settings: Settings, site: Site
) -> None:
    settings.MAIL_API = PROVIDERS[name]
    assert tell(client, body, address(name)) in {200, 400}


def test_no_page_may_take_the_address() -> None:
    assert "courrier" in slugs.TAKEN_BY_THE_SITE
