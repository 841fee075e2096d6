"""What the worker does for the front desk."""

from datetime import datetime

from content import schedule
from home.contact import sending


@schedule.every(3600)
def forget_messages(now: datetime) -> int:
    """What residents wrote, after thirty days."""
    return sending.forget(now)
