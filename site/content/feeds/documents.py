"""A collection of a town as a feed document: of the present, or of one month."""

import datetime as dt
from uuid import NAMESPACE_URL, UUID, uuid5

from django.conf import settings
from wagtail.models import Site

from content.feeds import kept, spec, windows
from content.feeds.document import Archive, FeedDocument, FeedEntry, Picture
from content.feeds.spec import Collection
from content.generation import per_generation
from content.models import ContentPage, TownImage, commune_of

ICON = "max-144x144|format-png"
EPOCH = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)  # of a feed of a site that was never published


def current(collection: Collection, file_name: str, now: dt.datetime) -> FeedDocument:
    """What a reader program follows. file_name is « rss.xml », « atom.xml » or « feed.json »."""
    keys = windows.latest(collection, now)
    entries = spec.as_of(collection, kept.entries_of(collection.site, keys), now)
    before = windows.month_before_present(collection, keys, now)
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
    uid, opened_at = origin_of(site)
    return FeedDocument(
        title=f"{commune.name} – {collection.title}",
        description=collection.description,
        page_url=site.root_url + collection.page_path,
        author=commune.name,
        entries=entries,
        id=uuid5(uid, collection.path).urn,
        icon=icon_of(site),
        stylesheet=f"{settings.STATIC_URL}content/feed.css",
        opened_at=opened_at,
        **others,  # type: ignore[arg-type]
    )


@per_generation
def origin_of(site: Site) -> tuple[UUID, dt.datetime]:
    """What the identities of the town's feeds are drawn from, and when its site was opened."""
    root = site.root_page.specific
    uid = root.uid if isinstance(root, ContentPage) else uuid5(NAMESPACE_URL, site.root_url)
    return uid, root.first_published_at or EPOCH


@per_generation
def icon_of(site: Site) -> Picture | None:
    """The coat of arms, small; None for a town without one."""
    arms = commune_of(site).coat_of_arms_id
    if arms is None:
        return None
    image = TownImage.objects.get(pk=arms)  # not the commune's own, whose file several threads would open at once
    try:
        rendition = image.get_rendition(ICON)
    except OSError:
        return None
    url = rendition.url if "//" in rendition.url else site.root_url + rendition.url
    return Picture(url, "image/png", rendition.width, rendition.height)
