"""The agenda: single dates and series, with what became of some of them."""

import datetime as dt
import re
from collections.abc import Iterator
from functools import partial
from typing import Any

from content.models.commune import WEEKDAYS
from events.models import DateChange, EventPage
from events.recurrence import Frequency, Rule
from events.recurrence import write as write_rule
from events.schedule import Kind
from events.values import Status
from hub.demo import prose
from hub.demo.chronicle import Step
from hub.demo.ground import Ground
from hub.demo.stream import Stream

Text = dict[str, Any]

STATUSES = {"annule": Status.CANCELLED, "complet": Status.FULL, "deplace": Status.RELOCATED}
FREQUENCIES = {"semaine": (Frequency.WEEKLY, 1), "deux semaines": (Frequency.WEEKLY, 2), "mois": (Frequency.MONTHLY, 1)}
FREE = ("gratuit", "entrée libre")
PHONE = re.compile(r",? ?\bau (\d\d(?: \d\d){4}),? ?")
NOTICE = 45
"""How many days before its first date an event is announced."""


def write(ground: Ground) -> Iterator[Step]:
    """Plants every event, then yields when it was announced, and when something happened to it."""
    texts = ground.read("evenements")
    pages = [ground.plant(ground.sections.agenda, draft(ground, text), text["slug"]) for text in texts]
    for page, text in zip(pages, texts, strict=True):
        announced = announced_on(ground, page, text)
        yield Step(announced, page, partial(fill, ground, page, text))
        if "etat_jour" in text:
            at = ground.calendar.moment(text["etat_jour"], text.get("etat_heure", "10:00"))
            yield Step(at, page, partial(turn, ground, page, text))


def announced_on(ground: Ground, page: EventPage, text: Text) -> dt.datetime:
    """Six weeks before, or some day of the past weeks for what is further ahead."""
    ahead = (page.start_day - ground.calendar.reference).days
    return ground.calendar.moment(min(ahead - NOTICE, -3 - ahead % NOTICE), "10:00")


def draft(ground: Ground, text: Text) -> EventPage:
    """What an event cannot be saved without: when."""
    page = EventPage(title=text["titre"], start_day=ground.calendar.day(text["jour"]))
    if not text.get("toute_la_journee"):
        page.start_time = dt.time.fromisoformat(text["heure"])
        page.end_time = dt.time.fromisoformat(text["fin_heure"]) if "fin_heure" in text else None
    if "fin_jour" in text:
        page.end_day = ground.calendar.day(text["fin_jour"])
    if "repetition" in text:
        rule = rule_of(ground, text["repetition"])
        page.rule = write_rule(rule)
        page.start_day = (
            rule.first_from(page.start_day) or page.start_day
        )  # the nth weekday is not at the same distance each year
        page.skip_school_holidays = "vacances scolaires" in text["repetition"].get("sauf", [])
        page.skip_public_holidays = "jours fériés" in text["repetition"].get("sauf", [])
    return page


def rule_of(ground: Ground, text: Text) -> Rule:
    frequency, interval = FREQUENCIES[text["chaque"]]
    ranks = text.get("rang", [])
    return Rule(
        frequency,
        interval,
        weekdays=tuple(WEEKDAYS.index(day) for day in text["jours"]),
        ranks=tuple(ranks if isinstance(ranks, list) else [ranks]),
        until=ground.calendar.day(text["jusqu_a"]),
    )


def fill(ground: Ground, page: EventPage, text: Text) -> None:
    ground.classify(page, text)
    page.standfirst = text["resume"]
    page.signatory = ground.organizers[text["organisateur"]]
    page.partners = ", ".join(ground.organizers[slug].name for slug in text.get("avec", []))
    page.place = ground.place(text.get("lieu_initial", text.get("lieu")))
    others = [ground.places[slug].name for slug in text.get("lieux_secondaires", [])]
    page.place_detail = "".join(f"et {name[0].lower()}{name[1:]}" for name in others)
    page.online_url = text.get("en_ligne", "")
    page.accessibility = text.get("accessibilite", [])
    page.contact = text.get("contact", "")
    fill_conditions(page, text)
    page.date_changes = exceptions(ground, page, text.get("repetition", {}).get("exceptions", []))
    if "etat" in text and "etat_jour" not in text:
        turn(ground, page, text)
    stream = ground.stream(text["slug"])
    fill_body(ground, stream, text)
    page.body = stream.json()


def fill_conditions(page: EventPage, text: Text) -> None:
    """Price, ages, registration."""
    price = text.get("prix", "")
    page.free = price.startswith(FREE)
    page.price = "" if price == "gratuit" else price
    page.ages = text.get("ages", "")
    page.age_min, page.age_max = text.get("age_min"), text.get("age_max")
    registration = text.get("inscription", "")
    if phone := PHONE.search(registration):
        page.registration_phone = phone[1]
        registration = PHONE.sub(" ", registration).strip()
    page.registration = registration


def exceptions(ground: Ground, page: EventPage, texts: list[Text]) -> list[DateChange]:
    """What becomes of single dates, for those that the series has."""
    if not texts:
        return []
    days = {
        instance.day for instance in page.schedule().expand(page.start_day, page.start_day + dt.timedelta(days=900))
    }
    changes = []
    for order, text in enumerate(texts):
        day = ground.calendar.day(text["jour"])
        if day not in days:
            continue
        change = DateChange(sort_order=order, original_day=day, kind=kind_of(text), message=text.get("note", ""))
        change.new_start_time = dt.time.fromisoformat(text["heure"]) if "heure" in text else None
        change.place = ground.place(text.get("lieu"))
        changes.append(change)
    return changes


def kind_of(text: Text) -> Kind:
    if text.get("annule"):
        return Kind.CANCELLED
    if text.get("etat") == "complet":
        return Kind.FULL
    return Kind.MOVED if "heure" in text else Kind.CHANGED


def turn(ground: Ground, page: EventPage, text: Text) -> None:
    """What happened to it: cancelled, full, moved to another place or another day."""
    message = text.get("etat_motif", "")
    if "reporte_a" in text:
        new_day, new_hour = (
            ground.calendar.day(text["reporte_a"]["jour"]),
            dt.time.fromisoformat(text["reporte_a"]["heure"]),
        )
        page.date_changes = [
            DateChange(
                original_day=page.start_day, kind=Kind.MOVED, new_day=new_day, new_start_time=new_hour, message=message
            )
        ]
        return
    page.status, page.status_message = STATUSES[text["etat"]], message
    page.place = ground.place(text.get("lieu"))


def fill_body(ground: Ground, stream: Stream, text: Text) -> None:
    if "programme" in text:
        lines = [programme_line(line) for line in text["programme"]]
        stream.add("prose", prose.heading("Le programme") + prose.items("ul", lines, ground.link))
    facts = [
        ("Venir", text.get("venir", "")),
        ("S’il pleut", text.get("s_il_pleut", "")),
        ("Lieu de repli", ground.places[text["repli"]].name if "repli" in text else ""),
        ("Inscription", f"avant le {text['inscription_avant']}" if "inscription_avant" in text else ""),
    ]
    ground.practical(stream, "En pratique", facts)
    ground.write_links(stream, "À lire aussi", [*text.get("actualites", []), text.get("page")])


def programme_line(line: Text) -> str:
    hour, _colon, minutes = line["heure"].partition(":")
    clock = f"{int(hour)} h {minutes}" if int(minutes) else f"{int(hour)} h"
    note = f". {line['note']}" if "note" in line else ""
    return f"{clock} : {line['titre']}{note}"
