"""The page of an event, or of one of its dates, as the components want it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from content import dates, pdf
from content.models.access import access_labels
from events.display import STYLES, line, machine_time, status_word
from events.jsonld import Facts, data_block, event_data
from events.sentences import short_hours, when
from events.values import OccurrenceValue, PlaceValue, Status

if TYPE_CHECKING:
    from events.models.event import EventPage

Fact = dict[str, Any]
MAP = "https://www.openstreetmap.org/"
GOOGLE = "https://calendar.google.com/calendar/render"


def event_context(
    event: EventPage,
    value: OccurrenceValue | None,
    others: list[OccurrenceValue],
    today: date,
    same_day: Iterable[OccurrenceValue] = (),
) -> dict[str, Any]:
    """What the template of an event needs: of one date when `value` is given, else of the series.

    `others` are its other dates to list; `same_day` what else that day has.
    """
    schedule = event.schedule()
    spoken = when(value.timing, today) if value else event.sentence(today, schedule)
    notice = "" if value else event.holiday_notice(schedule, today)
    path = event.path_on_site(event.town)
    root = path.removesuffix(f"{event.slug}/")
    following = None if value else next((each for each in others if not each.off), None)
    named = value or following
    return {
        "trail": trail(event, value, root, today),
        "header": header(event, value, today) | {"when": spoken if value else capitalised(spoken)},
        "facts": facts(event, value or following, f"{capitalised(announced(value, spoken))}. {notice}".strip()),
        "margin": margin(event, root, following, today),
        "dates": date_lines(others, event, today),
        "actions": actions(path, value, event.state.off if value is None else value.off),
        "calendar_path": path + "evenement.ics",
        "google_url": google_address(value, event.zone) if value else "",
        "series_path": path if value and value.recurring else "",
        "same_day": [line(each, today) for each in same_day],
        "day_path": f"{root}{value.timing.day:%Y/%m/%d}/" if value else "",
        "json_ld": data_block(event_data(named, event.zone, machine_facts(event))) if named else "",
    }


def machine_facts(event: EventPage) -> Facts:
    """What search engines are told besides the date."""
    signatory = event.signatory
    own = signatory.path_of_page(event.town) if signatory else ""
    return Facts(
        free=event.free,
        price=event.price,
        online=event.online_url,
        registration=event.registration_url,
        access=tuple(access_labels(access_codes(event))),
        age_min=event.age_min,
        age_max=event.age_max,
        organizer_address=f"{event.town.root_url}{own}" if own else "",
    )


def access_codes(event: EventPage) -> list[str]:
    """What is guaranteed, by the place and by the event."""
    return list(dict.fromkeys([*(event.place.accessibility if event.place else []), *event.accessibility]))


def actions(path: str, value: OccurrenceValue | None, off: bool) -> list[Fact]:
    """What can be taken away: the calendar's entry, of what takes place; the poster, even of what does not."""
    own = value.path if value else path
    add = _("Ajouter à mon calendrier") if value else _("Ajouter toutes les dates à mon calendrier")
    found: list[Fact] = [] if off else [{"url": f"{own}evenement.ics", "label": add}]
    if pdf.available():
        sheet = value.path if value else path
        found.append(
            {
                "url": f"{sheet}affiche.pdf",
                "label": _("Imprimer l’affiche (PDF, 50 Ko environ)"),
                "light": True,
                "rel": "nofollow",
            }
        )
    return found


def announced(value: OccurrenceValue | None, spoken: str) -> str:
    """When, said as what was planned where nobody should come."""
    if value is None or not value.off:
        return spoken
    return _("%(word)s. C’était prévu %(when)s") % {"word": status_word(value), "when": spoken}


def trail(event: EventPage, value: OccurrenceValue | None, root: str, today: date) -> list[Fact]:
    """The way back to the agenda, and from a date to its series."""
    steps = [{"title": _("Agenda"), "url": root}, {"title": event.title, "url": event.path_on_site(event.town)}]
    if value and value.recurring:
        return [*steps, {"title": dates.long_date(value.original_day, today)}]
    return [steps[0], {"title": event.title}]


def header(event: EventPage, value: OccurrenceValue | None, today: date) -> dict[str, Any]:
    """The head of the page: of one date when `value` is given, else of the whole series."""
    status = value.status if value else event.state
    note = value.message if value else event.status_message
    if value and value.moved:
        note = " ".join(
            filter(None, [_("Au lieu du %(day)s.") % {"day": dates.long_date(value.original_day, today)}, note])
        )
    told = bool(note) and status != Status.SCHEDULED
    return {
        "standfirst": note if told else event.standfirst,
        "about": event.standfirst if told else "",
        "datetime": machine_time(value) if value else "",
        "is_off": status.off,
        "status": STYLES.get(status, "moved"),
        "status_text": status_word(value) if value else _(status.word) if status.word else "",
        "note": "" if told else note,
    }


def facts(event: EventPage, value: OccurrenceValue | None, spoken: str) -> list[Fact]:
    """When, where, how much, for whom, how to come: only what is known."""
    place = value.place if value else None
    found = [
        fact(_("Quand"), spoken),
        *where(event, place),
        fact(_("Combien"), capitalised(event.price_text)),
        fact(_("Pour qui"), capitalised(event.ages)),
        *registration(event),
        fact(_("Accès"), access(event)),
        fact(_("Contact"), event.contact),
    ]
    return [each for each in found if each["value"] or each.get("url")]


