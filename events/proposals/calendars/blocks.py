"""The text of a calendar cut into its components, so that one broken entry takes no other with it (RFC 5545 §3.4, §3.6)."""

import hashlib
import re
from collections.abc import Iterator

from events.proposals.calendars.limits import LARGEST, MOST

FOLD = re.compile(r"(?:\r\n|\r|\n)[ \t]")
LINE_END = re.compile(r"\r\n|\r|\n")
OWN_PARTS = {"VALARM", "STANDARD", "DAYLIGHT", "PARTICIPANT", "VLOCATION", "VRESOURCE"}
VOLATILE = ("DTSTAMP", "LAST-MODIFIED", "CREATED", "SEQUENCE", "X-")
"""Properties that move although nothing has changed for a reader."""


class CalendarRefused(Exception):
    """Nothing of this calendar is read; the message says why, in French."""


def cut(content: bytes) -> list[tuple[str, str]]:
    """The components directly inside VCALENDAR, each with its name, lines unfolded. Raises CalendarRefused."""
    if len(content) > LARGEST:
        raise CalendarRefused("Ce calendrier dépasse un mégaoctet. Exportez seulement les mois à venir.")
    text = FOLD.sub("", content.decode("utf-8-sig", "replace"))
    found = []
    for component in components(LINE_END.split(text)):
        found.append(component)
        if len(found) > MOST:
            raise CalendarRefused(
                f"Ce calendrier a plus de {MOST} rendez-vous. Partagez seulement ceux qui viennent, ou un calendrier par activité."
            )
    if not found and "BEGIN:VCALENDAR" not in text[:LARGEST].upper():
        raise CalendarRefused("Ce n’est pas un calendrier iCalendar : il ne commence pas par « BEGIN:VCALENDAR ».")
    return found


def components(lines: list[str]) -> Iterator[tuple[str, str]]:
    """A component inside another one that may not hold it begins anew: its neighbour was never closed."""
    name = ""
    kept: list[str] = []
    for line in lines:
        word, _colon, value = line.strip().upper().partition(":")
        if word == "BEGIN" and value != "VCALENDAR" and value not in OWN_PARTS:
            if name:
                yield name, "\r\n".join([*kept, f"END:{name}", ""])
            name, kept = value, []
        if name and line.strip():
            kept.append(line)
        if word == "END" and value == name and name:
            yield name, "\r\n".join([*kept, ""])
            name = ""
    if name:
        yield name, "\r\n".join([*kept, f"END:{name}", ""])


def digest(texts: list[str]) -> str:
    """What tells one version of an entry from another, as far as a reader could."""
    lines = sorted(line for text in texts for line in text.split("\r\n") if not line.upper().startswith(VOLATILE))
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
