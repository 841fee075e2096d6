"""The school calendar as the Education ministry publishes it, read from the file an operator hands over. Pure.

https://data.education.gouv.fr, « fr-en-calendrier-scolaire », in CSV (with the names of its fields or their labels) or in iCal.
The data set says how to read it: « Le départ en vacances a lieu après la classe des jours indiqués. La reprise des cours
s’effectue le matin des jours indiqués. » Its moments are midnights of Paris, overseas included.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Component

MOST_BYTES = 1_000_000
MOST_LINES = 20_000
LONGEST = 120
PARIS = ZoneInfo("Europe/Paris")
DAY = timedelta(days=1)

ZONES = (
    "Zone A", "Zone B", "Zone C", "Corse", "Guadeloupe", "Guyane", "Martinique", "Mayotte", "Nouvelle-Calédonie", "Polynésie",
    "Réunion", "Saint-Pierre-et-Miquelon", "Wallis-et-Futuna",
)  # fmt: skip
BY_DEPARTMENT = {
    "2A": "Corse", "2B": "Corse", "971": "Guadeloupe", "972": "Martinique", "973": "Guyane", "974": "Réunion",
    "975": "Saint-Pierre-et-Miquelon", "976": "Mayotte", "977": "Guadeloupe", "978": "Guadeloupe", "986": "Wallis-et-Futuna",
    "987": "Polynésie", "988": "Nouvelle-Calédonie",
}  # fmt: skip
FIELDS = {
    "description": "name", "population": "who", "zones": "zone", "start_date": "start", "date de debut": "start",
    "end_date": "end", "date de fin": "end",
}  # fmt: skip
NOT_PUPILS = ("enseignants", "saint martin", "saint barthelemy")


class UnreadableCalendar(ValueError):
    """A file that holds no school calendar; its text is a French sentence that tells the operator what to do."""


@dataclass(frozen=True, slots=True)
class Period:
    """Days without school, both ends included."""

    name: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the file, as written: departure after class, return in the morning."""

    name: str
    start: date
    end: date
    zone: str = ""
    who: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file gives for one zone: its periods in order, and a sentence for each line left aside."""

    periods: list[Period]
    skipped: list[str]


def zone_of_town(school_zone: str, insee_code: str) -> str:
    """The ministry's name for where a town is; empty when nothing says."""
    if school_zone:
        return f"Zone {school_zone}"
    return BY_DEPARTMENT.get(insee_code[:3]) or BY_DEPARTMENT.get(insee_code[:2], "")


def read(document: bytes, zone: str) -> Reading:
    """The holidays of that zone. Raises UnreadableCalendar."""
    if len(document) > MOST_BYTES:
        raise UnreadableCalendar(
            "Ce fichier dépasse 1 Mo. Demandez au site du ministère une seule zone ou une seule année."
        )
    lines = list(_from_ical(document) if b"BEGIN:VCALENDAR" in document[:200] else _from_csv(document))
    ours = {line for line in lines if _concerns(line.zone, zone)}
    if not ours:
        raise UnreadableCalendar(f"Ce fichier ne dit rien de « {zone} ». Vérifiez la zone, ou prenez un autre fichier.")
    periods: dict[tuple[date, date], Period] = {}
    skipped = []
    for line in sorted(ours, key=lambda each: (each.start, each.end, each.name)):
        if reason := _reason(line):
            skipped.append(f"{line.name}, {line.start:%d/%m/%Y} : {reason}")
        else:
            period = _period(line)
            periods.setdefault((period.first, period.last), period)
    return Reading(list(periods.values()), skipped)


def _reason(line: Line) -> str:
    """Why it is no period; empty when it is one."""
    if any(word in plain(line.who) for word in NOT_PUPILS):
        return f"ne concerne que « {line.who} »."
    if line.end <= line.start:
        return "un seul jour, sans date de reprise. Saisissez ces vacances à la main quand elle sera publiée."
    return "dure plus de quatre mois." if (line.end - line.start).days > LONGEST else ""


