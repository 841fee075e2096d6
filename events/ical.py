"""Calendars, RFC 5545 and RFC 7986: values in, bytes out. No database, no clock: the same values give the same bytes.

The bytes of one event are its fragment, written once when it is published; a feed is a head, the time zone and fragments.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from unicodedata import category
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vRecur, vText, vUri

from events import recurrence
from events.entries import Entry
from events.recurrence import Rule
from events.values import Status, Timing
from events.zones import vtimezone

PRODUCT = "-//Tambour//Agenda//FR"
REFRESH = timedelta(hours=4)
END = b"END:VCALENDAR\r\n"
DATE = {"VALUE": "DATE"}
ESCAPED = {"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"}
STATUS = {Status.CANCELLED: "CANCELLED", Status.POSTPONED: "CANCELLED"}


@dataclass(frozen=True, slots=True)
class CalendarHead:
    """What a subscriber reads of a calendar: its name, what it holds, its page, and the address it is read from.

    `colour` is the name of a colour of CSS, `picture` the address of the town's arms; empty, they are left out.
    """

    name: str
    description: str
    page: str
    source: str
    zone: ZoneInfo
    colour: str = ""
    picture: str = ""


def write_calendar(head: CalendarHead, fragments: Iterable[bytes]) -> bytes:
    """The whole text/calendar document, CRLF line ends, lines folded at 75 octets."""
    opening = _head(head).to_ical().removesuffix(END)
    return b"".join([opening, vtimezone(head.zone), *fragments, END])


def write_fragment(entries: Iterable[Entry], *, zone: ZoneInfo, stamp: datetime, sequence: int) -> bytes:
    """The VEVENTs of one event. `stamp` is when they last changed, in UTC: a clock there would undo every ETag."""
    return b"".join(_event(entry, zone, stamp, sequence).to_ical() for entry in entries)


def kept_visible(fragment: bytes) -> bytes:
    """The same VEVENTs for Google, which takes away whatever is STATUS:CANCELLED: « ANNULÉ – » before the title stays alone.

    A line folded by RFC 5545 §3.1 begins with a space, so what an editor wrote never looks like the property.
    """
    return fragment.replace(b"\r\nSTATUS:CANCELLED\r\n", b"\r\nSTATUS:CONFIRMED\r\n")


def _head(head: CalendarHead) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    for standard, usual, text in (
        ("name", "x-wr-calname", head.name),
        ("description", "x-wr-caldesc", head.description),
    ):
        calendar.add(standard, _plain(text))
        calendar.add(usual, _plain(text))  # the library leaves X- properties as they are, line ends included
    calendar.add("x-wr-timezone", head.zone.key)
    calendar.add("url", head.page)
    calendar.add("source", head.source, parameters={"VALUE": "URI"})
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT4H")
    if head.colour:
        calendar.add("color", head.colour)
    if head.picture:
        _add_picture(calendar, head.picture)
    return calendar


def _add_picture(component: Calendar | Event, address: str) -> None:
    """RFC 7986 §5.10: a small picture beside the title."""
    component.add("image", vUri(address), parameters={"VALUE": "URI", "DISPLAY": "BADGE"})


def _event(entry: Entry, zone: ZoneInfo, stamp: datetime, sequence: int) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", stamp)
    event.add("last-modified", stamp)
    event.add("sequence", sequence)
    _add_times(event, entry, zone)
    event.add("summary", _plain(entry.summary))
    if entry.description:
        event.add("description", _plain(entry.description))
    if entry.place:
        event.add("location", _plain(entry.place.line))
        if entry.place.latitude is not None and entry.place.longitude is not None:
            event.add("geo", (entry.place.latitude, entry.place.longitude))
    if entry.categories:
        event.add("categories", [_plain(each) for each in entry.categories])
    event.add("url", entry.address)
    if entry.picture:
        _add_picture(event, entry.picture)
    if entry.online:  # RFC 7986 §5.11
        event.add("conference", vUri(entry.online), parameters={"VALUE": "URI", "FEATURE": "VIDEO"})
    event.add("status", STATUS.get(entry.status, "CONFIRMED"))
    if entry.status.off or entry.timing.all_day:
        event.add("transp", "TRANSPARENT")
    return event


class Text(vText):
    """TEXT (RFC 5545 §3.3.11). icalendar 7.3 takes a backslash before an N for a line end, as in « C:\\NOTES »."""

    def to_ical(self) -> bytes:
        escaped = "".join(ESCAPED.get(sign, sign) for sign in self)
        return escaped.encode()


def _plain(text: str) -> Text:
    """Without the control characters that TEXT may not hold."""
    return Text("".join(sign for sign in text if sign == "\n" or category(sign) != "Cc"))


def _add_times(event: Event, entry: Entry, zone: ZoneInfo) -> None:
    timing = entry.timing
    event.add("dtstart", _moment(timing.day, timing.start, zone))
    if timing.all_day:
        event.add("dtend", timing.final_day + timedelta(days=1))  # RFC 5545 §3.6.1: the day after the last
    elif timing.end is not None:
        event.add("dtend", _moment(timing.final_day, timing.end, zone))
    if entry.rule:
        event.add("rrule", _rrule(entry.rule, timing, zone))
    if entry.excluded:
        moments = [_moment(day, timing.start, zone) for day in entry.excluded]
        event.add("exdate", moments, parameters=DATE if timing.all_day else {})
    if entry.replaces:
        event.add("recurrence-id", _moment(entry.replaces.day, entry.replaces.start, zone))


def _moment(day: date, hour: time | None, zone: ZoneInfo) -> date | datetime:
    """The property's value: a DATE without an hour, else wall-clock time with its TZID."""
    return day if hour is None else datetime.combine(day, hour, tzinfo=zone)


def _rrule(rule: Rule, timing: Timing, zone: ZoneInfo) -> vRecur:
    """RFC 5545 §3.3.10: UNTIL is a DATE for whole days, else the last start in UTC."""
    parts: dict[str, Any] = vRecur.from_ical(recurrence.write(rule))
    if rule.until is not None and timing.start is not None:
        parts["UNTIL"] = [timing.on(rule.until).starts_at(zone)]
    return vRecur(parts)
