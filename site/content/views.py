"""What the kernel serves itself: the town's colours, its engravings, the cards of its pages."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site

from content import cards, engravings, theme
from content.models import ContentPage, commune_of

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


@require_safe
def card(request: HttpRequest, page_id: int, fingerprint: str) -> HttpResponse:
    """The image of a page that is shared. An older address leads to the present card: what was shared keeps an image."""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    found = Page.objects.live().public().descendant_of(site.root_page, inclusive=True).filter(pk=page_id).first()
    page = found.specific if found else None
    if not isinstance(page, ContentPage):
        raise Http404
    value = page.card(site)
    if fingerprint != value.fingerprint:
        return redirect("card", page_id, value.fingerprint)
    response = HttpResponse(cards.png(value), content_type="image/png")
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    response["Cache-Control"] = FOR_EVER
    return response
