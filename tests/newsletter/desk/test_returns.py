"""What came back, as the town clerk sees it."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from accounts.models import User
from newsletter.engine import freezing
from newsletter.engine.sending import send_due
from newsletter.models import Bounce, Delivery
from tests.newsletter.relay import Script
from tests.newsletter.residents import issue, readers
from tests.newsletter.test_desk_subscribers import somebody_who_may


@pytest.fixture
def came_back(site: Site, now: dt.datetime) -> list[Bounce]:
    """Thirty readers; everything came back but for two of them."""
    readers(site, 30, now)
    dispatch = freezing.freeze(issue(site), now)
    send_due(now, open_carrier=Script())
    return [
        Bounce.objects.create(
            delivery=delivery, kind="failure", fault="gone", status="5.1.1", words="550 User unknown", received_at=now
        )
        for delivery in dispatch.deliveries.all()[:28]
    ]


def test_odile_sees_who_no_longer_receives_and_why(
    client: Client, odile: User, came_back: list[Bounce], now: dt.datetime
) -> None:
    client.force_login(odile)
    full = came_back[0]
    Bounce.objects.filter(pk=full.pk).update(fault="later", words="552 boîte pleine")
    page = client.get("/admin/retours/").content.decode()
    assert "lecteur0001@boite.example" in page
    assert "adresse inconnue" in page
    filtered = client.get("/admin/retours/?fault=later").content.decode()
    assert "552 boîte pleine" in filtered
    assert "lecteur0001@boite.example" not in filtered


def test_who_was_erased_is_no_longer_named(client: Client, odile: User, came_back: list[Bounce]) -> None:
    client.force_login(odile)
    Delivery.objects.update(subscriber=None)
    page = client.get("/admin/retours/")
    assert page.status_code == 200
    assert "@boite.example" not in page.content.decode()
    assert page.content.decode().count("oublié") == 28


def test_only_who_may_see_subscribers_sees_what_came_back(client: Client, came_back: list[Bounce]) -> None:
    somebody_who_may(client)
    assert client.get("/admin/retours/").status_code == 302


def test_a_long_list_costs_few_queries(client: Client, odile: User, came_back: list[Bounce]) -> None:
    client.force_login(odile)
    client.get("/admin/retours/")
    with CaptureQueriesContext(connection) as queries:
        client.get("/admin/retours/resultats/")
    assert len(queries) <= 10
