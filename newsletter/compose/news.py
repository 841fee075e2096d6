"""News as an issue carries them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from wagtail.models import Site
from wagtail.rich_text import expand_db_html

from content.models import Commune
from content.typography import fr
from news.models import NewsPage
from newsletter.bulletin import pictures
from newsletter.bulletin.edition import Feature, NewsItem, Paper
from newsletter.bulletin.prose import Block, Heading, Paragraph, Prose, Run, from_html, words
from newsletter.bulletin.wording import written_address

if TYPE_CHECKING:
    from newsletter.models.bulletin import BulletinPage

FIRST_REACH = dt.timedelta(days=35)
"""How far back the first number looks: a month and a few days."""
EXCERPT = 420
"""Characters of the text carried under the standfirst."""


def since(previous: BulletinPage | None, now: dt.datetime) -> dt.datetime:
    """From when news are new: the approval of the number before, its publication, or a month ago."""
    if previous is None:
        return now - FIRST_REACH
    issue = previous.frozen
    return (issue.issued_at if issue else None) or previous.published_at


def news_pages(
    site: Site,
    chosen: list[int],
    since_: dt.datetime | None,
    now: dt.datetime,
    most: int,
    excluded: Collection[int] = (),
) -> list[NewsPage]:
    """The chosen ones in their order, then the others published since that moment, the newest first, save the excluded."""
    published = (
        NewsPage.objects.on_site(site).published(now).select_related("signatory", "image").prefetch_related("topics")
    )
    by_key = {page.pk: page for page in published.filter(pk__in=chosen)}
    found: list[NewsPage] = [by_key[key] for key in chosen if key in by_key]
    if since_ is not None:
        others = published.filter(first_published_at__gt=since_).exclude(pk__in=[*chosen, *excluded])
        found += list(others[: max(0, most - len(found))])
    return found[:most]


def item(page: NewsPage, root_url: str, commune: Commune, *, excerpt: int = EXCERPT) -> NewsItem:
    """A page of news with the beginning of its text: that many characters at most, 0 for none."""
    photo = pictures.photo(page.image, root_url) if page.image else None
    return NewsItem(
        title=fr(page.title.replace("|", " ")),
        url=page.address(),
        on=timezone.localdate(page.published_at),
        standfirst=fr(page.standfirst),
        signatory=fr(page.signatory.name) if page.signatory else "La mairie",
        paper=Paper(page.paper),
        excerpt=beginning(body_of(page, root_url), excerpt) if excerpt else (),
        picture=photo or pictures.engraving(page.engraving_name, commune, root_url),
    )


def article(page: NewsPage, root_url: str, commune: Commune, *, title: str, most: int | None) -> Feature:
    """A page of news in full, or its first paragraphs, then its address; under another title when the editor gave one."""
    photo = pictures.photo(page.image, root_url) if page.image else None
    body = body_of(page, root_url)
    return Feature(
        anchor="page",
        title=fr(title or page.title),
        label="À lire",
        poster=False,
        standfirst=fr(page.standfirst),
        body=(*(opening(body, most) if most else body), address_line(page.address())),
        picture=photo or pictures.engraving(page.engraving_name, commune, root_url),
    )


def address_line(url: str) -> Paragraph:
    """Where the page is: a link, and an address one can type."""
    return Paragraph((Run(fr("Sur le site : ")), Run(written_address(url), href=url)))


def opening(text: Prose, most: int) -> Prose:
    """The first blocks, as many as hold in that many characters, never ending on a title; the first one always."""
    kept: list[Block] = []
    room = most
    for block in text:
        room -= len(words((block,)))
        if kept and room < 0:
            break
        kept.append(block)
    while len(kept) > 1 and isinstance(kept[-1], Heading):
        kept.pop()
    return tuple(kept)


def body_of(page: NewsPage, root_url: str) -> Prose:
    """The running text of a page: pictures, tables and attachments stay on the site."""
    found: list[Any] = []
    for block in page.body:
        if block.block_type == "prose":
            found += from_html(expand_db_html(block.value.source), root_url)
    return tuple(found)


def beginning(text: Prose, most: int = EXCERPT) -> Prose:
    """The first paragraphs, as many as hold in that many characters; the first one is cut at the end of a sentence."""
    kept: list[Paragraph] = []
    room = most
    for block in text:
        if not isinstance(block, Paragraph):
            break
        if len(block.text) > room:
            break
        kept.append(block)
        room -= len(block.text)
    if kept or not text or not isinstance(text[0], Paragraph):
        return tuple(kept)
    return (Paragraph((Run(_first_sentences(text[0].text, most)),)),)


def _first_sentences(text: str, most: int) -> str:
    end = max(text.rfind(mark, 0, most) for mark in (". ", "! ", "? ", ".\u00a0", "…\u00a0"))
    return text[: end + 1] if end > 0 else text[:most].rsplit(" ", 1)[0] + "…"
