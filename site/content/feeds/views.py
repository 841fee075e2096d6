"""The addresses of feeds."""

import hashlib

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe
from wagtail.models import Site

from content.feeds import rss
from content.feeds.document import FeedDocument
from content.feeds.spec import SIZE, Collection, find
from content.models import commune_of


@require_safe
def rss_feed(request: HttpRequest, collection: str) -> HttpResponse:
    """The collection as RSS; 404 for one the town does not have, 304 for a reader that already has these bytes."""
    site = Site.find_for_request(request)
    found = find(site, collection) if site else None
    if site is None or found is None:
        raise Http404
    return conditional(request, rss.write(document_of(site, found, "rss.xml")), rss.MEDIA_TYPE)


def document_of(site: Site, collection: Collection, file_name: str) -> FeedDocument:
    """The collection's present state as a value."""
    commune = commune_of(site)
    entries = collection.spec.entries(site, collection.narrowed_to, timezone.now())
    return FeedDocument(
        title=f"{commune.name} – {collection.title}",
        description=str(collection.spec.audience),
        page_url=site.root_url + collection.page_path,
        feed_url=f"{site.root_url}/{collection.path}/{file_name}",
        author=commune.name,
        entries=tuple(entries)[:SIZE],
    )


def conditional(request: HttpRequest, body: bytes, media_type: str) -> HttpResponse:
    """The bytes with a strong validator, or 304."""
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    response = HttpResponse(body, content_type=f"{media_type}; charset=utf-8")
    response["ETag"] = tag
    response["Cache-Control"] = "public, max-age=0, must-revalidate"
    response["Access-Control-Allow-Origin"] = "*"
    return get_conditional_response(request, etag=tag, response=response) or response
