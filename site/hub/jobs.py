"""What the worker does for the whole installation; each app has its own `jobs.py`."""

from datetime import datetime

from django.core.management import call_command

from content.schedule import every, queue
from hub import chores, publishing
from hub.models import Heartbeat
from hub.search import indexing

every(5)(publishing.publish_due)  # an alert planned for 6 h is on every page by 6 h and ten seconds
every(2, alone=False)(chores.do_waiting)
every(60)(chores.take_back)
every(60)(indexing.index_late)
every(24 * 3600)(indexing.index_everything)
queue("pages à publier ou à retirer")(publishing.overdue_since)
queue("tâches internes")(chores.waiting_since)


@every(24 * 3600)
def forget(now: datetime) -> int:
    """Drops what is of no more use: ended sessions, finished tasks, workers long gone."""
    call_command("clearsessions", verbosity=0)
    call_command("prune_db_task_results", verbosity=0)
    deleted, _ = Heartbeat.objects.forgettable(now).delete()
    return deleted
