"""The pages that stay: sections, procedures, the lists of the directory and the register of acts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from home.models import (
    ActIndexPage,
    AssociationIndexPage,
    CollectionPage,
    CouncilPage,
    EditorialPage,
    LastingPage,
    PlaceIndexPage,
    ProcedureIndexPage,
    ProcedurePage,
    ServiceIndexPage,
)
from home.models.procedures import LifeEvent
from hub.demo import prose, registers
from hub.demo.chronicle import Step, nothing
from hub.demo.ground import Ground
from hub.demo.stream import Stream

OPENING = -520
"""The day the site opened, before everything it tells."""
SHORT_STEP = 48
"""A first sentence no longer than that is the title of its step."""

Text = dict[str, Any]
Draft = Callable[[Ground, Text], Any]
Filler = Callable[[Ground, Any, Text], None]

KINDS: dict[str, type[LastingPage]] = {
    "collectes": CollectionPage,
    "repertoire": ProcedureIndexPage,
    "demarche": ProcedurePage,
    "associations": AssociationIndexPage,
    "lieux": PlaceIndexPage,
    "services": ServiceIndexPage,
    "conseil": CouncilPage,
    "actes": ActIndexPage,
}
LIFE_EVENTS = {str(label): value for value, label in LifeEvent.choices}


def write(ground: Ground) -> Iterator[Step]:
    """Plants every page, then yields when each is written."""
    services = [text | {"parent": "services-municipaux"} for text in ground.town["services"]]
    places = [text | {"parent": "lieux"} for text in ground.read("lieux")]
    associations = [text | {"parent": "vie-associative"} for text in ground.read("associations")]
    acts = [text | {"parent": "arretes-et-deliberations"} for text in ground.read("actes")]
    planted = [
        *plant(ground, ground.read("pages"), page_of, fill_page),
        *plant(ground, services, registers.service, registers.fill_service),
        *plant(ground, places, registers.place, registers.fill_place),
        *plant(ground, associations, registers.association, registers.fill_association),
        *plant(ground, acts, registers.act, registers.fill_act),
    ]
    for page, text, fill in planted:
        moment = ground.calendar.moment(text.get("publie", OPENING), text.get("heure", "09:00"))
        yield Step(moment, page, partial(fill, ground, page, text))
        if "verifie" in text:
            yield Step(ground.calendar.moment(text["verifie"], "16:00"), page, nothing)


def plant(ground: Ground, texts: list[Text], draft: Draft, fill: Filler) -> list[tuple[Any, Text, Filler]]:
    """Each page at its place, unwritten, with what will write it."""
    pages = []
    for text in texts:
        parent = ground.pages[text["parent"]] if "parent" in text else ground.sections.home
        pages.append((ground.plant(parent, draft(ground, text), text["slug"]), text, fill))
    return pages


def page_of(ground: Ground, text: Text) -> LastingPage:
    """The draft of a page of pages.yaml, of the kind it says."""
    kind = KINDS.get(text.get("genre", ""), EditorialPage)
    return kind(title=text["titre"], show_in_menus=text.get("menu", False))


def fill_page(ground: Ground, page: LastingPage, text: Text) -> None:
    ground.classify(page, text)
    page.standfirst = text["chapo"]
    stream = ground.stream(text["slug"])
    ground.write_body(stream, text["corps"], text["titre"])
    if isinstance(page, ProcedurePage):
        fill_procedure(ground, page, text)
    else:
        ground.attach(stream, text.get("telechargements", []))
    if isinstance(page, CouncilPage):
        registers.fill_council(ground, page)
    page.body = stream.json()


def fill_procedure(ground: Ground, page: ProcedurePage, text: Text) -> None:
    """What to know before going, the steps, the papers; and who read it again, when."""
    page.answer = text["reponse"]
    page.life_event = LIFE_EVENTS[text["rubrique"]]
    page.audience = text.get("qui", "")
    page.where, page.delay, page.price, page.duration = (text[name] for name in ("ou", "delai", "prix", "duree"))
    page.steps = steps(ground, text).json()
    papers = ground.stream(text["slug"], "papers")
    for paper in text["pieces"]:
        papers.add("paper", prose.paragraph(paper, ground.link))
    page.papers = papers.json()
    downloads = ground.stream(text["slug"], "downloads")
    for file in text.get("telechargements", []):
        document = ground.documents[file["document"]]
        downloads.add("attachment", {"document": document.pk, "description": file.get("description", "")})
    page.downloads = downloads.json()
    page.service = ground.pages[text["service"]]
    page.checked_on = ground.calendar.day(text["verifie"])
    page.checked_by = service_of(ground, text)["par"]
    page.check_again_on = ground.calendar.day(text["prochaine_verification"])


def service_of(ground: Ground, text: Text) -> Text:
    found: Text = next(service for service in ground.town["services"] if service["slug"] == text["service"])
    return found


def steps(ground: Ground, text: Text) -> Stream:
    """The steps: a short first sentence is a title, what follows explains it."""
    stream = ground.stream(text["slug"], "steps")
    for step in text["etapes"]:
        first, _stop, rest = step.partition(". ")
        is_titled = len(first) <= SHORT_STEP and "[" not in first
        title = first.removesuffix(".") if is_titled else ""
        explained = rest if is_titled else step
        stream.add("step", {"title": title, "text": prose.paragraph(explained, ground.link) if explained else ""})
    return stream
