"""The addresses of feeds."""

import datetime as dt
import hashlib
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.http import require_safe
from wagtail.models import Site

from content import generation
from content.feeds import atom, documents, jsonfeed, opml, rss
from content.feeds.document import FeedDocument
from content.feeds.spec import Collection, by_kind, collections, find
from content.models import JournalLine, commune_of

SECONDS = 300  # how long a reader may keep its copy, and how long what depends on the hour may wait
ARCHIVE_SECONDS = 86400
REMEMBERED = 2000


@dataclass(frozen=True)
class Format:
    file_name: str
    media_type: str
    write: Callable[[FeedDocument], bytes]


FORMATS = {
    format.file_name: format
    for format in (
        Format("rss.xml", rss.MEDIA_TYPE, rss.write),
        Format("atom.xml", atom.MEDIA_TYPE, atom.write),
        Format("feed.json", jsonfeed.MEDIA_TYPE, jsonfeed.write),
    )
}


@dataclass(frozen=True)
class Validators:
    """What tells a reader that its copy is still good (RFC 9110 §8.8)."""

    etag: str
    changed: int | None


class Memory(OrderedDict[object, Validators]):
    """The validators of the feeds last asked for: a few bytes each, so that a 304 costs no rendering."""

    def remember(self, key: object, validators: Validators) -> None:
        self[key] = validators
        while len(self) > REMEMBERED:
            self.popitem(last=False)


known = Memory()


@require_safe
def feed(request: HttpRequest, collection: str, file_name: str) -> HttpResponse:
    """The collection as RSS, Atom or JSON Feed; 404 for one the town does not have, 304 for a reader that has these bytes."""
    found, now, format = collection_of(request, collection), timezone.now(), FORMATS[file_name]
    moved = journal_of(found)
    key = (request.get_host(), found.path, file_name, generation.current(), moved, now.timestamp() // SECONDS)
    validators = known.get(key)
    if validators and (unchanged := not_modified(request, validators)):
        return with_headers(unchanged, found, format, validators)
    document = documents.current(found, file_name, now)
    body = format.write(document)
    changed = max(filter(None, [moved[1], document.updated]), default=None)
    validators = Validators(etag_of(body), int(min(changed, now).timestamp()) if changed else None)
    known.remember(key, validators)
    response = not_modified(request, validators) or HttpResponse(
        body, content_type=f"{format.media_type}; charset=utf-8"
    )
    return with_headers(response, found, format, validators)


@require_safe
def archive(request: HttpRequest, collection: str, kind: str, year: str, month: str) -> HttpResponse:
    """What the collection published in one month, as RSS or Atom; 404 for a month without anything."""
    found, format = collection_of(request, collection), FORMATS[f"{kind}.xml"]
    document = documents.of_month(found, format.file_name, dt.date(int(year), int(month), 1), timezone.now())
    if document is None:
        raise Http404
    body = format.write(document)
    validators = Validators(etag_of(body), int(document.updated.timestamp()) if document.updated else None)
    response = not_modified(request, validators) or HttpResponse(
        body, content_type=f"{format.media_type}; charset=utf-8"
    )
    return validated(response, validators, ARCHIVE_SECONDS)


@require_safe
def subscriptions(request: HttpRequest) -> HttpResponse:
    """Every feed of the town in one OPML file."""
    site = site_of(request)
    name = commune_of(site).name
    groups = [
        opml.Group(heading, tuple(subscription(each, name) for each in found))
        for heading, found in by_kind(collections(site))
    ]
    body = opml.write(name, f"{site.root_url}/", groups)
    validators = Validators(etag_of(body), None)
    response = not_modified(request, validators) or HttpResponse(body, content_type=f"{opml.MEDIA_TYPE}; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="flux.opml"'
    return validated(response, validators, SECONDS)


def subscription(collection: Collection, town: str) -> opml.Subscription:
    page_url = collection.site.root_url + collection.page_path
    return opml.Subscription(
        f"{town} – {collection.title}", collection.address("rss.xml"), page_url, collection.description
    )


@require_safe
def whole_site(request: HttpRequest) -> HttpResponse:
    """« /tout/ » is a collection without a list of its own: its page is the one that tells of its feed."""
    return HttpResponsePermanentRedirect("/tout/flux/")


def site_of(request: HttpRequest) -> Site:
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    return site


def collection_of(request: HttpRequest, path: str) -> Collection:
    found = find(site_of(request), path)
    if found is None:
        raise Http404
    return found


def journal_of(collection: Collection) -> tuple[int | None, dt.datetime | None]:
    """Where the journal of the town stands for that collection: its last line, and when it was written."""
    lines = JournalLine.objects.for_site(collection.site)
    if not collection.spec.is_whole_site:
        lines = lines.filter(collection=collection.spec.prefix)
    last = lines.aggregate(number=Max("pk"), at=Max("at"))
    return last["number"], last["at"]


def etag_of(body: bytes) -> str:
    return f'"{hashlib.sha256(body).hexdigest()[:32]}"'


def not_modified(request: HttpRequest, validators: Validators) -> HttpResponse | None:
    """304 when the reader's copy is still good; None otherwise."""
    answer = get_conditional_response(request, etag=validators.etag, last_modified=validators.changed)
    return answer if isinstance(answer, HttpResponse) and answer.status_code == 304 else None


def with_headers(
    response: HttpResponse, collection: Collection, format: Format, validators: Validators
) -> HttpResponse:
    """The headers of a current feed: its validators, its hub and itself (WebSub §4), and its freedom."""
    hub, own = f"{collection.site.root_url}/websub/", collection.address(format.file_name)
    response["Link"] = f'<{hub}>; rel="hub", <{own}>; rel="self"'
    return validated(response, validators, SECONDS)


def validated(response: HttpResponse, validators: Validators, seconds: int) -> HttpResponse:
    response["ETag"] = validators.etag
    if validators.changed is not None:
        response["Last-Modified"] = http_date(validators.changed)
    response["Cache-Control"] = f"public, max-age={seconds}"
    response["Access-Control-Allow-Origin"] = "*"
    return response
