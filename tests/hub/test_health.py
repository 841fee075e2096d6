"""/sante/ is green while the town is served, red when somebody must look, and never red for being busy."""

import datetime as dt
from unittest.mock import patch

import pytest
from django.db import OperationalError
from django.test import Client
from django.utils import timezone

from content import schedule
from content.schedule import Queue
from hub.models import Heartbeat


@pytest.fixture
def queues(monkeypatch: pytest.MonkeyPatch) -> dict[str, Queue]:
    """The queues that /sante/ watches, empty at first."""
    watched: dict[str, Queue] = {}
    monkeypatch.setattr(schedule, "_queues", watched)
    return watched


def worker_heard(minutes_ago: float) -> None:
    at = timezone.now() - dt.timedelta(minutes=minutes_ago)
    Heartbeat.objects.create(worker=f"worker-{minutes_ago}", host="mairie", started_at=at, at=at)


@pytest.mark.django_db
def test_a_town_that_is_well(client: Client, queues: dict[str, Queue]) -> None:
    worker_heard(60)
    worker_heard(0)
    response = client.get("/sante/")
    assert response.status_code == 200
    assert response.json()["status"] == "ok"
    assert response.json()["checks"]["worker"]["ok"]
    assert not response.cookies
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_red_when_no_worker_was_ever_started(client: Client, queues: dict[str, Queue]) -> None:
    response = client.get("/sante/")
    assert response.status_code == 503
    assert "jamais" in response.json()["checks"]["worker"]["message"]


@pytest.mark.django_db
@pytest.mark.parametrize(("minutes", "status"), [(4.9, 200), (5.1, 503)])
def test_red_when_the_worker_has_been_silent_for_five_minutes(
    client: Client, queues: dict[str, Queue], minutes: float, status: int
) -> None:
    worker_heard(minutes)
    assert client.get("/sante/").status_code == status


@pytest.mark.django_db
@pytest.mark.parametrize(("minutes", "status"), [(14.9, 200), (15.1, 503)])
def test_red_when_mail_has_waited_for_a_quarter_of_an_hour(
    client: Client, queues: dict[str, Queue], minutes: float, status: int
) -> None:
    worker_heard(0)
    queues["courriels"] = Queue("courriels", lambda now: now - dt.timedelta(minutes=minutes))
    response = client.get("/sante/")
    assert response.status_code == status
    assert response.json()["checks"]["queue: courriels"]["ok"] is (status == 200)


@pytest.mark.django_db
def test_red_when_the_database_does_not_answer(client: Client) -> None:
    with patch("hub.health.connection.ensure_connection", side_effect=OperationalError("secret")):
        response = client.get("/sante/")
    assert response.status_code == 503
    assert list(response.json()["checks"]) == ["database"]
    assert "secret" not in response.content.decode()


@pytest.mark.django_db
def test_the_real_queues_are_watched(client: Client) -> None:
    names = set(client.get("/sante/").json()["checks"])
    assert {"queue: pages à publier ou à retirer", "queue: tâches internes"} <= names


@pytest.mark.django_db
def test_health_is_only_read(client: Client) -> None:
    assert client.post("/sante/").status_code == 405
