"""The town's settings, hours and directory: what no page carries."""

import datetime as dt
from typing import Any, TypeVar

from django.db import models

from content import dates
from content.models import Closure, Commune, CouncilGroup, Councillor, District, OpeningPeriod, Organizer, Place, Topic
from content.models.commune import WEEKDAYS
from hub.demo.ground import Ground

M = TypeVar("M", bound=models.Model)

KINDS = {"mairie": Organizer.Kind.TOWN_HALL, "prefecture": Organizer.Kind.STATE}


def write(ground: Ground) -> None:
    """Writes settings, topics, districts, places, organizers and council."""
    write_commune(ground)
    write_topics(ground)
    write_places(ground)
    write_organizers(ground)
    write_council(ground)


def write_commune(ground: Ground) -> None:
    town = ground.town
    commune = Commune.for_site(ground.site)
    for name, value in settings_of(town).items():
        setattr(commune, name, value)
    commune.opening_periods = [
        OpeningPeriod(weekday=weekday, opens=opens, closes=closes)
        for weekday, opens, closes in weekly(town["mairie"]["horaires"])
    ]
    commune.closures = [
        Closure(day=day, opens=opens, closes=closes, reason=reason)
        for text in town["mairie"]["fermetures_exceptionnelles"]
        for day, opens, closes, reason in exceptional(ground, text)
    ]
    commune.full_clean()
    commune.save()


def settings_of(town: dict[str, Any]) -> dict[str, object]:
    """The fields of Commune, from town/commune.yaml."""
    who, hall, press = town["identite"], town["mairie"], town["publication"]
    return {
        "name": who["nom"],
        "of_name": who["formes"]["de"],
        "at_name": who["formes"]["a"],
        "slogan": who["devise_editoriale"],
        "population": who["population"],
        "insee_code": who["code_insee"],
        "colour_1": who["couleurs"][0],
        "colour_2": who["couleurs"][1],
        "latitude": who["latitude"],
        "longitude": who["longitude"],
        "school_zone": who["zone_scolaire"],
        "address": "\n".join(hall["adresse"]),
        "phone": hall["telephone"],
        "emergency_phone": hall["urgence_technique"],
        "email": hall["courriel"],
        "access": hall["acces"],
        "director": press["directrice"],
        "editor": press["redaction"],
        "host_name": press["hebergeur"]["nom"],
        "host_address": press["hebergeur"]["adresse"],
        "host_phone": press["hebergeur"]["telephone"],
        "host_email": press["hebergeur"]["courriel"],
        "dpo_name": press["dpo"]["nom"],
        "dpo_phone": press["dpo"]["telephone"],
        "dpo_email": press["dpo"]["courriel"],
        "bulletin_title": press["bulletin"]["titre"],
        "bulletin_credit": press["bulletin"]["impression"],
        "print_run": press["bulletin"]["tirage"],
    }


def hours(period: str) -> tuple[dt.time, dt.time]:
    """The two ends of "09:00-12:00"."""
    opens, closes = period.split("-")
    return dt.time.fromisoformat(opens), dt.time.fromisoformat(closes)


def weekly(text: dict[str, list[str]]) -> list[tuple[int, dt.time, dt.time]]:
    """Each opening of an ordinary week: the weekday (Monday is 0) and its two ends."""
    return [(WEEKDAYS.index(day), *hours(period)) for day, periods in text.items() for period in periods]


def exceptional(ground: Ground, text: dict[str, Any]) -> list[tuple[dt.date, dt.time | None, dt.time | None, str]]:
    """Each opening of a day unlike the others, or one line without hours for a day closed; with the reason."""
    day = ground.calendar.day(text["jour"])
    openings: list[tuple[dt.time | None, dt.time | None]] = [hours(period) for period in text.get("ouvert", [])]
    return [(day, opens, closes, text["motif"]) for opens, closes in openings or [(None, None)]]


def day_in_words(day: dt.date) -> str:
    """« 12 novembre 2026 »."""
    return f"{dates.day_month(day)} {day.year}"


def saved(row: M) -> M:
    """The row, once its model has found nothing to say against it."""
    row.full_clean()
    row.save()
    return row


def write_topics(ground: Ground) -> None:
    texts = ground.read("themes")
    kinds = [(Topic.Kind.SUBJECT, texts["sujets"]), (Topic.Kind.PUBLIC, texts["publics"])]
    for kind, topics in kinds:
        for order, text in enumerate(topics):
            ground.topics[text["slug"]] = saved(
                Topic(
                    site=ground.site,
                    kind=kind,
                    order=order,
                    name=text["nom"],
                    slug=text["slug"],
                    description=text["description"],
                    engraving=text["gravure"],
                )
            )


def write_places(ground: Ground) -> None:
    for text in ground.town["quartiers"]:
        ground.districts[text["slug"]] = saved(
            District(
                site=ground.site,
                name=text["nom"],
                slug=text["slug"],
                kind=text["genre"],
                streets="\n".join(text["rues"]),
            )
        )
    for text in ground.read("lieux"):
        ground.places[text["slug"]] = saved(
            Place(
                site=ground.site,
                name=text["nom"],
                slug=text["slug"],
                address=text.get("adresse", ""),
                district=ground.districts[text["quartier"]],
                latitude=text["latitude"],
                longitude=text["longitude"],
                capacity=text.get("capacite"),
                phone=text.get("telephone", ""),
                accessibility=text["accessibilite"],
                access=text["acces"],
            )
        )


def write_organizers(ground: Ground) -> None:
    public = [(text, KINDS.get(text["slug"], Organizer.Kind.PUBLIC)) for text in ground.read("organisateurs")]
    associations = [(text, Organizer.Kind.ASSOCIATION) for text in ground.read("associations")]
    for text, kind in public + associations:
        ground.organizers[text["slug"]] = saved(
            Organizer(
                site=ground.site,
                kind=kind,
                name=text["nom"],
                slug=text["slug"],
                phone=text.get("telephone", ""),
                email=text.get("courriel", ""),
                description=text.get("description", ""),
            )
        )


def write_council(ground: Ground) -> None:
    for text in ground.town["groupes"]:
        ground.groups[text["slug"]] = saved(
            CouncilGroup(
                site=ground.site,
                name=text["nom"],
                slug=text["slug"],
                majority=text["place"] == "majorité",
                seats=text["elus"],
            )
        )
    for order, text in enumerate(ground.town["conseil"]):
        saved(
            Councillor(
                site=ground.site,
                name=text["nom"],
                position=text.get("place", "councillor"),
                role=text["fonction"],
                delegation=text.get("delegation", ""),
                reception=text.get("permanence", ""),
                group=ground.groups[text["groupe"]],
                order=order,
            )
        )
