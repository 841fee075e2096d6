"""Pictures residents see. Originals and documents are never served from here: Wagtail's own view checks who may read them."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.templatetags.static import static as address_of
from django.views.decorators.http import require_safe
from django.views.static import serve


@require_safe
def rendition(request: HttpRequest, path: str) -> HttpResponseBase:
    """A resized picture. Its name changes with its bytes, so it may be kept for a month; other sites' readers may show it."""
    try:
        response = serve(request, path, document_root=str(settings.MEDIA_ROOT / "images"))
    except (OSError, ValueError) as error:  # a name no file can have: too long, a null
        raise Http404 from error
    response["Cache-Control"] = "public, max-age=2592000"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


@require_safe
def icon(request: HttpRequest) -> HttpResponse:
    """For whoever asks for an icon without having read a page: feed readers, tabs that show a mail or a file."""
    response = redirect(address_of("img/icon.svg"))
    response["Cache-Control"] = "public, max-age=86400"
    return response
