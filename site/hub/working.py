"""The worker: one loop that does what is due, and a thread that says it is alive.

A job that raises is logged and tried again, later and later; the others go on. Between two jobs, and only there, the
worker obeys a request to stop.
"""

import logging
import socket
import threading
import time
import uuid
from collections.abc import Iterable
from datetime import datetime

from django.db import DatabaseError, close_old_connections, connection, reset_queries
from django.utils import timezone

from content import schedule
from content.schedule import Job
from hub.alone import alone
from hub.models import Heartbeat

logger = logging.getLogger("tambour.worker")

LONGEST_NAP = 0.5  # seconds: how late a request to stop may be noticed
LONGEST_DELAY = 300.0  # seconds between two attempts of a job that fails
WORKER = uuid.uuid4().hex  # this process, in heartbeats and in what it claims


class Timetable:
    """When each job is next due, on a clock of seconds given from outside."""

    def __init__(self, jobs: Iterable[Job], now: float) -> None:
        self.next = dict.fromkeys(jobs, now)
        self.failures = dict.fromkeys(self.next, 0)

    def due(self, now: float) -> list[Job]:
        """The jobs to do now, the longest awaited first."""
        return sorted((job for job, at in self.next.items() if at <= now), key=lambda job: self.next[job])

    def done(self, job: Job, now: float) -> None:
        self.failures[job] = 0
        self.next[job] = now + job.seconds

    def failed(self, job: Job, now: float) -> None:
        self.failures[job] += 1
        delay = job.seconds * 2.0 ** min(self.failures[job], 20)
        self.next[job] = now + min(delay, max(LONGEST_DELAY, job.seconds))

    def wait(self, now: float) -> float:
        """Seconds until something is due."""
        return max(0.0, min(self.next.values(), default=now + LONGEST_NAP) - now)


class Worker:
    """Runs the jobs of `content.schedule` until `schedule.stop()`."""

    def __init__(self, jobs: Iterable[Job]) -> None:
        self.timetable = Timetable(jobs, time.monotonic())

    def run(self) -> None:
        with Heart():
            while not schedule.stopping():
                self.round()
                time.sleep(min(LONGEST_NAP, self.timetable.wait(time.monotonic())))

    def round(self) -> None:
        """Does everything that is due once; what one job breaks, the others do not see."""
        for job in self.timetable.due(time.monotonic()):
            if schedule.stopping():
                return
            if perform(job):
                self.timetable.done(job, time.monotonic())
            else:
                self.timetable.failed(job, time.monotonic())


def perform(job: Job) -> bool:
    """Does a job once, unless another worker is at it. False when it failed."""
    close_old_connections()
    reset_queries()
    try:
        if not job.alone:
            job.run(timezone.now())
            return True
        with alone(job.name) as free:
            if free:
                job.run(timezone.now())
    except Exception:  # whatever one job raises, mail and publications must go on
        logger.exception("Travail en échec : %s", job.name)
        return False
    return True


class Heart:
    """Writes a sign of life at once and then every twenty seconds, in a thread with its own connection.

    It only says that the process lives; the age of the queues (`schedule.queue`) says that it gets on with the work.
    """

    def __init__(self) -> None:
        self.stopped = threading.Event()
        self.thread = threading.Thread(target=self.run, name="heart", daemon=True)
        self.started_at = timezone.now()

    def __enter__(self) -> "Heart":
        self.thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.stopped.set()
        self.thread.join(timeout=5)

    def run(self) -> None:
        try:
            while True:
                self.beat(timezone.now())
                if self.stopped.wait(Heartbeat.INTERVAL.total_seconds()):
                    return
        finally:
            connection.close()

    def beat(self, now: datetime) -> None:
        try:
            close_old_connections()
            defaults = {"host": socket.gethostname(), "started_at": self.started_at, "at": now}
            Heartbeat.objects.update_or_create(worker=WORKER, defaults=defaults)
        except DatabaseError:
            logger.exception("Signe de vie impossible à écrire")