def _period(line: Line) -> Period:
    """From the day after the last class (a departure announced for a Saturday leaves on Friday evening) to the eve of return."""
    bridge = plain(line.name).startswith("pont")
    first = line.start if bridge or line.start.weekday() >= 5 else line.start + DAY
    last = line.end - DAY
    return Period(line.name[:80], min(first, last), last)


def _concerns(written: str, zone: str) -> bool:
    """Whether « Zones A/B/C », « Corse » or nothing at all speaks of that zone."""
    words, wanted = plain(written), plain(zone)
    if not words or words == wanted:
        return True
    letter = wanted.removeprefix("zone ")
    return (
        words.startswith("zone")
        and len(letter) == 1
        and letter in words.removeprefix("zones").removeprefix("zone").split()
    )


def plain(text: str) -> str:
    """Small letters without accents, hyphens nor strokes: how names are compared."""
    letters = "".join(sign for sign in unicodedata.normalize("NFD", text.lower()) if unicodedata.category(sign) != "Mn")
    return " ".join(letters.replace("-", " ").replace("/", " ").replace("’", " ").split())


# --- CSV -----------------------------------------------------------------------------------------------------------------


def _from_csv(document: bytes) -> Iterator[Line]:
    text = _decoded(document)
    head = text.partition("\n")[0]
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=";" if head.count(";") >= head.count(",") else ",")
    try:
        names = [FIELDS.get(plain(name), "") for name in next(rows, [])]
        if not {"name", "start", "end", "zone"} <= set(names):
            raise UnreadableCalendar(
                "Ce fichier n’est pas le calendrier scolaire du ministère : il y manque les colonnes « description », "
                "« start_date », « end_date » ou « zones »."
            )
        yield from _lines(names, rows)
    except csv.Error as error:
        raise UnreadableCalendar(
            "Ce fichier n’est pas un tableau lisible. Téléchargez-le de nouveau, en CSV."
        ) from error


def _decoded(document: bytes) -> str:
    try:
        return document.decode("utf-8-sig")
    except UnicodeDecodeError:
        return document.decode("cp1252", errors="replace")


def _lines(names: list[str], rows: Iterable[list[str]]) -> Iterator[Line]:
    for number, row in enumerate(rows, 2):
        if number > MOST_LINES:
            raise UnreadableCalendar("Ce fichier a trop de lignes. Demandez une seule zone ou une seule année.")
        if not any(row):
            continue
        cells = {name: cell.strip() for name, cell in zip(names, row, strict=False) if name}
        try:
            yield Line(cells["name"], _day(cells["start"]), _day(cells["end"]), cells["zone"], cells.get("who", ""))
        except (KeyError, ValueError, OverflowError) as error:
            raise UnreadableCalendar(
                f"La ligne {number} n’a pas de dates lisibles. Téléchargez le fichier de nouveau."
            ) from error


def _day(text: str) -> date:
    """The day in Paris of « 2026-10-16T22:00:00+00:00 », or the day written alone."""
    if len(text) == 10:
        return date.fromisoformat(text)
    moment = datetime.fromisoformat(text)
    return moment.astimezone(PARIS).date() if moment.tzinfo else moment.date()


# --- iCal ----------------------------------------------------------------------------------------------------------------


def _from_ical(document: bytes) -> Iterator[Line]:
    """RFC 5545 §3.6.1: DTEND is the day after the last, here the day of return."""
    try:
        events = Calendar.from_ical(document).walk("VEVENT")
    except ValueError as error:
        raise UnreadableCalendar("Ce calendrier n’est pas lisible. Téléchargez-le de nouveau.") from error
    for event in events[:MOST_LINES]:
        start, end = (getattr(event.get(name), "dt", None) for name in ("DTSTART", "DTEND"))
        if isinstance(start, date) and isinstance(end, date):
            yield Line(_name(event), _midnight(start), _midnight(end), str(event.get("LOCATION", "")))


def _name(event: Component) -> str:
    """« Vacances de Noël - Zones A/B/C » without its zones."""
    title = str(event.get("SUMMARY", "Vacances"))
    return title.rpartition(" - ")[0] or title


def _midnight(moment: date) -> date:
    if not isinstance(moment, datetime):
        return moment
    return moment.astimezone(PARIS).date() if moment.tzinfo else moment.date()
