"""The agenda as open data: JSON in the shape of OpenAgenda, which France's cultural sites read, and a table of dates in CSV.

Values in, bytes out: no database, no clock.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from content.feeds.document import LICENCE_NAME, LICENCE_URL
from content.models.access import Access, access_labels
from content.spreadsheets import harmless
from events.values import OccurrenceValue, PlaceValue, Status, Timing, instant

# OpenAgenda's own numbers. It has none for a place that changed: the date stands, its place is the new one.
STATES = {
    Status.SCHEDULED: 1, Status.RESCHEDULED: 2, Status.MOVED_ONLINE: 3, Status.POSTPONED: 4, Status.FULL: 5,
    Status.CANCELLED: 6, Status.RELOCATED: 1,
}  # fmt: skip
PUBLISHED = 2
# Its five codes and what guarantees them. « Avec aide » promises nobody that they can come alone.
ACCESS = {
    "hi": {Access.HEARING, Access.LOOP, Access.SIGN, Access.SUBTITLES},
    "vi": {Access.SIGHT, Access.AUDIO, Access.LARGE_PRINT, Access.GUIDE_DOG},
    "pi": {Access.PSYCHIC},
    "mi": {Access.MOTOR, Access.WHEELCHAIR},
    "ii": {Access.INTELLECTUAL},
}
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class OpenTown:
    """Whose agenda it is: name, INSEE code, clock."""

    name: str
    insee_code: str
    zone: ZoneInfo


@dataclass(frozen=True, slots=True)
class OpenEvent:
    """One event with its dates. `access` holds Access codes, the place's included; `updated` is aware."""

    uid: str
    slug: str
    title: str
    address: str
    dates: tuple[OccurrenceValue, ...]
    updated: datetime
    status: Status = Status.SCHEDULED
    message: str = ""
    summary: str = ""
    details: str = ""
    keywords: tuple[str, ...] = ()
    picture: str = ""
    credit: str = ""
    price: str = ""
    free: bool = False
    ages: str = ""
    youngest: int | None = None
    oldest: int | None = None
    registration_url: str = ""
    registration_phone: str = ""
    registration_email: str = ""
    access: tuple[str, ...] = ()
    place: PlaceValue | None = None
    online: str = ""
    organizer: str = ""


# --- JSON ----------------------------------------------------------------------------------------------------------------


def write_json(title: str, address: str, events: Iterable[OpenEvent], town: OpenTown) -> bytes:
    """`{"total", "events": […]}` as OpenAgenda's API answers, with the licence; UTF-8, empty values left out."""
    found = [said(json_event(event, town)) for event in events]
    document = {
        "title": title,
        "url": address,
        "licence": {"name": LICENCE_NAME, "url": LICENCE_URL},
        "total": len(found),
        "events": found,
    }
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def json_event(event: OpenEvent, town: OpenTown) -> dict[str, Any]:
    """Texts are by language, as there. `exceptions` is ours: what became of a date that is unlike the others."""
    held = [each for each in event.dates if event.status.off or not each.off]
    timings = [timing for each in held for timing in json_timings(each.timing, town.zone)]
    return {
        "uid": event.uid,
        "slug": event.slug,
        "title": french(event.title),
        "description": french(event.summary),
        "longDescription": french(event.details),
        "keywords": {"fr": list(event.keywords)} if event.keywords else None,
        "conditions": french(event.price),
        "image": event.picture,
        "imageCredits": event.credit if event.picture else "",
        "registration": registration(event),
        "accessibility": {code: bool(facts & set(event.access)) for code, facts in ACCESS.items()},
        "accessibilityDetails": french(", ".join(access_labels(list(event.access)))),
        "age": said({"min": event.youngest, "max": event.oldest}),
        "timezone": town.zone.key,
        "timings": timings,
        "firstTiming": timings[0] if timings else None,
        "lastTiming": timings[-1] if timings else None,
        "exceptions": [exception(each, town.zone) for each in event.dates if each.status != Status.SCHEDULED],
        "status": STATES[event.status],
        "statusMessage": french(event.message),
        "state": PUBLISHED,
        "attendanceMode": (3 if event.place else 2) if event.online else 1,
        "onlineAccessLink": event.online,
        "location": location(event.place, town) if event.place else None,
        "organizer": event.organizer,
        "canonicalUrl": event.address,
        "updatedAt": event.updated.isoformat(timespec="seconds"),
    }


def french(text: str) -> dict[str, str] | None:
    return {"fr": text} if text else None


