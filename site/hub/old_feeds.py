"""The feed addresses of the sites that communes leave: WordPress, Joomla, SPIP, Drupal. They move for good (301).

Whoever follows a commune by RSS learns of its new site by nothing else: an old address that breaks loses its readers
without a word. A topic of the same name keeps its own feed. Feeds of comments, which we do not have, are gone (410).
"""

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponseGone, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from wagtail.models import Site

from content.feeds.spec import SLUG
from content.models import Topic

NEWS, EVENTS = "/actualites/", "/agenda/"
COMMENTS = re.compile(r"^/comments/feed(/|$)|^/\d{4}/\d{2}(/\d{2})?/[\w-]+/feed(/|$)")
# WordPress: /feed/, /feed/atom/, /category/ecole/feed/, /tag/…, /author/…; The Events Calendar: /events/feed/.
WORDPRESS = re.compile(
    r"^/(?:(?P<kind>category|tag|author|categorie|events|evenements)/(?:[\w-]+/)*?(?:(?P<slug>[\w-]+)/)?)?feed(?:/(?P<format>rss|rss2|rdf|atom))?/?$"
)
OTHERS = {
    "/rss": "rss",
    "/rss/": "rss",
    "/rss.xml": "rss",
    "/rss2.xml": "rss",
    "/feed.xml": "rss",
    "/index.xml": "rss",
    "/node/feed": "rss",
    "/backend.php": "rss",
    "/backend.php3": "rss",
    "/wp-rss.php": "rss",
    "/wp-rss2.php": "rss",
    "/wp-feed.php": "rss",
    "/atom.xml": "atom",
    "/wp-atom.php": "atom",
}
ATOM = {"atom"}
GetResponse = Callable[[HttpRequest], HttpResponseBase]


class OldFeeds:
    """Middleware: answers the old address of a feed before anybody looks for a page there."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return answer(request) or self.get_response(request)


def answer(request: HttpRequest) -> HttpResponseBase | None:
    """Where the old feed at that address lives now; None for any other request."""
    if request.method not in {"GET", "HEAD"}:
        return None
    if COMMENTS.match(request.path) or request.GET.get("feed", "").startswith("comments-"):
        return HttpResponseGone("Ce site n’a pas de flux de commentaires.", content_type="text/plain; charset=utf-8")
    found = by_path(request.path) or by_query(request)
    if found is None:
        return None
    section, slug, format = found
    site = Site.find_for_request(request)
    known = (
        section == NEWS and SLUG.fullmatch(slug) and site and Topic.objects.for_site(site).filter(slug=slug).exists()
    )
    narrowed = f"theme/{slug}/" if known else ""
    return HttpResponsePermanentRedirect(f"{section}{narrowed}{'atom' if format in ATOM else 'rss'}.xml")


def by_path(path: str) -> tuple[str, str, str] | None:
    """The section, the old category's name and the format that such an address asks for."""
    if path in OTHERS:
        return NEWS, "", OTHERS[path]
    match = WORDPRESS.match(path)
    if match is None:
        return None
    kind = match["kind"] or ""
    return EVENTS if kind.startswith("ev") else NEWS, match["slug"] or "", match["format"] or "rss"


def by_query(request: HttpRequest) -> tuple[str, str, str] | None:
    """The same, where it stands after the question mark: WordPress's ?feed=, Joomla's ?format=feed, SPIP's ?page=backend."""
    asked = request.GET
    last = request.path.rstrip("/").rpartition("/")[2]
    if asked.get("feed") in {"rss", "rss2", "rdf", "atom", "feed"}:
        return NEWS, asked.get("category_name", ""), asked["feed"]
    if asked.get("format") == "feed":
        slug = re.sub(r"^\d+-|\.html$", "", last)  # Joomla: /index.php/8-ecole?format=feed
        return EVENTS if slug == "agenda" else NEWS, slug, asked.get("type", "rss")
    if last == "spip.php" and asked.get("page") in {"backend", "rss", "atom"}:
        return NEWS, "", asked["page"]
    return None
