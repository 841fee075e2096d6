"""What happens in the town, and when."""

from events.models.agenda import AgendaPage
from events.models.event import EventPage
from events.models.occurrence import CalendarEntry, Occurrence
from events.models.planning import DateChange, EventDate, SchoolBreak

__all__ = ["AgendaPage", "CalendarEntry", "DateChange", "EventDate", "EventPage", "Occurrence", "SchoolBreak"]
