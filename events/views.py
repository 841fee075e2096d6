"""The agenda for other programs and other sites: calendars to follow, open data, a frame to show elsewhere."""

import hashlib
from datetime import date, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from content.feeds.document import LICENCE_URL
from content.feeds.documents import icon_of
from content.feeds.spec import Collection, calendar_steps
from content.feeds.views import collection_of
from content.models import Commune, commune_of
from events import display
from events.calendars import calendar_response, for_everybody
from events.css_colours import nearest_name
from events.ical import CalendarHead, kept_visible
from events.models import Occurrence
from events.open_events import calendar_entries, narrowed, open_events, open_town
from events.opendata import write_csv, write_json
from events.zones import zone_of

SHOWN = 20  # dates in the frame: a month of a small town


@require_safe
def calendar(request: HttpRequest, collection: str, file_name: str) -> HttpResponse:
    """The collection as a calendar to follow; `google.ics` keeps what is cancelled in sight there. 404 for an unknown one."""
    found = collection_of(request, collection)
    commune = commune_of(found.site)
    entries = calendar_entries(found, local_day(commune, timezone.now()))
    rewritten = kept_visible if file_name == "google.ics" else bytes
    return calendar_response(request, head_of(found, commune, file_name), entries, file_name, rewritten)


def head_of(collection: Collection, commune: Commune, file_name: str) -> CalendarHead:
    icon = icon_of(collection.site)
    return CalendarHead(
        name=name_of(collection, commune),
        description=collection.description,
        page=collection.site.root_url + collection.page_path,
        source=collection.address(file_name),
        zone=zone_of(commune.insee_code),
        colour=nearest_name(commune.colour_1),
        picture=icon.url if icon else "",
    )


def name_of(collection: Collection, commune: Commune) -> str:
    """« Agenda de Valombreuse-sur-Lise : Culture »."""
    whole = _("Agenda %(of_town)s") % {"of_town": commune.de_name}
    return f"{whole} : {collection.narrowed_to}" if collection.narrowed_to else whole


@require_safe
def open_data(request: HttpRequest, collection: str, file_name: str) -> HttpResponse:
    """The collection's dates as `agenda.json` or `agenda.csv`, under the Licence Ouverte. 404 for an unknown one."""
    found = collection_of(request, collection)
    commune = commune_of(found.site)
    events, town = open_events(found, local_day(commune, timezone.now())), open_town(commune)
    if file_name == "agenda.csv":
        body, media_type = write_csv(events, town), "text/csv; charset=utf-8; header=present"
    else:
        page = found.site.root_url + found.page_path
        body, media_type = write_json(name_of(found, commune), page, events, town), "application/json"
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    response = get_conditional_response(request, etag=etag) or HttpResponse(body, content_type=media_type)
    response["ETag"] = etag
    response["Link"] = f'<{LICENCE_URL}>; rel="license"'
    return for_everybody(response, file_name)


@require_safe
@xframe_options_exempt
def embedded(request: HttpRequest, collection: str) -> HttpResponse:
    """What is coming, for a frame on somebody else's site: the only address that may be framed. 404 for an unknown one."""
    found, now = collection_of(request, collection), timezone.now()
    commune = commune_of(found.site)
    rows = narrowed(Occurrence.objects.for_site(found.site), found)
    values = [row.value(found.site) for row in rows.upcoming(now)[:SHOWN]]
    today = local_day(commune, now)
    last = max([today, *(value.timing.day for value in values)])
    moved = [row.value(found.site) for row in rows.moved_from(today, last)]
    context = {
        "heading": name_of(found, commune),
        "days": display.days(values, moved, today, last, today),
        "more": f"{found.site.root_url}{found.page_path}",
        "subscribe": f"{found.site.root_url}{calendar_steps(found.path)}",
    }
    response = render(request, "events/embedded.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


def local_day(commune: Commune, now: datetime) -> date:
    """The day it is in the town."""
    return now.astimezone(zone_of(commune.insee_code)).date()
