"""schema.org Event, one per date: what search engines read."""

from typing import Any
from zoneinfo import ZoneInfo

from content.linked_data import CONTEXT, data_block
from events.values import OccurrenceValue, Status, instant

__all__ = ["data_block", "event_data"]

STATES = {
    Status.CANCELLED: "EventCancelled",
    Status.POSTPONED: "EventPostponed",
    Status.RESCHEDULED: "EventRescheduled",
    Status.MOVED_ONLINE: "EventMovedOnline",
}


def event_data(
    value: OccurrenceValue, zone: ZoneInfo, *, free: bool = False, image: str = "", online: str = ""
) -> dict[str, Any]:
    """The date as a schema.org Event; empty values left out."""
    timing = value.timing
    ends = timing.final_day.isoformat() if timing.all_day else _moment(timing.ends_at(zone), zone)
    data = {
        "@context": CONTEXT,
        "@type": "Event",
        "name": value.title,
        "url": value.address,
        "description": value.summary,
        "image": image,
        "startDate": timing.day.isoformat() if timing.all_day else _moment(timing.starts_at(zone), zone),
        "endDate": ends,
        "eventStatus": f"{CONTEXT}/{STATES.get(value.status, 'EventScheduled')}",
        "eventAttendanceMode": f"{CONTEXT}/{_attendance(value, online)}",
        "location": _location(value, online),
        "organizer": {"@type": "Organization", "name": value.organizer} if value.organizer else None,
        "isAccessibleForFree": True if free else None,
        "offers": {"@type": "Offer", "price": 0, "priceCurrency": "EUR", "url": value.address} if free else None,
    }
    if value.status == Status.RESCHEDULED:
        before = value.original_hour
        data["previousStartDate"] = (
            _moment(instant(value.original_day, before, zone), zone) if before else value.original_day.isoformat()
        )
    return {name: content for name, content in data.items() if content}


def _moment(moment: Any, zone: ZoneInfo) -> str:
    return moment.astimezone(zone).isoformat() if moment else ""


def _attendance(value: OccurrenceValue, online: str) -> str:
    if not online:
        return "OfflineEventAttendanceMode"
    return "MixedEventAttendanceMode" if value.place else "OnlineEventAttendanceMode"


def _location(value: OccurrenceValue, online: str) -> dict[str, Any] | None:
    if value.place is None:
        return {"@type": "VirtualLocation", "url": online} if online else None
    place: dict[str, Any] = {
        "@type": "Place",
        "name": value.place.name,
        "address": value.place.address or value.place.name,
    }
    if value.place.latitude is not None and value.place.longitude is not None:
        place["geo"] = {"@type": "GeoCoordinates", "latitude": value.place.latitude, "longitude": value.place.longitude}
    return place
