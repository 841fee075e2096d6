"""A feed opened in a browser is shown with its stylesheet, rather than as a heap of signs or a download.

Browsers show application/rss+xml as plain text, or save it; the same bytes as application/xml are dressed by the CSS they
name. Only those who ask for text/html first are told so: reader programs, and the W3C's validator, want the exact type.
"""

from collections.abc import Callable, Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

FEEDS = ("application/rss+xml", "application/atom+xml")
Headers = list[tuple[str, str]]


class ReadableFeeds:
    """A WSGI application around another, outside the page cache."""

    def __init__(self, application: WSGIApplication) -> None:
        self.application = application

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if not environ["PATH_INFO"].endswith(".xml"):
            return self.application(environ, start_response)
        in_browser = environ.get("HTTP_ACCEPT", "").startswith("text/html")

        def start(status: str, headers: Headers, *error: object) -> Callable[[bytes], object]:
            return start_response(status, readable(headers) if in_browser else varying(headers), *error)  # type: ignore[arg-type]

        return self.application(environ, start)


def readable(headers: Headers) -> Headers:
    """The same answer as a document that browsers show."""
    shown = [
        (
            name,
            "application/xml; charset=utf-8" if name.lower() == "content-type" and value.startswith(FEEDS) else value,
        )
        for name, value in headers
    ]
    return varying(shown)


def varying(headers: Headers) -> Headers:
    """A cache on the way must not give a reader program what was meant for a browser."""
    return [(name, f"{value}, Accept" if name.lower() == "vary" else value) for name, value in headers]
