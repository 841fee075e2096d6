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
            written = NewsCorrection(at=at, text=correction["texte"])
            yield Step(at, page, partial(page.corrections.add, written))


def fill(ground: Ground, page: NewsPage, text: Text) -> None:
    ground.classify(page, text)
    page.standfirst = text["chapo"]
    page.signatory = ground.organizers[text["signataire"]]
    page.pinned = text.get("epinglee", False)
    page.sources = [
        NewsSource(sort_order=order, title=source["titre"], url=ground.address(source.get("acte")))
        for order, source in enumerate(text.get("sources", []))
    ]
    stream = ground.stream(text["slug"])
    ground.write_body(stream, text["corps"], text["titre"])
    ground.attach(stream, text.get("pieces_jointes", []))
    page.body = stream.json()
