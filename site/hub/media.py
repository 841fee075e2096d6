"""Pictures residents see. Originals and documents are never served from here: Wagtail's own view checks who may read them."""

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe
from django.views.static import serve


@require_safe
def rendition(request: HttpRequest, path: str) -> HttpResponseBase:
    """A resized picture. Its name changes with its bytes, so it may be kept for a month; other sites' readers may show it."""
    response = serve(request, path, document_root=str(settings.MEDIA_ROOT / "images"))
    response["Cache-Control"] = "public, max-age=2592000"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
