"""Mailboxes the town may not write to by itself."""

import datetime as dt

import pytest
from wagtail.models import Site

from content.addresses import Address
from home.founding import Sections
from newsletter.bounces import forgetting
from newsletter.models import ConsentLine, Subscriber, Suppression
from newsletter.subscribers import retention, subscriptions, suppression
from newsletter.subscribers.consent import Source
from newsletter.subscribers.suppression import Cause, Suppressed
from tests.newsletter.residents import BULLETIN, subscriber
from tests.people import JEANNE, KARIM

DAY = dt.timedelta(days=1)


def test_an_old_list_does_not_bring_back_who_complained_even_erased(site: Site, now: dt.datetime) -> None:
    karim = subscriber(site, KARIM, now)
    subscriptions.leave(karim, Source.COMPLAINT, now)
    suppression.suppress(site, KARIM, Cause.COMPLAINT, now)
    retention.forget(now + 29 * DAY)
    karim.refresh_from_db()
    assert karim.address is None
    with pytest.raises(Suppressed, match="seule la personne"):
        subscriptions.enrol(site, Address("Karim@Boite.example"), [BULLETIN], now + 30 * DAY, reason="vieille liste")
    assert not Subscriber.objects.active().exists()


def test_only_a_keyed_hash_is_kept(site: Site, now: dt.datetime) -> None:
    suppression.suppress(site, KARIM, Cause.DEAD, now)
    kept = Suppression.objects.values_list().get()
    assert not any("karim" in str(value) or "boite" in str(value) for value in kept)


def test_an_import_asks_about_its_whole_list_at_once(site: Site, now: dt.datetime) -> None:
    suppression.suppress(site, KARIM, Cause.DEAD, now)
    assert suppression.among(site, [JEANNE, "KARIM@boite.example"]) == {"KARIM@boite.example"}
    assert suppression.among(site, []) == set()


def test_the_next_town_is_another_town(town: Sections, neighbour: Sections, now: dt.datetime) -> None:
    suppression.suppress(town.home.site, KARIM, Cause.COMPLAINT, now)
    assert not suppression.is_suppressed(neighbour.home.site, KARIM)


def test_a_complaint_is_not_softened_by_a_dead_mailbox(site: Site, now: dt.datetime) -> None:
    suppression.suppress(site, KARIM, Cause.COMPLAINT, now)
    suppression.suppress(site, KARIM, Cause.DEAD, now + DAY)
    assert Suppression.objects.get().cause == Cause.COMPLAINT


def test_after_three_years_a_mailbox_is_like_any_other(site: Site, now: dt.datetime) -> None:
    suppression.suppress(site, KARIM, Cause.COMPLAINT, now)
    forgetting.forget(now + 3 * 364 * DAY)
    assert suppression.is_suppressed(site, KARIM)
    forgetting.forget(now + 3 * 365 * DAY)
    assert not suppression.is_suppressed(site, KARIM)


def test_an_address_dead_for_six_months_ends_and_is_erased_like_any_other(site: Site, now: dt.datetime) -> None:
    karim, jeanne = subscriber(site, KARIM, now), subscriber(site, JEANNE, now)
    ConsentLine.objects.create(
        site=site, person=karim.uid, address_hash="x", event="suspended", source=Source.REFUSALS, at=now
    )
    Subscriber.objects.filter(pk=karim.pk).update(state=Subscriber.State.SUSPENDED)
    forgetting.forget(now + 179 * DAY)
    karim.refresh_from_db()
    assert karim.state == Subscriber.State.SUSPENDED
    forgetting.forget(now + 181 * DAY)
    retention.forget(now + 210 * DAY)
    karim.refresh_from_db()
    jeanne.refresh_from_db()
    assert (karim.state, karim.address) == (Subscriber.State.LEFT, None)
    assert (jeanne.state, jeanne.address) == (Subscriber.State.ACTIVE, JEANNE)
