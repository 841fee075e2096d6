"""What answers at an address where nothing is shown any more: where the page went, or that it was withdrawn.

Wagtail writes a redirect for every page that moves or changes its address, and for all those below. It forgets what our
pages route themselves (a feed, a month, one date of a series) and drops the query string: not here. A redirect names a
page, so that it never chains; one whose page is not published leads nowhere.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.encoding import uri_to_iri
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from content.models import JournalLine

DEEPEST = 12
GetResponse = Callable[[HttpRequest], HttpResponseBase]


class MovedPages:
    """Middleware, last in the list: nothing is asked of the database while pages are found."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.status_code != 404 or request.method not in {"GET", "HEAD"} or "\0" in request.get_full_path():
            return response
        site = Site.find_for_request(request)
        return (site and (elsewhere(request, site) or withdrawn(request, site))) or response


def elsewhere(request: HttpRequest, site: Site) -> HttpResponseBase | None:
    """The redirect to where the page at that address, or above it, now is."""
    whole = uri_to_iri(Redirect.normalise_path(request.get_full_path(), decode_unicode=False))
    above = paths_above(uri_to_iri(request.path))
    known = Redirect.get_for_site(site).filter(old_path__in=[whole, *above]).select_related("redirect_page")
    # With its query string first, as a site left behind had them; then the deepest; then the town's own.
    for redirect in sorted(
        known, key=lambda found: (found.old_path == whole, len(found.old_path), found.site_id or 0), reverse=True
    ):
        target = destination(redirect, request)
        if target and target != request.get_full_path():
            return HttpResponsePermanentRedirect(target) if redirect.is_permanent else HttpResponseRedirect(target)
    return None


def paths_above(path: str) -> list[str]:
    """« /a/b/c/ » as redirects keep it, and what is above: « /a/b/c », « /a/b », « /a »."""
    steps = [step for step in path.split("/") if step][:DEEPEST]
    return ["/" + "/".join(steps[:depth]) for depth in range(len(steps), 0, -1)]


def destination(redirect: Redirect, request: HttpRequest) -> str:
    """Where it leads: the page, what was asked below it, and the query string. Empty when it leads nowhere."""
    page = redirect.redirect_page
    if page and (not page.live or not page.get_url_parts()):
        return ""
    below = uri_to_iri(request.path)[len(redirect.old_path) :].lstrip("/")
    if not page:
        return "" if below else redirect.redirect_link
    query = request.META.get("QUERY_STRING", "")
    kept = f"?{query}" if query and "?" not in redirect.old_path else ""
    return f"{str(redirect.link).rstrip('/')}/{'' if '?' in redirect.old_path else below}{kept}"


def withdrawn(request: HttpRequest, site: Site) -> HttpResponseBase | None:
    """410, when the journal says that a page was shown there and is not any more (RFC 9110 §15.5.11)."""
    last = JournalLine.objects.for_site(site).filter(url=uri_to_iri(request.path)).order_by("pk").last()
    if last is None or last.kind != JournalLine.Kind.WITHDRAWN:
        return None
    return render(request, "404.html", {"withdrawn_at": last.at}, status=410)
