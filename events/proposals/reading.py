"""An event said line by line in French, and what a proposal would change of it: before, after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from content.dates import long_date
from events.models.event import EventPage
from events.models.planning import DateChange
from events.schedule import Kind
from events.sentences import when
from events.values import Status


@dataclass(frozen=True, slots=True)
class Line:
    """One thing said of an event, and what was said in its place before: empty where nothing was."""

    label: str
    text: str
    before: str = ""


def lines(event: EventPage, today: date, organizer: str = "") -> list[Line]:
    """Everything worth reading of the event, saved or only imagined; `organizer` is a name that is in no list yet."""
    said = event.sentence(today)
    place = ", ".join(filter(None, [event.place.name if event.place else "", event.place_detail]))
    found = [
        (_("Titre"), event.title),
        (_("En deux phrases"), event.standfirst),
        (_("Quand"), said[:1].upper() + said[1:]),
        *((_("Date du %(day)s") % {"day": long_date(change.original_day, today)}, fate(event, change, today))
          for change in event.date_changes.all()),
        (_("Où"), place),
        (_("Qui organise"), event.signatory.name if event.signatory else organizer),
        (_("Prix"), event.price_text),
        (_("Âges"), event.ages),
        (_("Inscription"), ", ".join(filter(None, [event.registration, event.registration_url]))),
        (_("Accès"), ", ".join(event.accessibility_labels)),
        (_("État"), state(event)),
        (_("Texte"), text_of(event)),
    ]  # fmt: skip
    return [Line(str(label), text) for label, text in found if text]


def fate(event: EventPage, change: DateChange, today: date) -> str:
    """What becomes of one date: « annulé », « déplacé au mardi 8 décembre, de 18 h à 20 h »."""
    usual = event.schedule(changes=()).usual(change.original_day, change.original_time)
    timing = change.new_timing(usual)
    moved = _("déplacé au %(when)s") % {"when": when(timing, today)} if timing else ""
    off = {Kind.CANCELLED: _("annulé"), Kind.POSTPONED: _("reporté, sans nouvelle date")}
    words = off | {Kind.FULL: _("complet"), Kind.HELD: _("maintenu")}
    word = moved or words.get(Kind(change.kind), "")
    return " : ".join(filter(None, [word, change.message.strip()]))


def state(event: EventPage) -> str:
    word = "" if event.state == Status.SCHEDULED else event.state.word
    return " : ".join(filter(None, [word, event.status_message]))


def text_of(event: EventPage) -> str:
    """The words of the page, without their layout."""
    parts = [strip_tags(block.render()) for block in event.body] if event.body else []
    return " ".join(" ".join(parts).split())


def differences(before: list[Line], after: list[Line]) -> list[Line]:
    """What is no longer said as it was, in the order of the new page; what disappears comes last, with an empty text."""
    was = {line.label: line.text for line in before}
    now = {line.label: line.text for line in after}
    changed = [Line(label, text, was.get(label, "")) for label, text in now.items() if was.get(label) != text]
    return changed + [Line(label, "", text) for label, text in was.items() if label not in now]
