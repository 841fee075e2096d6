"""What a poster says: of an event or of one of its dates, of a month. Reads pages and the town, queries nothing more."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from wagtail.models import Site

from content import dates
from content.models import Commune
from content.typography import fr
from events.display import Month, status_word
from events.posters.event import EventPoster
from events.posters.month import MonthPoster
from events.presenting import capitalised, within
from events.recurrence import Rule
from events.sentences import days_of, short_hours
from events.values import OccurrenceValue, Timing

if TYPE_CHECKING:
    from events.models.event import EventPage

LONGEST = 330
"""Letters that hold under the place, in the smallest body."""
PHOTO = "width-1400|format-jpeg|jpegquality-82"


def event_poster(
    event: EventPage, value: OccurrenceValue | None, following: OccurrenceValue | None, today: date
) -> EventPoster:
    """The poster of one date, or of a series when `value` is none; `following` is its next date."""
    shown = value or following
    status = value.status if value else event.state
    when, hours = spoken_of(event, value, today)
    commune = event.commune
    return EventPoster(
        title=fr(event.title),
        date=capitalised(fr(when)),
        hours=fr(hours),
        where=fr(where(event, shown)),
        lines=tuple(fr(line) for line in practical(event) if line),
        address=value.address if value else event.address(),
        imprint=imprint(event),
        author=event.signatory.name if event.signatory else _("Mairie %(of_town)s") % {"of_town": commune.de_name},
        theme=commune.theme,
        engraving=event.engraving_name,
        photo=picture_of(event),
        photo_alternative=event.image.default_alt_text if event.image else "",
        coloured=event.paper == "coloured",
        is_off=status.off,
        status=(status_word(value) if value else _(status.word) if status.word else ""),
        reason=fr(value.message if value else event.status_message) if status.off else "",
    )


def spoken_of(event: EventPage, value: OccurrenceValue | None, today: date) -> tuple[str, str]:
    """The day and the hour at the head of the sheet: « dimanche 29 novembre », « 9 h – 17 h »."""
    timing = value.timing if value else event.timing
    rule: Rule | None = None if value else event.recurrence
    if rule:
        return days_of(rule, timing.day).rstrip(","), short_hours(timing)
    return day_of(timing, today), "" if timing.shown_until != timing.day else short_hours(timing)


def day_of(timing: Timing, today: date) -> str:
    if timing.shown_until == timing.day:
        return dates.long_date(timing.day, today)
    return dates.long_period(timing.day, timing.final_day, today)


def where(event: EventPage, value: OccurrenceValue | None) -> str:
    """The place, and what it costs when that is short: « Place du Foirail, entrée libre »."""
    place = value.place.name if value and value.place else event.place_detail
    price = event.price_text if len(event.price_text) <= 24 else ""
    return capitalised(", ".join(filter(None, [place, price])))


def practical(event: EventPage) -> list[str]:
    """What it is, for whom and whom to ask, in two or three lines."""
    price = capitalised(event.price_text) if len(event.price_text) > 24 else ""
    signed = event.signatory.name if event.signatory else ""
    if signed and event.partners:
        signed = _("%(name)s, avec %(who)s") % {"name": signed, "who": within(event.partners)}
    asked = event.registration_phone or event.contact
    organised = " : ".join(filter(None, [signed, asked])) if event.paper == "coloured" else asked
    facts = ". ".join(filter(None, [capitalised(event.ages), price, organised]))
    return [Truncator(event.standfirst).words((LONGEST - len(facts)) // 6, truncate=" …"), facts]


def imprint(event: EventPage) -> str:
    """Who printed it, as the law of 29 July 1881 asks (article 3), and where it must not end."""
    printed = _("Imprimé par nos soins.") if event.paper == "coloured" else _("Imprimé en mairie.")
    return f"{printed} {_('Ne pas jeter sur la voie publique.')}"


def picture_of(event: EventPage) -> bytes:
    """Its photo, large enough for the sheet; nothing when an engraving was chosen or the file is lost."""
    if event.engraving or not event.image:
        return b""
    try:
        with event.image.get_rendition(PHOTO).file.open("rb") as file:
            return bytes(file.read())
    except OSError:
        return b""


def month_poster(month: Month, commune: Commune, site: Site, path: str) -> MonthPoster:
    """The poster of a month of the town's agenda, its hours at the foot."""
    phone = _("Téléphone : %(phone)s.") % {"phone": commune.phone} if commune.phone else ""
    week = ", ".join(
        f"{name} {_(' et ').join(dates.hours(*period) for period in day.periods)}" for name, day in commune.week()
    )
    notes = [(_("Papier de couleur :"), _("une association organise."))]
    if week or phone:
        notes.insert(0, (_("La mairie vous reçoit"), " ".join(filter(None, [f"{week}." if week else "", phone]))))
    return MonthPoster(
        month=month,
        town=commune.name,
        notes=tuple((fr(beginning), fr(text)) for beginning, text in notes),
        address=f"{site.root_url}{path}".partition("://")[2].rstrip("/"),
        theme=commune.theme,
    )
