"""The headers that keep a page to itself, beside those of Django's SecurityMiddleware: policy, devices, sharing.

Residents' pages allow no inline script nor style at all. The editors' desk has two relaxations: Wagtail writes inline
scripts, and its text editor <style> elements. A view that may be framed by other sites wears Django's
`xframe_options_exempt`.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

GetResponse = Callable[[HttpRequest], HttpResponseBase]

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "media-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
# The desk frames its own previews, Wagtail's templates hold inline scripts, and its text editor writes <style> elements
# whose words depend on the buttons offered: no hash would follow. Style attributes stay refused.
DESK_POLICY = POLICY | {
    "script-src": "'self' 'unsafe-inline'",
    "style-src-elem": "'self' 'unsafe-inline'",
    "frame-src": "'self'",
    "frame-ancestors": "'self'",
}
FRAMED_POLICY = POLICY | {"frame-ancestors": "*"}

DESK = "/admin/"
NO_DEVICE = "browsing-topics=(), camera=(), geolocation=(), microphone=(), payment=(), usb=()"


def written(policy: dict[str, str]) -> str:
    return "; ".join(f"{name} {value}" for name, value in policy.items())


class SecurityHeaders:
    """Middleware, first in the list. A header that a view has set is left as it is."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.public, self.desk, self.framed = written(POLICY), written(DESK_POLICY), written(FRAMED_POLICY)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.path.startswith(DESK):
            response.headers["X-Frame-Options"] = "SAMEORIGIN"  # Django has said DENY; the preview panel is a frame
        response.headers.setdefault("Content-Security-Policy", self.policy(request, response))
        response.headers.setdefault("Permissions-Policy", NO_DEVICE)
        for name, value in self.sharing(request, response).items():
            response.headers.setdefault(name, value)
        return response

    def policy(self, request: HttpRequest, response: HttpResponseBase) -> str:
        if getattr(response, "xframe_options_exempt", False):
            return self.framed
        preview = getattr(request, "is_preview", False)  # a page drawn for the desk, which frames it
        return self.desk if preview or request.path.startswith(DESK) else self.public

    @staticmethod
    def sharing(request: HttpRequest, response: HttpResponseBase) -> dict[str, str]:
        """Pages stay with us; images must show in webmail and feed readers (Fetch standard, CORP)."""
        if request.path.startswith(settings.MEDIA_URL) or getattr(response, "xframe_options_exempt", False):
            return {"Cross-Origin-Resource-Policy": "cross-origin"}
        if response.headers.get("Content-Type", "").startswith("text/html"):
            return {"Cross-Origin-Resource-Policy": "same-origin"}
        return {}
