"""The worker and what waits for it: what /sante/ says, in the doctor's words."""

from collections.abc import Iterator
from datetime import datetime

from hub import health
from hub.doctor.finding import Finding, ill, well

SUBJECT = "Travailleur"
TODO = (
    "Relancez le service (sudo systemctl restart tambour), puis lisez son journal (sudo journalctl -u tambour -n 100)."
)


def check(now: datetime) -> Iterator[Finding]:
    """The worker, and the queues that are late; those that are not say nothing."""
    worker = health.worker(now)
    yield well(SUBJECT, worker.says) if worker.well else ill(SUBJECT, worker.says, TODO)
    yield from (ill("File d’attente", queue.says, TODO) for queue in health.queues(now) if not queue.well)
