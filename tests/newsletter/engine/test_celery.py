"""Sending through Celery: the queue only wakes workers up, the ledger stays the one that knows."""

import datetime as dt
import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
from celery import Celery
from django.conf import settings
from wagtail.models import Site

from newsletter.engine import freezing, sending, tasks
from newsletter.models import Dispatch
from tests.newsletter.residents import issue, readers
from tests.postgres import NoPostgres, binaries
from tests.redis import NoRedis, binary


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The dispatches that tasks were asked for, one after the other."""
    keys: list[int] = []
    monkeypatch.setattr(tasks.drive, "apply_async", lambda arguments, expires: keys.extend(arguments))
    return keys


@pytest.fixture
def dispatch(site: Site, now: dt.datetime) -> Dispatch:
    readers(site, 3, now)
    return freezing.freeze(issue(site), now)


@pytest.fixture
def at_once() -> Iterator[None]:
    """Tasks are done as they are asked."""
    app = Celery("tests", set_as_current=True)
    app.conf.task_always_eager = app.conf.task_eager_propagates = True
    yield
    app.close()


def test_the_worker_asks_for_whoever_is_free_and_sends_nothing_itself(
    dispatch: Dispatch, asked: list[int], now: dt.datetime
) -> None:
    assert tasks.hand_out(now) == 1
    assert asked == [dispatch.pk]
    assert dispatch.deliveries.all().unsettled().count() == 3


def test_nothing_is_asked_when_nothing_is_due(dispatch: Dispatch, asked: list[int], now: dt.datetime) -> None:
    sending.pause(dispatch)
    assert tasks.hand_out(now) == 0
    assert asked == []


def test_the_same_task_twice_serves_everybody_once(dispatch: Dispatch, at_once: None) -> None:
    assert tasks.drive.delay(dispatch.pk).get() == 3
    assert tasks.drive.delay(dispatch.pk).get() == 0
    dispatch.refresh_from_db()
    assert dispatch.state == Dispatch.State.DONE


def test_a_task_for_a_dispatch_that_is_no_more_does_nothing(db: None, at_once: None) -> None:
    assert tasks.drive.delay(404).get() == 0


def missing() -> str:
    """What this machine lacks for the real thing; CI has everything, or fails."""
    try:
        binary()
        binaries()
    except (NoRedis, NoPostgres) as lacking:
        return "" if os.environ.get("CI") == "true" else str(lacking)
    return ""


@pytest.mark.machine
@pytest.mark.skipif(bool(missing()), reason=missing())
def test_killed_celery_workers_on_postgresql_send_nothing_twice_and_forget_nobody() -> None:
    environment = os.environ | {"PYTHONPATH": f"{settings.ROOT}/site:{settings.ROOT}"}
    options = ["--recipients", "400", "--kills", "3", "--workers", "2", "--database", "postgres", "--queue", "celery"]
    command = [sys.executable, "-m", "tests.trial", *options]
    trial = subprocess.run(command, cwd=settings.ROOT, env=environment, capture_output=True, text=True, timeout=300)
    assert trial.returncode == 0, trial.stdout + trial.stderr
    figures = dict(pair.split("=") for pair in trial.stdout.splitlines()[-1].split())
    assert (figures["duplicates"], figures["forgotten"], figures["kills"]) == ("0", "0", "3")
    assert int(figures["sent"]) + int(figures["uncertain"]) == 400
