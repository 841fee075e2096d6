"""Calendars as clubs export them, and as nobody should write them."""

from datetime import date
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")
TODAY = date(2026, 11, 20)

YOGA = """UID:yoga@club.example
SUMMARY:Yoga
LOCATION:Salle du Préau
DTSTART;TZID=Europe/Paris:20240903T183000
DTEND;TZID=Europe/Paris:20240903T200000
RRULE:FREQ=WEEKLY;BYDAY=TU"""

FAIR = """UID:foire@club.example
SUMMARY:Foire aux plants
DTSTART;VALUE=DATE:20270501
DTEND;VALUE=DATE:20270503"""


def event(*lines: str) -> str:
    return "\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT"])


def calendar(*components: str) -> bytes:
    """A calendar that holds those components, its lines ended as RFC 5545 wants them."""
    text = "\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Club//FR", *components, "END:VCALENDAR", ""])
    return text.replace("\n", "\r\n").encode()


def at(start: str, *lines: str, uid: str = "un@club.example", title: str = "Concert") -> str:
    """One event with that DTSTART, written as `;TZID=Europe/Paris:20261212T200000`."""
    return event(f"UID:{uid}", f"SUMMARY:{title}", f"DTSTART{start}", *lines)
