"""Entries rendered once per revision and kept, so that a feed costs two queries however long its articles are."""

import json
import logging
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import DatabaseError, transaction
from wagtail.models import Page, Site

from content import generation
from content.feeds.document import Category, Enclosure, FeedEntry, Picture
from content.feeds.spec import Entries, maker_of
from content.models import RenderedEntry

FORM = 1  # raise it when the code renders otherwise: everything is then rendered anew
logger = logging.getLogger("tambour.feeds")


@dataclass(frozen=True)
class Key:
    """A page to be shown in a feed: enough to know whether what is kept of it is still good."""

    page: int
    revision: int | None
    path: str
    at: datetime


def entries_of(site: Site, keys: Iterable[Key]) -> Entries:
    """The entry of each page, in the order of the keys; those not kept yet are rendered, then kept."""
    asked = {key.page: key for key in keys}
    found = {
        row.page_id: read(row)
        for row in RenderedEntry.objects.of_pages(asked)
        if is_good(row, asked[row.page_id], site)
    }
    missing = asked.keys() - found.keys()
    if missing:
        found |= render(site, missing)
    return {page: found[page] for page in asked if page in found}


def is_good(row: RenderedEntry, key: Key, site: Site) -> bool:
    """The town's address is part of every entry: it may have moved since."""
    address = site.root_url + "/" + key.path[len(site.root_page.url_path) :]
    return (row.revision, row.form, row.facts["url"]) == (key.revision, FORM, address)


def render(site: Site, pages: Iterable[int]) -> Entries:
    before = generation.current()
    made: Entries = {}
    rows = []
    for page in Page.objects.filter(pk__in=pages).specific():
        make = maker_of(type(page))
        if make is None:
            continue
        page.site = site
        made[page.pk] = entry = make(page)
        rows.append(RenderedEntry(page_id=page.pk, revision=page.live_revision_id, form=FORM, **written(entry)))
    if generation.current() == before:  # what was published meanwhile may not be in what we have read
        keep(rows)
    return made


def keep(rows: list[RenderedEntry]) -> None:
    """Keeping is an economy, never a duty: where it cannot be done the feed is answered all the same."""
    try:
        with transaction.atomic():
            RenderedEntry.objects.bulk_create(
                rows, update_conflicts=True, unique_fields=["page"], update_fields=["revision", "form", "html", "facts"]
            )
    except DatabaseError:
        logger.exception("Les entrées de flux n’ont pas pu être gardées.")


def written(entry: FeedEntry) -> dict[str, Any]:
    """The entry as the two fields of a row."""
    facts = json.loads(json.dumps(asdict(entry), cls=PreciseEncoder))
    return {"html": facts.pop("html"), "facts": facts}


class PreciseEncoder(DjangoJSONEncoder):
    """Django's own, but moments keep their microseconds: a kept entry must say what a fresh one says."""

    def default(self, o: Any) -> Any:
        return o.isoformat() if isinstance(o, datetime) else super().default(o)


def read(row: RenderedEntry) -> FeedEntry:
    facts = row.facts
    return FeedEntry(
        **{name: facts[name] for name in ("id", "title", "url", "summary", "author")},
        html=row.html,
        published=datetime.fromisoformat(facts["published"]),
        updated=datetime.fromisoformat(facts["updated"]),
        categories=tuple(Category(**each) for each in facts["categories"]),
        enclosures=tuple(Enclosure(**each) for each in facts["enclosures"]),
        picture=Picture(**facts["picture"]) if facts["picture"] else None,
    )


def prepare(site: Site, keys: Iterable[Key]) -> int:
    """Renders what is not kept yet, so that no reader waits for it; answers how many."""
    asked = {key.page: key for key in keys}
    facts = RenderedEntry.objects.of_pages(asked).defer("html")
    good = {row.page_id for row in facts if is_good(row, asked[row.page_id], site)}
    return len(render(site, asked.keys() - good)) if asked.keys() - good else 0
