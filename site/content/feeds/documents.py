"""A collection of a town as a feed document: of the present, or of one month."""

import datetime as dt
from uuid import uuid5

from django.conf import settings
from wagtail.models import Site

from content.feeds import kept, spec, windows
from content.feeds.document import Archive, FeedDocument, FeedEntry, Picture
from content.feeds.spec import Collection
from content.models import Commune, ContentPage, commune_of

ICON = "max-144x144|format-png"


def current(collection: Collection, file_name: str, now: dt.datetime) -> FeedDocument:
    """What a reader program follows. file_name is « rss.xml », « atom.xml » or « feed.json »."""
    entries = kept.entries_of(collection.site, windows.latest(collection, now))
    entries = spec.as_of(collection.site, entries, now)
    before = windows.month_before(collection, now, now)
    return document(
        collection,
        tuple(entries.values()),
        feed_url=collection.address(file_name),
        hub_url=f"{collection.site.root_url}/websub/",
        previous_archive=month_address(collection, file_name, before),
    )


def of_month(collection: Collection, file_name: str, first: dt.date, now: dt.datetime) -> FeedDocument | None:
    """The archive of that month (RFC 5005 §4); None when nothing was published in it."""
    entries = kept.entries_of(collection.site, windows.in_month(collection, first, now))
    if not entries:
        return None
    start, _end = windows.bounds(first)
    archive = Archive(
        current=collection.address(file_name),
        previous=month_address(collection, file_name, windows.month_before(collection, start, now)),
        next=month_address(collection, file_name, windows.month_after(collection, first, now)),
    )
    feed_url = month_address(collection, file_name, first)
    return document(collection, tuple(entries.values()), feed_url=feed_url, archive=archive)


def month_address(collection: Collection, file_name: str, first: dt.date | None) -> str:
    """…/rss/2026/11.xml; empty without a month, and in JSON, which has no archives."""
    kind, _dot, ending = file_name.partition(".")
    return collection.address(f"{kind}/{first:%Y/%m}.xml") if first and ending == "xml" else ""


def document(collection: Collection, entries: tuple[FeedEntry, ...], **others: object) -> FeedDocument:
    site, commune = collection.site, commune_of(collection.site)
    root = site.root_page.specific
    return FeedDocument(
        title=f"{commune.name} – {collection.title}",
        description=collection.description,
        page_url=site.root_url + collection.page_path,
        author=commune.name,
        entries=entries,
        id=uuid5(root.uid, collection.path).urn if isinstance(root, ContentPage) else "",
        icon=icon_of(commune, site),
        stylesheet=f"{settings.STATIC_URL}content/feed.css",
        opened_at=root.first_published_at or root.latest_revision_created_at or dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
        **others,  # type: ignore[arg-type]
    )


def icon_of(commune: Commune, site: Site) -> Picture | None:
    """The coat of arms, small; None for a town without one."""
    if commune.coat_of_arms is None:
        return None
    try:
        rendition = commune.coat_of_arms.get_rendition(ICON)
    except OSError:
        return None
    url = rendition.url if "//" in rendition.url else site.root_url + rendition.url
    return Picture(url, "image/png", rendition.width, rendition.height)
