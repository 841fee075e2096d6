"""schema.org Event, one per date: what search engines read."""

import re
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from content.linked_data import CONTEXT, data_block, geo, known, postal_address
from events.values import OccurrenceValue, Status, instant

__all__ = ["Facts", "data_block", "event_data"]

STATES = {
    Status.CANCELLED: "EventCancelled",
    Status.POSTPONED: "EventPostponed",
    Status.RESCHEDULED: "EventRescheduled",
    Status.MOVED_ONLINE: "EventMovedOnline",
}
EUROS = re.compile(r"(\d+(?:[.,]\d\d?)?)\s*(?:€|euros?\b)")


@dataclass(frozen=True, slots=True)
class Facts:
    """What is the same for all the dates of an event. `price` is the editor's sentence; `access` are labels."""

    free: bool = False
    price: str = ""
    online: str = ""
    registration: str = ""
    access: tuple[str, ...] = ()
    age_min: int | None = None
    age_max: int | None = None
    organizer_address: str = ""
    image: str = ""


NOTHING = Facts()


def event_data(value: OccurrenceValue, zone: ZoneInfo, facts: Facts = NOTHING) -> dict[str, Any]:
    """The date as a schema.org Event; empty values left out."""
    timing = value.timing
    return known(
        {
            "@context": CONTEXT,
            "@type": "Event",
            "name": value.title,
            "url": value.address,
            "description": value.summary,
            "image": facts.image,
            "inLanguage": "fr",
            "startDate": timing.day.isoformat() if timing.all_day else _moment(timing.starts_at(zone), zone),
            "endDate": timing.final_day.isoformat() if timing.all_day else _moment(timing.ends_at(zone), zone),
            "previousStartDate": _announced_first(value, zone) if value.status == Status.RESCHEDULED else "",
            "eventStatus": f"{CONTEXT}/{STATES.get(value.status, 'EventScheduled')}",
            "eventAttendanceMode": f"{CONTEXT}/{_attendance(value, facts.online)}",
            "location": _location(value, facts),
            "organizer": _organizer(value, facts),
            "typicalAgeRange": _ages(facts),
            "isAccessibleForFree": facts.free or None,
            "offers": _offers(value, facts),
        }
    )


def _moment(moment: Any, zone: ZoneInfo) -> str:
    return moment.astimezone(zone).isoformat() if moment else ""


def _announced_first(value: OccurrenceValue, zone: ZoneInfo) -> str:
    """When it was to begin, before it was moved; empty where its event was given new hours as a whole, and nothing kept them."""
    before = value.original_hour
    if (value.original_day, before) == (value.timing.day, value.timing.start):
        return ""
    return _moment(instant(value.original_day, before, zone), zone) if before else value.original_day.isoformat()


def _attendance(value: OccurrenceValue, online: str) -> str:
    if not online:
        return "OfflineEventAttendanceMode"
    return "MixedEventAttendanceMode" if value.place else "OnlineEventAttendanceMode"


def _location(value: OccurrenceValue, facts: Facts) -> dict[str, Any] | list[dict[str, Any]]:
    """The place with what is guaranteed there; beside it the address of the meeting for who stays at home."""
    virtual = {"@type": "VirtualLocation", "url": facts.online} if facts.online else {}
    if value.place is None:
        return virtual
    place = known(
        {
            "@type": "Place",
            "name": value.place.name,
            "address": postal_address(value.place.address.splitlines()) or value.place.name,
            "geo": geo(value.place.latitude, value.place.longitude),
            "amenityFeature": [
                {"@type": "LocationFeatureSpecification", "name": label, "value": True} for label in facts.access
            ],
        }
    )
    return [place, virtual] if virtual else place


def _organizer(value: OccurrenceValue, facts: Facts) -> dict[str, Any]:
    if not value.organizer:
        return {}
    return known({"@type": "Organization", "name": value.organizer, "url": facts.organizer_address})


def _ages(facts: Facts) -> str:
    """« 6-12 », « 6- » as schema.org writes them."""
    if facts.age_min is None and facts.age_max is None:
        return ""
    return f"{facts.age_min or 0}-{'' if facts.age_max is None else facts.age_max}"


def _offers(value: OccurrenceValue, facts: Facts) -> dict[str, Any]:
    """What it costs, as far as the editor's sentence says it in euros."""
    prices = sorted({float(price.replace(",", ".")) for price in EUROS.findall(facts.price)})
    if not facts.free and not prices:
        return {}
    offer: dict[str, Any] = {"@type": "Offer", "price": 0 if facts.free else prices[0]}
    if not facts.free and len(prices) > 1:
        offer = {"@type": "AggregateOffer", "lowPrice": prices[0], "highPrice": prices[-1]}
    return offer | {
        "priceCurrency": "EUR",
        "availability": f"{CONTEXT}/{'SoldOut' if value.status == Status.FULL else 'InStock'}",
        "url": facts.registration or value.address,
    }
