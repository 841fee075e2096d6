"""The bulletin as a feed: each number with its web sections and its PDF."""

from dataclasses import replace
from datetime import datetime

from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from content.feeds import Enclosure, FeedEntry, FeedSpec
from content.feeds import register as register_spec
from content.feeds.entries import entry_of
from content.feeds.spec import Narrowing
from newsletter.models import BulletinPage
from newsletter.models.bulletin import BulletinQuerySet


def pages(site: Site, narrowed_to: Narrowing | None, now: datetime) -> BulletinQuerySet:
    """The numbers of the town that residents can read."""
    bulletins: BulletinQuerySet = BulletinPage.objects.on_site(site).published(now)
    return bulletins


def entry(page: BulletinPage) -> FeedEntry:
    """The number as residents received it, its printed form enclosed."""
    issue = page.frozen
    printed = issue.printed if issue else None
    files = (
        (Enclosure(f"{page.address()}bulletin.pdf", printed.weight, "application/pdf", f"N° {page.number}"),)
        if printed
        else ()
    )
    plain = entry_of(page, issue.web if issue else "", files)
    return replace(plain, title=" ".join(page.title.replace("|", " ").split()))


def register() -> None:
    register_spec(
        FeedSpec(
            prefix="bulletin",
            title=_("Bulletin"),
            audience=_("Chaque numéro du bulletin, à lire ou à imprimer."),
            pages=pages,
            model=BulletinPage,
            make=entry,
        )
    )
