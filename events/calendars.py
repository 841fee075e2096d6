"""Calendars over HTTP: one indexed query decides whether a subscriber already has these bytes."""

import hashlib
from dataclasses import astuple

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from events.ical import CalendarHead, write_calendar
from events.models.occurrence import CalendarEntryQuerySet

MEDIA_TYPE = "text/calendar; charset=utf-8"


def calendar_response(
    request: HttpRequest, head: CalendarHead, entries: CalendarEntryQuerySet, file_name: str
) -> HttpResponse:
    """The entries as one calendar with a strong validator, or 304.

    Never negotiated nor redirected, and shown inline: some clients send no Accept header and follow nothing.
    """
    states = list(entries.values_list("event_id", "sequence", "digest", "changed_at"))
    etag = f'"{hashlib.sha256(repr((astuple(head), states)).encode()).hexdigest()[:32]}"'
    changed = max((changed_at for *_rest, changed_at in states), default=None)
    last_modified = int(changed.timestamp()) if changed else None
    unchanged = get_conditional_response(request, etag=etag, last_modified=last_modified)
    if unchanged is not None and unchanged.status_code == 304:
        response: HttpResponse = unchanged
    else:
        fragments = entries.values_list("fragment", flat=True)
        response = HttpResponse(write_calendar(head, map(bytes, fragments)), content_type=MEDIA_TYPE)
        response["Content-Disposition"] = f'inline; filename="{file_name}"'
        response["X-Robots-Tag"] = "noindex"
    response["ETag"] = etag
    if last_modified is not None:
        response["Last-Modified"] = http_date(last_modified)
    response["Cache-Control"] = "public, max-age=900"
    response["Access-Control-Allow-Origin"] = "*"
    return response
