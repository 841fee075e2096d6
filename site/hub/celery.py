"""The queue of tasks, where REDIS_URL names one: `celery -A hub.celery worker`, from the folder site/, on any number of machines.

Without it nothing here is imported, and the ordinary worker does everything.
"""

import os

from celery import Celery
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings.production")

app = Celery("tambour", broker=settings.REDIS_URL)
app.conf.update(
    task_default_queue="tambour",
    worker_prefetch_multiplier=1,  # a task may last: nobody keeps another in hand meanwhile
    worker_hijack_root_logger=False,
    broker_connection_retry_on_startup=True,
)
app.autodiscover_tasks()
