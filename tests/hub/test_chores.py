"""Wagtail's tasks are done, and those of a dead worker taken back."""

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.compat import Task as StoredTask
from django_tasks_db.models import DBTaskResult
from wagtail.tasks import update_reference_index_task

from hub import chores
from hub.models import Heartbeat

SAME_LANGUAGE = isinstance(update_reference_index_task, StoredTask)
pytestmark = [
    pytest.mark.django_db,
    # Wagtail 8.0 on Django 6.1: its tasks are django-tasks', django-tasks-db 0.13 wants those of Django itself.
    pytest.mark.skipif(not SAME_LANGUAGE, reason="Wagtail et django-tasks-db ne parlent pas la même langue ici"),
]
Task = DBTaskResult[Any, Any]
REFERENCES = "wagtail.tasks.update_reference_index_task"


def task(path: str = REFERENCES, **facts: Any) -> Task:
    arguments = {"args": ["wagtailcore", "page", 1], "kwargs": {}}
    # No particular time, as the library writes it.
    facts = {"run_after": dt.datetime(9999, 1, 1, tzinfo=dt.UTC), "args_kwargs": arguments} | facts
    return DBTaskResult.objects.create(task_path=path, backend_name="default", **facts)


def running(now: dt.datetime, *workers: str, minutes: int = 5) -> Task:
    started = now - dt.timedelta(minutes=minutes)
    return task(status=TaskResultStatus.RUNNING, worker_ids=list(workers), started_at=started)


def alive(worker: str, at: dt.datetime) -> None:
    Heartbeat.objects.create(worker=worker, host="mairie", started_at=at, at=at)


def test_what_waits_is_done_once(now: dt.datetime) -> None:
    waiting = task()
    assert chores.do_waiting(now) == 1
    waiting.refresh_from_db()
    assert waiting.status == TaskResultStatus.SUCCESSFUL
    assert chores.do_waiting(now) == 0


def test_a_task_that_raises_is_recorded_and_the_next_one_done(now: dt.datetime) -> None:
    lost = task(args_kwargs={"args": ["wagtailcore", "page", 0], "kwargs": {}})
    next_one = task()
    assert chores.do_waiting(now) == 2
    lost.refresh_from_db()
    next_one.refresh_from_db()
    assert lost.status == TaskResultStatus.FAILED
    assert next_one.status == TaskResultStatus.SUCCESSFUL


def test_mail_does_not_wait_behind_a_thousand_tasks(now: dt.datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chores, "AT_MOST", 2)
    for _ in range(3):
        task()
    assert chores.do_waiting(now) == 2
    assert DBTaskResult.objects.ready().count() == 1


def test_the_task_of_a_killed_worker_is_taken_back(now: dt.datetime) -> None:
    left = running(now, "dead")
    assert chores.take_back(now) == 1
    left.refresh_from_db()
    assert left.status == TaskResultStatus.READY
    chores.do_waiting(now)
    left.refresh_from_db()
    assert left.status == TaskResultStatus.SUCCESSFUL
    assert len(left.worker_ids) == 2


def test_the_task_of_a_living_worker_is_left_to_it(now: dt.datetime) -> None:
    alive("busy", now)
    running(now, "dead", "busy", minutes=90)
    running(now, "starting", minutes=1)
    assert chores.take_back(now) == 0


def test_a_task_that_kills_its_workers_is_given_up(now: dt.datetime) -> None:
    poison = running(now, "first", "second", "third")
    assert chores.take_back(now) == 1
    poison.refresh_from_db()
    assert poison.status == TaskResultStatus.FAILED
    assert "Interrupted" in poison.exception_class_path


def test_how_long_the_oldest_task_has_waited() -> None:
    now = timezone.now()
    assert chores.waiting_since(now) is None
    first = task()
    task()
    assert chores.waiting_since(now + dt.timedelta(hours=1)) == first.enqueued_at


def test_a_task_planned_for_later_has_waited_only_since_then() -> None:
    now = timezone.now()
    planned = now - dt.timedelta(minutes=1)
    task(run_after=planned)
    assert chores.waiting_since(now) == planned
