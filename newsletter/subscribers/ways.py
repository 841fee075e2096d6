"""The pages that show every way to be told: e-mail, calendar, feeds, paper."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Site

from content.feeds.document import LICENCE_NAME, LICENCE_URL
from content.feeds.spec import by_kind, collections


def site_of(request: HttpRequest) -> Site:
    """The town asked for. Raises Http404 when no site answers at that address."""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    return site


@require_safe
def ways(request: HttpRequest) -> HttpResponse:
    site_of(request)
    return render(request, "newsletter/subscribe/ways.html")


@require_safe
def feeds(request: HttpRequest) -> HttpResponse:
    """Every feed of the town, under headings; each leads to the page that gives its addresses."""
    groups = [
        {
            "title": heading,
            "feeds": [
                {
                    "title": str(each.narrowed_to or each.spec.title),
                    "url": f"/{each.path}/flux/",
                    "answer": "" if each.narrowed_to else each.description,
                }
                for each in found
            ],
        }
        for heading, found in by_kind(collections(site_of(request)))
    ]
    facts = [
        {"label": _("Formats"), "value": _("RSS, Atom et JSON Feed")},
        {"label": _("Texte"), "value": _("complet, avec les rectificatifs")},
        {"label": _("Licence"), "value": LICENCE_NAME, "url": LICENCE_URL},
    ]
    return render(request, "newsletter/subscribe/feeds.html", {"groups": groups, "facts": facts})
