"""Pages as feed entries: complete, with absolute addresses."""

import mimetypes
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.fields import StreamField

from content.feeds.document import Category, Enclosure, FeedEntry, Picture
from content.feeds.markup import for_readers
from content.models import ContentPage, JournalLine, TownDocument
from content.models.media import TownImage

DOCUMENT = re.compile(r'href="[^"]*/documents/(\d+)/')
PICTURE = "width-1200|format-jpeg"


def entry_of(page: ContentPage, html: str = "", enclosures: tuple[Enclosure, ...] = (), summary: str = "") -> FeedEntry:
    """The page as an entry, its picture first. html is what the page shows, addresses as they stand there."""
    url = page.address()
    picture = picture_of(page)
    head = figure(page.image, picture) if page.image and picture else ""
    told = for_readers(head + html, url)
    return FeedEntry(
        id=page.feed_id,
        title=page.title,
        url=url,
        published=page.published_at,
        updated=max(page.published_at, changed_at(page) or page.published_at),
        summary=summary or page.standfirst,
        html=told,
        author=page.signatory.name if page.signatory else page.commune.name,
        categories=tuple(categories_of(page)),
        enclosures=enclosures or tuple(documents_in(told, page)),
        picture=picture,
    )


def page_entry(page: ContentPage) -> FeedEntry:
    """A page that is its body, and nothing more."""
    return entry_of(page, body_html(page))


def changed_at(page: ContentPage) -> datetime | None:
    """When its words last changed for residents, as the journal has it; None since the first publication."""
    lines = JournalLine.objects.about(page.uid).exclude(kind=JournalLine.Kind.WITHDRAWN)
    told = list(lines.values_list("at", flat=True))
    return told[-1] if len(told) > 1 else None


def categories_of(page: ContentPage) -> Iterator[Category]:
    root = page.site.root_url if page.site else ""
    for topic in page.topic_list:
        yield Category(term=topic.slug, label=topic.name, scheme=f"{root}/actualites/theme/")
    for district in page.district_list:
        yield Category(term=district.slug, label=district.name, scheme=f"{root}/actualites/quartier/")


def body_html(page: Any) -> str:
    """The page's body rendered by its blocks' own templates."""
    if not any(isinstance(field, StreamField) and field.name == "body" for field in page._meta.get_fields()):
        return ""
    return "".join(block.render() for block in page.body)


def picture_of(page: ContentPage) -> Picture | None:
    """The page's picture at a size for reader programs; None when its file is gone."""
    image: TownImage | None = page.image
    if image is None:
        return None
    try:
        rendition = image.get_rendition(PICTURE)
        weight = rendition.file.size
    except OSError:
        return None
    root = page.site.root_url if page.site else ""
    url = rendition.url if "//" in rendition.url else root + rendition.url
    return Picture(url, "image/jpeg", rendition.width, rendition.height, weight, image.default_alt_text)


def figure(image: TownImage, picture: Picture) -> SafeString:
    """The picture at the head of the text, with its alternative, its caption and who took it."""
    caption = " ".join(filter(None, [image.caption, image.credit]))
    return format_html(
        '<figure><img src="{}" width="{}" height="{}" alt="{}">{}</figure>',
        picture.url,
        picture.width,
        picture.height,
        picture.alternative,
        format_html("<figcaption>{}</figcaption>", caption) if caption else "",
    )


def documents_in(html: str, page: ContentPage) -> Iterator[Enclosure]:
    """The town's documents that the text links to, in its order, with their true length."""
    numbers = list(dict.fromkeys(int(number) for number in DOCUMENT.findall(html)))
    documents = TownDocument.objects.in_bulk(numbers) if numbers else {}
    root = page.site.root_url if page.site else ""
    for document in (documents[number] for number in numbers if number in documents):
        size = document.get_file_size()
        if size:
            kind = mimetypes.guess_type(document.filename)[0] or "application/octet-stream"
            yield Enclosure(
                root + document.url if "//" not in document.url else document.url, size, kind, document.title
            )
