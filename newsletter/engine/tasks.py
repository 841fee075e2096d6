"""Sending through a queue of tasks, for installations of several machines. Never imported without REDIS_URL.

A task is only a wake-up: what is due, to whom, and by whom it is held is in the ledger, as always. A task lost is made
up for two seconds later; one that comes twice finds the rows taken.
"""

from datetime import datetime

from celery import shared_task
from django.utils import timezone

from newsletter.engine import sending
from newsletter.models import Delivery, Dispatch

STALE = 10.0  # seconds after which a task nobody took is of no use: five others followed


@shared_task(name="newsletter.drive", ignore_result=True, acks_late=True)
def drive(dispatch_id: int) -> int:
    """The worker's loop, as a task."""
    return sending.drive(dispatch_id, timezone.now())


def hand_out(now: datetime) -> int:
    """Takes back what the dead held, and asks the queue for whoever is free; returns how many dispatches have work."""
    sending.recover(now)
    due = [
        key
        for key in Dispatch.objects.due(now).values_list("pk", flat=True)
        if Delivery.objects.filter(dispatch=key).due(now).exists()
    ]
    for key in due:
        drive.apply_async([key], expires=STALE)
    for dispatch in Dispatch.objects.running():
        sending.finish(dispatch, now)
    return len(due)
