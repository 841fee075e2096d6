"""Events of the tests' town."""

from datetime import date, datetime, time
from typing import Any

from content.models import Organizer, Place, Topic
from events.models import AgendaPage, EventPage
from tests.conftest import publish

TUESDAY = date(2026, 12, 1)


def rehearsal(**said: Any) -> EventPage:
    """The choir, every Tuesday evening from 1 December 2026 to 30 June 2027."""
    usual: dict[str, Any] = {
        "title": "Répétition du chœur",
        "slug": "repetition-du-choeur",
        "start_day": TUESDAY,
        "start_time": time(20),
        "end_time": time(22),
        "rule": "FREQ=WEEKLY;BYDAY=TU;UNTIL=20270630",
    }
    return EventPage(**usual | said)


def concert(**said: Any) -> EventPage:
    """An evening alone, on Sunday 6 December 2026 at five."""
    usual: dict[str, Any] = {
        "title": "Concert de Sainte-Cécile",
        "start_day": date(2026, 12, 6),
        "start_time": time(17),
        "end_time": time(18, 30),
    }
    return EventPage(**usual | said)


def announce(agenda: AgendaPage, event: EventPage, at: datetime | None = None) -> EventPage:
    """Publishes it, and reads it again as the next visitor would."""
    return EventPage.objects.get(pk=publish(agenda, event, at).pk)


def republish(event: EventPage) -> EventPage:
    event.save_revision().publish()
    return EventPage.objects.get(pk=event.pk)


def hall(agenda: AgendaPage, **said: Any) -> Place:
    usual = {
        "name": "Salle du Préau",
        "slug": "salle-du-preau",
        "address": "rue de l’Église",
        "accessibility": ["fauteuil"],
    }
    place = Place(site=agenda.site, **usual | said)
    place.save()
    return place


def choir(agenda: AgendaPage) -> Organizer:
    kind = Organizer.Kind.ASSOCIATION
    organizer = Organizer(site=agenda.site, name="Les Voix du Lavoir", slug="les-voix-du-lavoir", kind=kind)
    organizer.save()
    return organizer


def culture(agenda: AgendaPage, **said: Any) -> Topic:
    topic = Topic(site=agenda.site, **{"name": "Culture", "slug": "culture"} | said)
    topic.save()
    return topic
