"""Keeping the index true to what is published. Every door leads here: a page saved, a document read, the worker's rounds."""

import hashlib
import logging
from datetime import datetime

from django.apps import apps
from django.db import models, transaction
from wagtail.models import Page

from content.generation import bump_on_commit
from content.models import ContentPage, TownDocument
from content.reading import sites
from content.schedule import stopping
from home.models import HomePage
from hub.search.models import Posting, SearchEntry
from hub.search.texts import Said, said_by
from hub.search.weighing import weights

logger = logging.getLogger("tambour.search")

FORMULA = 3
"""To be raised when words or weights are computed otherwise: every page is then indexed anew."""


def index_page(key: int, at: datetime) -> bool:
    """Brings the index up to the page's present state; answers whether anything had changed. A page that is gone is no error."""
    with transaction.atomic():
        row = Page.objects.select_for_update().filter(pk=key).first()  # the desk and the worker may come together
        page = row.specific if row and row.live else None
        said = said_by(page) if isinstance(page, ContentPage) else []
        old = {entry.document_id: entry for entry in SearchEntry.objects.filter(page_id=key).defer("body")}
        changed = [write(key, each, old.pop(each.document and each.document.pk, None), at) for each in said]
        for entry in old.values():
            entry.delete()
        if any(changed) or old:
            bump_on_commit()
    return any(changed) or bool(old)


def write(key: int, said: Said, entry: SearchEntry | None, at: datetime) -> bool:
    """Writes one entry with its terms unless it already says that."""
    mark = hashlib.sha256(f"{FORMULA}{said!r}".encode()).hexdigest()
    if entry and entry.fingerprint == mark:
        SearchEntry.objects.filter(pk=entry.pk).update(indexed_at=at)
        return False
    if entry:
        entry.delete()
    entry = SearchEntry.objects.create(
        page_id=key,
        document=said.document,
        kind=said.kind,
        title=said.title,
        lead=said.lead,
        body=said.body,
        fingerprint=mark,
        indexed_at=at,
    )
    found = weights(said.title, said.lead, said.keywords, said.body)
    postings = [Posting(entry=entry, term=term, word=word, weight=weight) for term, (word, weight) in found.items()]
    Posting.objects.bulk_create(postings, batch_size=2000)
    return True


def index_document(document: TownDocument, at: datetime) -> int:
    """Indexes anew the pages that offer it; answers how many."""
    keys = SearchEntry.objects.filter(document=document).values_list("page_id", flat=True)
    return sum(attempt(key, at) for key in list(keys))


def index_late(at: datetime) -> int:
    """What a crash between a publication and its indexing left aside; answers how many pages had changed."""
    known = SearchEntry.objects.filter(document=None)
    missing = content_pages().exclude(pk__in=known.values("page_id")).values_list("pk", flat=True)
    late = known.late().values_list("page_id", flat=True)
    gone = known.exclude(page__live=True).values_list("page_id", flat=True)
    return index_all([*missing, *late, *gone], at)


def index_everything(at: datetime) -> int:
    """Every live page; answers how many had changed. Unchanged ones cost a few readings, no writing."""
    SearchEntry.objects.exclude(page__live=True).delete()
    return index_all(list(content_pages().values_list("pk", flat=True)), at)


def index_all(keys: list[int], at: datetime) -> int:
    done = 0
    for key in keys:
        if stopping():
            break
        done += attempt(key, at)
    return done


def attempt(key: int, at: datetime) -> bool:
    try:
        return index_page(key, at)
    except Exception:  # a page that breaks must not hide the others from residents
        logger.exception("La page n° %s n’a pas pu être indexée.", key)
        return False


def content_pages() -> "models.QuerySet[Page]":
    """The live pages of every town: what should be found, all but the front pages."""
    kinds = [kind for kind in apps.get_models() if issubclass(kind, ContentPage) and kind is not HomePage]
    inside = models.Q(pk__in=[])
    for site in sites():
        inside |= models.Q(path__startswith=site.root_page.path)
    return Page.objects.live().type(*kinds).filter(inside)
