"""The alerts: announced, followed from one situation report to the next, over."""

import datetime as dt
from collections.abc import Iterator
from functools import partial
from typing import Any

from alerts.models import AlertInstruction, AlertPage, AlertUpdate
from hub.demo.chronicle import Step
from hub.demo.ground import Ground

Text = dict[str, Any]


def write(ground: Ground) -> Iterator[Step]:
    """Plants every alert, then yields when it was published and when each later report came."""
    texts = ground.read("alertes")
    pages = [ground.plant(ground.sections.alerts, AlertPage(title=text["titre"]), text["slug"]) for text in texts]
    for page, text in zip(pages, texts, strict=True):
        announced = ground.calendar.moment(
            text.get("annoncee_jour", text["jour"]), text.get("annoncee_heure", text["heure"])
        )
        reports = sorted(reports_of(ground, text), key=lambda report: report.at)
        known = [report for report in reports if report.at <= announced]
        yield Step(announced, page, partial(fill, ground, page, text, known))
        for report in reports[len(known) :]:
            yield Step(report.at, page, partial(follow, ground, page, text, report, report is reports[-1]))


def reports_of(ground: Ground, text: Text) -> list[AlertUpdate]:
    return [
        AlertUpdate(at=ground.calendar.moment(point["jour"], point["heure"]), title=point["titre"], text=point["texte"])
        for point in text["points"]
    ]


def fill(ground: Ground, page: AlertPage, text: Text, known: list[AlertUpdate]) -> None:
    ground.classify(page, text | {"themes": text.get("themes", ["securite-et-risques"])})
    page.standfirst = text["resume"]
    page.signatory = ground.organizers[text["signataires"][0]]
    page.level = text["niveau"]
    page.decided_by = text["decide_par"]
    page.starts_at = ground.calendar.moment(text["jour"], text["heure"])
    if "annoncee_jour" in text:  # an announced cut says from the first day when it ends
        page.ends_at = end_of(ground, text)
    if "partout_jour" in text:
        page.shown_from = ground.calendar.moment(text["partout_jour"], text["partout_heure"])
    if "prochain_point" in text:
        page.next_update_at = ground.calendar.moment(text["prochain_point"]["jour"], text["prochain_point"]["heure"])
    page.instructions = [AlertInstruction(sort_order=order, text=line) for order, line in enumerate(text["consignes"])]
    page.updates = known
    stream = ground.stream(text["slug"])
    ground.write_links(stream, "Pour en savoir plus", [text.get("page"), text.get("actualite"), text.get("acte")])
    page.body = stream.json()


def follow(ground: Ground, page: AlertPage, text: Text, report: AlertUpdate, is_last: bool) -> None:
    """A later report; the last one says when the alert ends."""
    page.updates.add(report)
    if is_last and "fin_jour" in text:
        page.ends_at = end_of(ground, text)


def end_of(ground: Ground, text: Text) -> dt.datetime:
    return ground.calendar.moment(text["fin_jour"], text["fin_heure"])
