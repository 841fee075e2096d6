"""Calendars over HTTP: one indexed query decides whether a subscriber already has these bytes."""

import hashlib
from collections.abc import Callable
from dataclasses import astuple

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from events.ical import CalendarHead, write_calendar
from events.models.occurrence import CalendarEntryQuerySet

MEDIA_TYPE = "text/calendar; charset=utf-8"
SECONDS = 900


def calendar_response(
    request: HttpRequest,
    head: CalendarHead,
    entries: CalendarEntryQuerySet,
    file_name: str,
    rewritten: Callable[[bytes], bytes] = bytes,
) -> HttpResponse:
    """The entries as one calendar with a strong validator, or 304; each fragment passes through `rewritten`.

    Never negotiated nor redirected, and shown inline: some clients send no Accept header and follow nothing.
    """
    state = entries.state()
    etag = f'"{hashlib.sha256(repr((file_name, astuple(head), state)).encode()).hexdigest()[:32]}"'
    changed_at = state["changed_at"]
    last_modified = int(changed_at.timestamp()) if changed_at else None
    unchanged = get_conditional_response(request, etag=etag, last_modified=last_modified)
    if unchanged is not None and unchanged.status_code == 304:
        response: HttpResponse = unchanged
    else:
        fragments = entries.values_list("fragment", flat=True)
        response = HttpResponse(
            write_calendar(head, (rewritten(bytes(each)) for each in fragments)), content_type=MEDIA_TYPE
        )
    response["ETag"] = etag
    if last_modified is not None:
        response["Last-Modified"] = http_date(last_modified)
    return for_everybody(response, file_name)


def one_date_response(request: HttpRequest, head: CalendarHead, fragment: bytes, file_name: str) -> HttpResponse:
    """A calendar of a single date, or 304."""
    body = write_calendar(head, [fragment])
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    response = get_conditional_response(request, etag=etag) or HttpResponse(body, content_type=MEDIA_TYPE)
    response["ETag"] = etag
    return for_everybody(response, file_name)


def for_everybody(response: HttpResponse, file_name: str) -> HttpResponse:
    """The headers of what other programs fetch: any site may, no search engine shows it, a browser opens it in place."""
    response["Content-Disposition"] = f'inline; filename="{file_name}"'
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = f"public, max-age={SECONDS}"
    response["Access-Control-Allow-Origin"] = "*"
    return response
