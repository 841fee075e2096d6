"""Pages as feed entries: complete, with absolute addresses."""

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urljoin

from bs4 import BeautifulSoup
from wagtail.fields import StreamField

from content.feeds.document import Category, Enclosure, FeedEntry
from content.models import ContentPage

ADDRESS_ATTRIBUTES = ("src", "href", "poster")


def entry_of(page: ContentPage, html: str = "", enclosures: tuple[Enclosure, ...] = ()) -> FeedEntry:
    """The page as an entry. html is made absolute against the page's own address."""
    url = page.address()
    return FeedEntry(
        id=page.feed_id,
        title=page.title,
        url=url,
        published=page.published_at,
        updated=max(page.published_at, page.last_published_at or page.published_at),
        summary=page.standfirst,
        html=absolute(html, url),
        author=page.signatory.name if page.signatory else page.commune.name,
        categories=tuple(categories_of(page)),
        enclosures=enclosures,
    )


def categories_of(page: ContentPage) -> Iterator[Category]:
    root = page.site.root_url if page.site else ""
    for topic in page.topic_list:
        yield Category(term=topic.slug, label=topic.name, scheme=f"{root}/actualites/theme/")


def entries_of(pages: Iterable[ContentPage]) -> Iterator[FeedEntry]:
    for page in pages:
        yield entry_of(page, body_html(page))


def body_html(page: Any) -> str:
    """The page's body rendered by its blocks' own templates, without the site's furniture."""
    if not any(isinstance(field, StreamField) and field.name == "body" for field in page._meta.get_fields()):
        return ""
    return "".join(block.render() for block in page.body)


def absolute(html: str, base: str) -> str:
    """The HTML with every address absolute, and a list of image sizes reduced to absolute addresses."""
    if not html:
        return ""
    soup = BeautifulSoup(html, "html.parser")
    for attribute in ADDRESS_ATTRIBUTES:
        for element in soup.select(f"[{attribute}]"):
            element[attribute] = urljoin(base, str(element[attribute]))
    for element in soup.select("[srcset]"):
        element["srcset"] = ", ".join(
            absolute_candidate(part, base) for part in str(element["srcset"]).split(",") if part.strip()
        )
    return str(soup)


def absolute_candidate(candidate: str, base: str) -> str:
    address, _space, size = candidate.strip().partition(" ")
    return f"{urljoin(base, address)} {size}".strip()