def said(facts: dict[str, Any]) -> dict[str, Any]:
    """Without what nobody knows."""
    return {name: value for name, value in facts.items() if value not in (None, "", [], {})}


def registration(event: OpenEvent) -> list[dict[str, str]]:
    ways = {"link": event.registration_url, "phone": event.registration_phone, "email": event.registration_email}
    return [{"type": kind, "value": value} for kind, value in ways.items() if value]


def json_timings(timing: Timing, zone: ZoneInfo) -> Iterator[dict[str, str]]:
    """From the start to the end, cut at midnight: OpenAgenda takes no timing longer than a day. An unknown end is the start."""
    start, end = timing.starts_at(zone), timing.ends_at(zone) or timing.starts_at(zone)
    day = timing.day
    while (midnight := instant(day + DAY, time(0), zone)) < end and end - start > DAY:
        yield {"begin": local(start, zone), "end": local(midnight, zone)}
        start, day = midnight, day + DAY
    yield {"begin": local(start, zone), "end": local(end, zone)}


def local(moment: datetime, zone: ZoneInfo) -> str:
    return moment.astimezone(zone).isoformat()


def exception(each: OccurrenceValue, zone: ZoneInfo) -> dict[str, Any]:
    return said(
        {
            "date": each.original_day.isoformat(),
            "begin": local(each.timing.starts_at(zone), zone),
            "status": STATES[each.status],
            "statusMessage": french(each.message),
            "location": each.place.name if each.place else "",
            "canonicalUrl": each.address,
        }
    )


def location(place: PlaceValue, town: OpenTown) -> dict[str, Any]:
    facts = {
        "slug": place.slug,
        "name": place.name,
        "address": place.address,
        "city": town.name,
        "insee": town.insee_code,
        "countryCode": "FR",
        "latitude": place.latitude,
        "longitude": place.longitude,
        "timezone": town.zone.key,
    }
    return said(facts)


# --- CSV -----------------------------------------------------------------------------------------------------------------


def write_csv(events: Iterable[OpenEvent], town: OpenTown) -> bytes:
    """One line for each date, in order, with a header line (RFC 4180); UTF-8. Whole days are written without an hour."""
    lines = [csv_line(event, each, town) for event in events for each in event.dates]
    lines.sort(key=lambda line: (str(line["debut"]), line["titre"]))
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(lines)
    return out.getvalue().encode()


def csv_line(event: OpenEvent, each: OccurrenceValue, town: OpenTown) -> dict[str, Any]:
    place = each.place or PlaceValue("")
    timing, zone = each.timing, town.zone
    end = timing.ends_at(zone)
    texts = {
        "rendez_vous": event.uid,
        "titre": each.title,
        "etat": each.status.word or "Prévu",
        "message": each.message,
        "resume": event.summary,
        "lieu": place.name,
        "adresse": place.address,
        "organisateur": event.organizer,
        "sujets": ", ".join(event.keywords),
        "prix": event.price,
        "ages": event.ages,
        "accessibilite": ", ".join(access_labels(list(event.access))),
        "inscription_lien": event.registration_url,
        "inscription_telephone": event.registration_phone,
        "inscription_courriel": event.registration_email,
        "en_ligne": event.online,
        "image": event.picture,
        "commune": town.name,
    }
    return {name: harmless(text) for name, text in texts.items()} | {
        "date_annoncee": each.original_day,
        "debut": timing.day if timing.all_day else local(timing.starts_at(zone), zone),
        "fin": timing.final_day if timing.all_day else local(end, zone) if end else "",
        "journee_entiere": yes(timing.all_day),
        "latitude": place.latitude,
        "longitude": place.longitude,
        "gratuit": yes(event.free),
        "adresse_web": each.address,
        "code_insee": town.insee_code,
        "modifie_le": event.updated.isoformat(timespec="seconds"),
        "licence": f"{LICENCE_NAME} ({LICENCE_URL})",
    }


COLUMNS = (
    "rendez_vous", "date_annoncee", "titre", "debut", "fin", "journee_entiere", "etat", "message", "resume", "lieu", "adresse",
    "latitude", "longitude", "organisateur", "sujets", "prix", "gratuit", "ages", "accessibilite", "inscription_lien",
    "inscription_telephone", "inscription_courriel", "en_ligne", "image", "adresse_web", "commune", "code_insee", "modifie_le",
    "licence",
)  # fmt: skip


def yes(value: bool) -> str:
    return "oui" if value else "non"
