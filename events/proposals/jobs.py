"""What the worker does for proposals: read the organizers' calendars, forget whoever proposed when their time has come."""

from datetime import datetime

from content import limits
from content.schedule import every, queue
from events.proposals import importing, retention
from events.proposals.models import CalendarSource


@every(60)
def read_calendars(now: datetime) -> int:
    """The calendars whose hour has come; each one several times a day."""
    return importing.read_due(now)


@queue("calendriers à lire")
def oldest_calendar(now: datetime) -> datetime | None:
    return CalendarSource.objects.to_read(now).values_list("next_read_at", flat=True).first()


@every(3600)
def forget(now: datetime) -> int:
    """Whoever proposed, and the counts of the form."""
    return retention.forget(now) + limits.forget(now)
