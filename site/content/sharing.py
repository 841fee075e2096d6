"""What a page says of itself to whoever shares or indexes it: its one address, its way from the front page, its image."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode

from django.http import HttpRequest
from django.urls import reverse
from wagtail.models import Page, Site

from content import photos
from content.cards import HEIGHT, WIDTH
from content.linked_data import Step
from content.reading import title_at

if TYPE_CHECKING:
    from content.models import TownImage
    from content.models.page import ContentPage

FILTERS = ("accessible", "gratuit", "lieu", "organisateur", "page", "public", "quartier", "theme")
LONGEST_NUMBER = 6


@dataclass(frozen=True, slots=True)
class Picture:
    """An absolute address, a size and words."""

    url: str
    alternative: str
    kind: str
    width: int = WIDTH
    height: int = HEIGHT


def canonical(request: HttpRequest, site: Site) -> str:
    """The page's one address: the town's own name, and of the query string only the filters that are set, in one order."""
    asked = parse_qsl(request.META.get("QUERY_STRING", ""), max_num_fields=50) if is_short(request) else []
    kept = sorted(
        {name: value for name, value in asked if name in FILTERS and value and not is_first(name, value)}.items()
    )
    query = f"?{urlencode(kept)}" if kept else ""
    return f"{site.root_url}{request.path}{query}"


def is_short(request: HttpRequest) -> bool:
    """Whether the query string is one of ours, and not somebody's hundred parameters."""
    return str(request.META.get("QUERY_STRING", "")).count("&") < len(FILTERS) + 20


def is_first(name: str, value: str) -> bool:
    """« page=1 » is the list itself, and so is what is no number, or none that a list ever reaches."""
    return name == "page" and not (value.isdecimal() and len(value) <= LONGEST_NUMBER and int(value) > 1)


def steps_to(page: Page, site: Site) -> list[Step]:
    """Each step from the front page to this one: (title, absolute address)."""
    root = site.root_page
    between = range(root.depth + 1, page.depth)
    titles = [root.title, *(title_at(page.path[: depth * Page.steplen]) for depth in between), page.title]
    slugs = page.url_path[len(root.url_path) :].split("/")[:-1]
    addresses = [
        site.root_url + "/" + "".join(f"{slug}/" for slug in slugs[:number]) for number in range(len(slugs) + 1)
    ]
    return list(zip(titles, addresses, strict=True))


def picture_of(page: ContentPage, site: Site) -> Picture:
    """The page's own photo once its card has been cut from it, else the card drawn with its title."""
    photo = own_photo(page.image, site) if page.image and not page.image.renditions_due else None
    return photo or drawn(page, site)


def own_photo(image: TownImage, site: Site) -> Picture | None:
    """None when the file is gone."""
    try:
        rendition = image.get_rendition(photos.sizes(image.width).card)
    except (OSError, ValueError):
        return None
    words = image.default_alt_text or image.title
    return Picture(f"{site.root_url}{rendition.url}", words, "image/jpeg", rendition.width, rendition.height)


def drawn(page: ContentPage, site: Site) -> Picture:
    card = page.card(site)
    address = reverse("card", args=[page.pk, card.fingerprint])
    return Picture(f"{site.root_url}{address}", card.alternative, "image/png")
