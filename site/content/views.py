"""What the kernel serves itself: the town's colours, its engravings."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from wagtail.models import Site

from content import engravings, theme
from content.models import commune_of

FOR_EVER = "public, max-age=31536000, immutable"


def tokens_for(request: HttpRequest) -> theme.Tokens:
    """The colours of the town asked for."""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    return commune_of(site).theme


@require_safe
def theme_stylesheet(request: HttpRequest, fingerprint: str) -> HttpResponse:
    """The town's colours as a stylesheet. The address changes with the colours, so it may be kept for ever."""
    tokens = tokens_for(request)
    response = HttpResponse(theme.stylesheet(tokens), content_type="text/css; charset=utf-8")
    if fingerprint == engravings.fingerprint(tokens):
        response["Cache-Control"] = FOR_EVER
    return response


@require_safe
def engraving(request: HttpRequest, fingerprint: str, name: str) -> HttpResponse:
    """A linocut in the town's two inks."""
    if name not in engravings.NAMES:
        raise Http404
    tokens = tokens_for(request)
    response = HttpResponse(engravings.svg(name, tokens), content_type="image/svg+xml")
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    if fingerprint == engravings.fingerprint(tokens):
        response["Cache-Control"] = FOR_EVER
    return response
