"""The page of a feed for people: what it is, its addresses to copy, what is in it now."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from content.dates import long_date, month_year
from content.feeds import kept, spec, windows
from content.feeds.document import LICENCE_NAME, LICENCE_URL, FeedEntry
from content.feeds.spec import Collection
from content.feeds.views import collection_of

SHOWN = 5
MONTHS = 12


@require_safe
def feed_page(request: HttpRequest, collection: str) -> HttpResponse:
    """« Ceci est un flux… »; 404 for a collection the town does not have."""
    found, now = collection_of(request, collection), timezone.now()
    keys = windows.latest(found, now)
    entries = spec.as_of(found, kept.entries_of(found.site, keys[:SHOWN]), now)
    context = {
        "collection": found,
        "trail": [
            {"title": _("Recevoir"), "url": "/recevoir/"},
            {"title": _("Flux"), "url": "/recevoir/flux/"},
            {"title": found.title},
        ],
        "addresses": addresses(found),
        "facts": facts(found, keys),
        "latest": [latest_line(entries[key.page], key.at, now) for key in keys[:SHOWN]],
        "months": [
            {"title": month_year(month), "url": f"/{found.path}/rss/{month:%Y/%m}.xml"}
            for month in windows.months(found, now)[:MONTHS]
        ],
        "calendar_path": spec.calendar_steps(found.path) if found.spec.prefix == "agenda" else "",
    }
    return render(request, "content/feeds/feed_page.html", context)


def latest_line(entry: FeedEntry, at: datetime, now: datetime) -> dict[str, str]:
    day = long_date(timezone.localdate(at), timezone.localdate(now))
    return {"title": entry.title, "url": entry.url, "answer": day}


def addresses(collection: Collection) -> list[dict[str, str]]:
    """The same feed in its three formats, the one that every reader knows first."""
    return [
        {"id": "rss", "label": _("Adresse du flux (RSS)"), "value": collection.address("rss.xml")},
        {"id": "atom", "label": _("En Atom"), "value": collection.address("atom.xml")},
        {"id": "json", "label": _("En JSON Feed"), "value": collection.address("feed.json")},
    ]


def facts(collection: Collection, keys: list[kept.Key]) -> list[dict[str, Any]]:
    """The margin: how much there is, since when it has not moved, on what terms it may be used."""
    found: list[dict[str, Any]] = [{"label": _("Dans ce flux"), "value": counted(len(keys))}]
    if keys:
        day = timezone.localdate(max(key.at for key in keys))
        found.append(
            {
                "label": _("Dernière nouveauté"),
                "value": long_date(day, timezone.localdate()),
                "datetime": day.isoformat(),
            }
        )
    found.append({"label": _("Texte"), "value": _("complet, avec les rectificatifs")})
    found.append({"label": _("Licence"), "value": LICENCE_NAME, "url": LICENCE_URL})
    return found


def counted(number: int) -> str:
    if number == 0:
        return _("rien encore")
    return _("une publication") if number == 1 else _("%(number)s publications") % {"number": number}
