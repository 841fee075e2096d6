"""What is forgotten, and when: the periods that the page « Données personnelles » promises."""

import datetime as dt

import pytest
from wagtail.models import Site

from content import privacy
from newsletter.engine import freezing
from newsletter.engine.sending import send_due
from newsletter.models import ConsentLine, Delivery, PersonalLink, Subscriber
from newsletter.subscribers import consent, personal, retention, subscriptions
from newsletter.subscribers.consent import Source
from newsletter.subscribers.dossier import READ_FROM
from newsletter.subscribers.tokens import Purpose
from tests.newsletter.relay import NEVER, Script
from tests.newsletter.residents import issue, subscriber
from tests.people import JEANNE, KARIM

DAY = dt.timedelta(days=1)
YEAR = 365 * DAY


def test_after_ninety_days_a_sending_counts_and_names_nobody(site: Site, now: dt.datetime) -> None:
    subscriber(site, KARIM, now)
    freezing.freeze(issue(site), now)
    send_due(now, open_carrier=Script(NEVER))
    Delivery.objects.update(reply=f"550 <{KARIM}>: no such user")
    retention.forget(now + 89 * DAY)
    assert Delivery.objects.get().subscriber is not None
    retention.forget(now + 91 * DAY)
    row = Delivery.objects.get()
    assert (row.subscriber, row.reply, row.state) == (None, "", Delivery.State.REJECTED)


def test_the_proof_lives_three_years_longer_than_the_subscription(site: Site, now: dt.datetime) -> None:
    karim = subscriber(site, KARIM, now)
    subscriber(site, JEANNE, now)
    subscriptions.leave(karim, Source.ONE_CLICK, now + 10 * YEAR)
    retention.forget(now + 12 * YEAR)
    proof = ConsentLine.objects.for_address(consent.address_hash(KARIM))
    assert [line.event for line in proof] == ["started", "ended", "erased"]
    retention.forget(now + 13 * YEAR + DAY)
    assert not proof.all().exists()
    assert ConsentLine.objects.for_address(consent.address_hash(JEANNE)).count() == 1
    assert Subscriber.objects.count() == 1


def test_a_link_nobody_followed_is_gone_after_its_hour(site: Site, now: dt.datetime) -> None:
    personal.ask(subscriber(site, KARIM, now), Purpose.EXPORT, now)
    retention.forget(now + dt.timedelta(minutes=59))
    assert PersonalLink.objects.exists()
    retention.forget(now + dt.timedelta(minutes=60))
    assert not PersonalLink.objects.exists()


def test_the_ledger_never_keeps_an_address_that_a_server_quoted(site: Site, now: dt.datetime) -> None:
    karim = subscriber(site, KARIM, now)
    line = consent.record(
        karim, consent.Event.SUSPENDED, Source.REFUSALS, now, reason="550 <Karim@BOITE.example> unknown"
    )
    assert line.reason == "550 <(l’adresse)> unknown"


@pytest.mark.parametrize("slug", ["lettre", "accords", "envois", "retours"])
def test_a_person_s_dossier_is_drawn_from_every_table_that_names_subscribers(slug: str) -> None:
    """Choices are read through their subscriber."""
    (processing,) = [one for one in privacy.processings() if one.slug == slug]
    read = {model._meta.label for model in READ_FROM} | {"newsletter.Subscription"}
    assert set(processing.models) <= read
