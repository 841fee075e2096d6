"""What a town tells machines that visit it: where its pages are, what is not for them, whom to warn of a flaw."""

from hashlib import sha256

from django.db.models import Max, OuterRef, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site
from wagtail.query import PageQuerySet

from content.models import JournalLine, commune_of

PER_FILE = 5000  # of the 50,000 that sitemaps.org allows: a file stays under a megabyte
WITHOUT_A_PAGE = ("/recevoir/", "/recevoir/courriel/", "/recevoir/papier/", "/agenda/proposer/")
HOUR = "public, max-age=3600"


def town_asked(request: HttpRequest) -> Site:
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    return site


def answer(body: str, kind: str) -> HttpResponse:
    """With a validator, so that a robot that comes back downloads nothing (the page cache compares it)."""
    response = HttpResponse(body, content_type=f"{kind}; charset=utf-8")
    response["ETag"] = f'"{sha256(body.encode()).hexdigest()[:24]}"'
    response["Cache-Control"] = HOUR
    return response


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """RFC 9309. Names nothing secret: a robots.txt is read by everybody."""
    site = town_asked(request)
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /recherche/",
        "Disallow: /*affiche.pdf$",
        "",
        f"Sitemap: {site.root_url}/sitemap.xml",
        "",
    ]
    return answer("\n".join(lines), "text/plain")


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """RFC 9116. Nothing at this address while the town has no mailbox."""
    site = town_asked(request)
    email = commune_of(site).email
    if not email:
        raise Http404
    first = timezone.localdate().replace(day=1)
    lines = [
        f"Contact: mailto:{email}",
        f"Expires: {first.replace(year=first.year + 1).isoformat()}T00:00:00Z",
        "Preferred-Languages: fr",
        f"Canonical: {site.root_url}/.well-known/security.txt",
        "",
    ]
    return answer("\n".join(lines), "text/plain")


@require_safe
def sitemap(request: HttpRequest, number: int | None = None) -> HttpResponse:
    """sitemaps.org 0.9: every public page, or the list of the files that hold them when there are too many for one."""
    site = town_asked(request)
    pages = public_pages(site)
    files = -(-pages.count() // PER_FILE)
    if number is None and files > 1:
        addresses = [f"{site.root_url}/sitemap-{each}.xml" for each in range(1, files + 1)]
        return answer(render_to_string("sitemap_index.xml", {"addresses": addresses}), "application/xml")
    place = 1 if number is None else number
    if not 1 <= place <= max(1, files):
        raise Http404
    entries = [
        (
            f"{site.root_url}/{url_path[len(site.root_page.url_path) :]}",
            changed and timezone.localtime(changed).isoformat(timespec="seconds"),
        )
        for url_path, changed in pages[(place - 1) * PER_FILE : place * PER_FILE]
    ]
    if place == 1:
        entries += [(f"{site.root_url}{path}", None) for path in WITHOUT_A_PAGE]
    return answer(render_to_string("sitemap.xml", {"entries": entries}), "application/xml")


def public_pages(site: Site) -> PageQuerySet:
    """Address in the tree and last change that readers would call one, of every page anybody may read, in the tree's order."""
    changes = (
        JournalLine.objects.filter(page=OuterRef("pk"))
        .order_by()
        .values("page")
        .annotate(last=Max("at"))
        .values("last")
    )
    return (
        Page.objects.live()
        .public()
        .descendant_of(site.root_page, inclusive=True)
        .exclude(expire_at__lte=timezone.now())
        .order_by("path")
        .values_list("url_path", Subquery(changes))
    )
