"""The news, as it was published and corrected."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from hub.demo.chronicle import Step
from hub.demo.ground import Ground
from news.models import NewsCorrection, NewsPage, NewsSource

Text = dict[str, Any]


def write(ground: Ground) -> Iterator[Step]:
    """Plants every piece of news, then yields when each was published, and each correction."""
    texts = ground.read("actualites")
    pages = [ground.plant(ground.sections.news, NewsPage(title=text["titre"]), text["slug"]) for text in texts]
    for page, text in zip(pages, texts, strict=True):
        yield Step(ground.calendar.moment(text["jour"], text["heure"]), page, partial(fill, ground, page, text))
        for correction in text.get("corrections", []):
            at = ground.calendar.moment(correction["jour"], correction["heure"])
            written = NewsCorrection(at=at, mistake=correction["faux"], text=correction["vrai"])
            yield Step(at, page, partial(page.corrections.add, written))


def fill(ground: Ground, page: NewsPage, text: Text) -> None:
    ground.classify(page, text)
    page.standfirst = text["chapo"]
    page.signatory = ground.organizers[text["signataire"]]
    page.pinned = text.get("epinglee", False)
    page.sources = [source_of(ground, order, source) for order, source in enumerate(text.get("sources", []))]
    page.body = body(ground, text)


def source_of(ground: Ground, order: int, text: Text) -> NewsSource:
    """A reference: an act of the town, one of its documents, another site's page, or a paper at the town hall."""
    return NewsSource(
        sort_order=order,
        title=text["titre"],
        url=text.get("adresse") or ground.address(text.get("acte")),
        document=ground.documents[text["document"]] if "document" in text else None,
        note=text.get("note", ""),
        consulted_on=ground.calendar.day(text["consulte"]) if "consulte" in text else None,
    )


def body(ground: Ground, text: Text) -> str:
    """The text, then what goes with it: figures, whom to call, documents."""
    stream = ground.stream(text["slug"])
    ground.write_body(stream, text["corps"], text["titre"])
    if figures := text.get("chiffres"):
        rows = [{"value": figure["chiffre"], "label": figure["quoi"]} for figure in figures]
        stream.add("key_figures", {"figures": stream.items(rows)})
    if contact := text.get("contact"):
        stream.add("contact", contact_of(ground, contact))
    ground.attach(stream, text.get("pieces_jointes", []))
    return stream.json()


def contact_of(ground: Ground, text: Text) -> Text:
    """Whom to call: an organizer, a place, or somebody named here."""
    organizer, place = text.get("organisateur"), text.get("lieu")
    return {
        "organizer": ground.organizers[organizer].pk if organizer else None,
        "place": ground.places[place].pk if place else None,
        "name": text.get("nom", ""),
        "role": text.get("qualite", ""),
        "phone": text.get("telephone", ""),
        "email": text.get("courriel", ""),
        "address": text.get("adresse", ""),
        "hours": text.get("quand", ""),
    }
