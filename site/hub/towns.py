"""Which town is asked for, remembered until an editor changes something; and where an only town answers."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from wagtail.models import Site

from content.generation import per_generation

HEALTH = "/sante/"  # answers even when the database does not
GetResponse = Callable[[HttpRequest], HttpResponseBase]


class TownMiddleware:
    """Answers Wagtail's question before it is asked: `Site.find_for_request` looks for this attribute first."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path != HEALTH:
            request._wagtail_site = town_at(request.get_host(), request.get_port())  # type: ignore[attr-defined]
        return self.get_response(request)


@per_generation
def town_at(host: str, port: str) -> Site | None:
    """The town at that host and port, its front page loaded."""
    asked = HttpRequest()
    asked.META = {"HTTP_HOST": host, "SERVER_NAME": host.partition(":")[0], "SERVER_PORT": port}
    site = Site.find_for_request(asked)
    if site is not None:
        site.root_page.specific  # noqa: B018 -- kept with the site, so that no page asks for it again
    return site


def follow_site_url() -> bool:
    """Moves an only town to SITE_URL, so that its absolute addresses are right; with several, each keeps its own.

    True when it moved.
    """
    url = urlsplit(settings.SITE_URL)
    wanted = url.hostname or "localhost", url.port or (443 if url.scheme == "https" else 80)
    towns = list(Site.objects.all()[:2])
    if len(towns) != 1 or (towns[0].hostname, towns[0].port) == wanted:
        return False
    towns[0].hostname, towns[0].port = wanted
    towns[0].save()
    return True
