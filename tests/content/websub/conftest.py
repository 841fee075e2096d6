"""A subscriber that answers, and one already subscribed to the town's news."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.utils import timezone

from content.models import HubSubscription
from content.websub import subscribing
from home.founding import Sections
from tests.content.websub.subscriber import CALLBACK, Subscriber, serve

NEWS = "http://localhost/actualites/rss.xml"


@pytest.fixture
def subscriber() -> Iterator[Subscriber]:
    subscriber = Subscriber()
    server = serve(subscriber)
    yield subscriber
    server.shutdown()
    server.server_close()


@pytest.fixture
def subscription(client: Client, town: Sections, subscriber: Subscriber) -> HubSubscription:
    """Asked for as a reader does, and agreed to."""
    asked = {"hub.mode": "subscribe", "hub.topic": NEWS, "hub.callback": CALLBACK, "hub.secret": "un secret"}
    assert client.post("/websub/", asked).status_code == 202
    subscribing.verify_due(timezone.now(), subscriber.network)
    return HubSubscription.objects.get()