def fact(label: str, value: Any, url: str = "", link: str = "") -> Fact:
    return {"label": label, "value": value, "url": url, "link": link}


def where(event: EventPage, place: PlaceValue | None) -> list[Fact]:
    """The place with its map, which nothing loads before it is asked for; the address of an online meeting."""
    found = []
    if place:
        text = ", ".join(filter(None, [place.line, event.place_detail]))
        found.append(
            fact(_("Où"), f"{text}.", map_address(place), _("Voir sur OpenStreetMap") if map_address(place) else "")
        )
    elif event.place_detail:
        found.append(fact(_("Où"), capitalised(event.place_detail)))
    if event.online_url:
        found.append(fact(_("En ligne"), "", event.online_url, _("Rejoindre la réunion en ligne")))
    return found


def map_address(place: PlaceValue) -> str:
    """The place on OpenStreetMap, empty without coordinates."""
    if place.latitude is None or place.longitude is None:
        return ""
    return f"{MAP}?{urlencode({'mlat': place.latitude, 'mlon': place.longitude})}#map=18/{place.latitude}/{place.longitude}"


def google_address(value: OccurrenceValue, zone: ZoneInfo) -> str:
    """The form of Google Agenda, filled in with that date: a telephone without another calendar opens no file."""
    timing = value.timing
    if timing.all_day:
        span = f"{timing.day:%Y%m%d}/{timing.final_day + timedelta(days=1):%Y%m%d}"
    else:
        start = timing.starts_at(zone)
        span = f"{start:%Y%m%dT%H%M%SZ}/{timing.ends_at(zone) or start:%Y%m%dT%H%M%SZ}"
    told = {"action": "TEMPLATE", "text": value.title, "dates": span, "details": value.address}
    where = {"location": value.place.line} if value.place else {}
    return f"{GOOGLE}?{urlencode(told | where)}"


def registration(event: EventPage) -> list[Fact]:
    """How to register: the words, then a link, a number, an address, whichever are given."""
    ways = [
        (event.registration_url, _("S’inscrire en ligne")),
        (
            f"tel:{event.registration_phone.replace(' ', '')}" if event.registration_phone else "",
            event.registration_phone,
        ),
        (f"mailto:{event.registration_email}" if event.registration_email else "", event.registration_email),
    ]
    links = format_html_join(", ", '<a href="{}">{}</a>', [way for way in ways if way[0]])
    words = f"{capitalised(event.registration)}. " if event.registration and links else capitalised(event.registration)
    return [fact(_("S’inscrire"), format_html("{}{}", words, links))] if words or links else []


def access(event: EventPage) -> str:
    """What is guaranteed, by the place and by the event, then what one should know."""
    words = capitalised(", ".join(access_labels(access_codes(event))))
    return " ".join(filter(None, [f"{words}." if words else "", event.place.access if event.place else ""]))


def margin(event: EventPage, root: str, following: OccurrenceValue | None, today: date) -> list[Fact]:
    """Who organises, the subjects with their lists, the next time of a series."""
    found: list[Fact] = []
    if event.signatory:
        name = event.signatory.name + (
            f", {_('avec %(who)s') % {'who': within(event.partners)}}" if event.partners else ""
        )
        own = event.signatory.path_of_page(event.town)
        url = own or f"{root}organisateur/{event.signatory.slug}/"
        found.append({"label": _("Organisé par"), "value": name, "url": url})
        if event.paper == "coloured":
            found.append({"label": _("Annonce"), "value": _("d’une association, relayée par la mairie")})
    subjects = [{"title": topic.name, "url": f"{root}theme/{topic.slug}/"} for topic in event.topic_list]
    if subjects:
        found.append({"label": _("Sujets") if len(subjects) > 1 else _("Sujet"), "value": "", "links": subjects})
    if event.place:
        own = event.place.path_of_page(event.town)
        found.append({"label": _("Lieu"), "value": event.place.name, "url": own or f"{root}lieu/{event.place.slug}/"})
    if following:
        text = f"{dates.long_date(following.timing.day, today)}, {short_hours(following.timing)}"
        found.append({"label": _("Prochaine fois"), "value": text, "strong": True, "datetime": machine_time(following)})
    return found


def date_lines(values: list[OccurrenceValue], event: EventPage, today: date) -> list[dict[str, Any]]:
    """The dates of a series, an exception told at its place."""
    return [_date_line(value, event, today) for value in values]


def _date_line(value: OccurrenceValue, event: EventPage, today: date) -> dict[str, Any]:
    place = value.place.name if value.place else ""
    unlike = (value.timing.start, place) != (event.start_time, event.place.name if event.place else "")
    instead = _("au lieu du %(day)s") % {"day": dates.long_date(value.original_day, today)} if value.moved else ""
    usual = ", ".join(filter(None, [short_hours(value.timing), place, instead]))
    note = "" if value.off else f"{capitalised(usual)}."
    return {
        "text": dates.long_date(value.timing.day, today),
        "url": value.path,
        "note": " ".join(filter(None, [note, value.message])),
        "is_exception": unlike or value.moved or bool(value.message),
        "status": STYLES.get(value.status, "moved"),
        "status_text": status_word(value),
    }


def within(name: str) -> str:
    """A name inside a sentence: « La mairie » loses its capital, « Le Verger partagé » too."""
    return f"{name[:1].lower()}{name[1:]}" if name.startswith(("La ", "Le ", "Les ", "L’")) else name


def capitalised(text: str) -> str:
    """With a capital, the rest as it is."""
    return text[:1].upper() + text[1:]
