"""The collection rounds and the river's level: what the almanac of the front page reads."""

import datetime as dt
from decimal import Decimal
from typing import Any

from content.collection.rhythm import OnHoliday
from content.models import ChosenDay, CollectionRound, Measure
from content.models.commune import WEEKDAYS
from hub.demo.ground import Ground

Text = dict[str, Any]
EARLIER = 56
"""Weeks before the reference from which a round has its days, so that past bulletins have theirs; an even number."""
TRENDS = {"en hausse": "rising", "stable": "steady", "en baisse": "falling"}
GOOD_FOR = 12


def write(ground: Ground) -> None:
    """Writes the rounds of town/commune.yaml, and the last level measured."""
    names = ground.town["bacs"]
    for area in ground.town["collectes"]:
        for order, (kind, name) in enumerate(names.items()):
            if isinstance(area.get(kind), dict):
                write_round(ground, name, area[kind], area["quartiers"], order)
    write_bulky(ground, ground.town["encombrants"], len(names))
    write_measure(ground, ground.town["riviere"])


def write_round(ground: Ground, name: Text, text: Text, districts: list[str], order: int) -> None:
    day = first_day(ground, text)
    CollectionRound(
        site=ground.site,
        what=name["quoi"],
        contents=name["contenu"],
        districts=[ground.districts[slug] for slug in districts],
        every=2 if text["chaque"] == "deux semaines" else 1,
        first_day=day - dt.timedelta(weeks=EARLIER),
        on_holiday=OnHoliday.NEXT_DAY,
        put_out=CollectionRound.PutOut.EVENING,
        put_out_at=dt.time(19),
        passes_at=dt.time.fromisoformat(text["heure"]),
        order=order,
    ).save()


def first_day(ground: Ground, text: Text) -> dt.date:
    """The day it is counted from, else the first of its weekday after the reference."""
    if "depart" in text:
        return ground.calendar.day(text["depart"])
    reference = ground.calendar.reference
    return reference + dt.timedelta(days=(WEEKDAYS.index(text["jours"][0]) - reference.weekday()) % 7)


def write_bulky(ground: Ground, text: Text, order: int) -> None:
    """Bulky waste, on the last Friday of each month of the year before and the year after."""
    reference = ground.calendar.reference
    days = [reference + dt.timedelta(weeks=week) for week in range(-EARLIER, EARLIER)]  # Fridays, as the reference is
    last = [day for day in days if (day + dt.timedelta(weeks=1)).month != day.month]
    CollectionRound(
        site=ground.site,
        what=text["quoi"],
        contents=text["contenu"],
        every=0,
        chosen_days=[ChosenDay(day=day) for day in last],
        put_out=CollectionRound.PutOut.EVENING,
        put_out_at=dt.time(19),
        order=order,
    ).save()


def write_measure(ground: Ground, text: Text) -> None:
    last = text["mesures"][-1]
    value, _comma, _rate = last["tendance"].partition(",")
    Measure.objects.create(
        site=ground.site,
        name=f"{ground.town['identite']['riviere'].capitalize()} au {text['station']}",
        value=Decimal(str(last["hauteur_m"])),
        unit="m",
        trend=TRENDS[value],
        measured_at=ground.calendar.moment(last["jour"], last["heure"]),
        hours=GOOD_FOR,
        source="services techniques",
    )
