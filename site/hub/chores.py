"""Wagtail's own tasks (search index, references, files to delete): kept by django-tasks-db, done here.

That library never looks back at a task whose worker was killed: `take_back` does.
"""

from datetime import datetime, timedelta

from django_tasks import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker as TaskWorker
from django_tasks_db.models import DBTaskResult

from hub.models import Heartbeat
from hub.working import WORKER

AT_MOST = 50  # tasks in one go: mail must not wait behind a thousand pages to index
ATTEMPTS = 3
STARTING = timedelta(minutes=2)


class Interrupted(Exception):
    """The task was under way each time its worker died."""


def do_waiting(now: datetime) -> int:
    """Does the tasks that are due, fifty at most, and answers how many. A task that raises is recorded as failed."""
    waiting = DBTaskResult.objects.ready().count()
    if waiting:
        runner = TaskWorker(
            queue_names=["*"],
            excluded_queue_names=[],
            interval=0,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=AT_MOST,
            worker_id=WORKER,
        )
        runner.run()
    return min(waiting, AT_MOST)


def take_back(now: datetime) -> int:
    """Puts back in the queue what a dead worker had begun; the third time, it is recorded as failed."""
    alive = set(Heartbeat.objects.alive(now).values_list("worker", flat=True))
    stuck = DBTaskResult.objects.running().filter(started_at__lt=now - STARTING)
    left = [task for task in stuck if not task.worker_ids or task.worker_ids[-1] not in alive]
    for task in left:
        if len(task.worker_ids) >= ATTEMPTS:
            task.set_failed(Interrupted(f"{task.task_path}, {ATTEMPTS} fois"))
        else:
            DBTaskResult.objects.running().filter(pk=task.pk).update(status=TaskResultStatus.READY, started_at=None)
    return len(left)


def waiting_since(now: datetime) -> datetime | None:
    """When the oldest task not yet begun was put in the queue."""
    oldest = DBTaskResult.objects.ready().order_by("enqueued_at").first()
    if oldest is None:
        return None
    # A task asked for no particular time carries the end of time.
    planned = oldest.run_after <= now
    at: datetime = oldest.run_after if planned else oldest.enqueued_at
    return at
