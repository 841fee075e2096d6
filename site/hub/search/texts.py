"""What is said by a page, and by the documents it offers, ready to be indexed.

A page is found by its title, its standfirst and whatever its model declares as `index.SearchField`: a new kind of page
needs nothing here. `more` adds what some kinds say elsewhere than in their own fields.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import singledispatch
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils.text import capfirst
from wagtail.models import ReferenceIndex
from wagtail.search import index

from alerts.models import AlertPage
from content.models import ContentPage, TownDocument
from events.models import EventPage
from home.models import HomePage, ProcedurePage
from hub.search.kinds import Kind
from news.models import NewsPage
from newsletter.models import BulletinPage

PAGE_BREAK = "\f"
_KINDS = {
    AlertPage: Kind.ALERT,
    BulletinPage: Kind.BULLETIN,
    EventPage: Kind.EVENT,
    NewsPage: Kind.NEWS,
    ProcedurePage: Kind.PROCEDURE,
}
_NOT_THE_BODY = {"title", "standfirst", "answer", "slug", "draft_title"}


@dataclass(frozen=True)
class Said:
    """One thing to find. KEYWORDS are found but never shown; in BODY a form feed parts the pages of a document."""

    kind: Kind
    title: str
    lead: str = ""
    body: str = ""
    keywords: str = ""
    document: TownDocument | None = field(default=None, compare=False)


def said_by(page: ContentPage) -> list[Said]:
    """The page, then each document it offers. Nothing for the front page, which only repeats the others, nor outside a town."""
    if isinstance(page, HomePage) or page.site is None:
        return []
    own = Said(_KINDS.get(type(page), Kind.PAGE), page.title, lead_of(page), body_of(page), keywords_of(page))
    return [own, *(said_in(document) for document in documents_of(page))]


def lead_of(page: ContentPage) -> str:
    if isinstance(page, ProcedurePage) and page.answer:
        return f"{capfirst(page.answer)}. {page.standfirst}"
    return page.standfirst


def body_of(page: ContentPage) -> str:
    """Block after block, one a line."""
    return "\n".join(text for text in (*more(page), *declared(page, page.get_search_fields())) if text.strip())


def declared(item: Any, fields: Iterable[Any]) -> Iterator[str]:
    """What the fields declared to Wagtail's index say, those of related rows too."""
    for each in fields:
        if isinstance(each, index.RelatedFields):
            for row in rows(each.get_value(item)):
                yield from declared(row, each.fields)
        elif isinstance(each, index.SearchField) and each.field_name not in _NOT_THE_BODY:
            yield from texts(each.get_value(item))


def rows(value: Any) -> Iterable[Any]:
    if value is None:
        return []
    return value.all() if hasattr(value, "all") else [value]


def texts(value: Any) -> list[str]:
    if isinstance(value, list | tuple):
        return [text for each in value for text in texts(each)]
    return [str(value)] if value else []


def keywords_of(page: ContentPage) -> str:
    names = [topic.name for topic in page.topic_list] + [district.name for district in page.district_list]
    kind = f"bulletin municipal {page.month_label}" if isinstance(page, BulletinPage) else ""
    return " ".join([*names, page.signatory.name if page.signatory else "", kind])


@singledispatch
def more(page: ContentPage) -> list[str]:
    """What that kind of page says beside the fields it declares."""
    return []


@more.register
def _event(page: EventPage) -> list[str]:
    place = [page.place.name, page.place.address] if page.place else []
    when = page.sentence(page.local_today())
    told = [page.state.word, page.status_message, page.price_text, page.ages, page.registration, page.place_detail]
    return [capfirst(when), ", ".join(place), *told]


@more.register
def _alert(page: AlertPage) -> list[str]:
    updates = [text for update in page.updates.all() for text in (update.title, update.text)]
    return [page.get_level_display(), *(line.text for line in page.instructions.all()), *updates]


@more.register
def _bulletin(page: BulletinPage) -> list[str]:
    issue = page.frozen
    paragraphs = issue.text.split("\n\n") if issue else []  # whose lines are cut for mail
    return [f"N° {page.number}, {page.month_label}", *(" ".join(paragraph.split()) for paragraph in paragraphs)]


def documents_of(page: ContentPage) -> list[TownDocument]:
    """Those the page itself links to or attaches, wherever it does.

    Read from the page as it is published: Wagtail's table of references is only brought up to date later, by the worker.
    """
    kind = ContentType.objects.get_for_model(TownDocument).pk
    found = ReferenceIndex._extract_references_from_object(page)
    keys = {str(key) for content_type, key, *_path in found if content_type == kind}
    return list(TownDocument.objects.filter(pk__in=keys).select_related("text").order_by("pk"))


def said_in(document: TownDocument) -> Said:
    """Its title and its words, once read. Its weight is noted meanwhile: residents' results would else pay for it."""
    document.get_file_size()
    text = getattr(document, "text", None)
    return Said(
        Kind.DOCUMENT,
        document.title,
        body=PAGE_BREAK.join(text.pages) if text else "",
        keywords=document.filename.rpartition(".")[0],
        document=document,
    )
