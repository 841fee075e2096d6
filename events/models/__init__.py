"""What happens in the town, and when."""

from events.models.agenda import AgendaPage
from events.models.event import EventPage
from events.models.occurrence import CalendarEntry, Occurrence
from events.models.planning import DateChange, EventDate, SchoolBreak
from events.proposals.models import CalendarSource, ImportedEvent, Proposal

__all__ = [
    "AgendaPage",
    "CalendarEntry",
    "CalendarSource",
    "DateChange",
    "EventDate",
    "EventPage",
    "ImportedEvent",
    "Occurrence",
    "Proposal",
    "SchoolBreak",
]
