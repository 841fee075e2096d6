"""The bulletin as a feed: each number with its web sections and its PDF."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from content.feeds import Enclosure, FeedEntry, FeedSpec
from content.feeds import register as register_spec
from content.feeds.entries import entry_of
from content.feeds.spec import SIZE
from newsletter.models import BulletinPage, PrintedForm


def entries(site: Site, narrowed_to: object | None, now: datetime) -> Iterable[FeedEntry]:
    """The latest numbers, whole, their printed form enclosed."""
    pages = list(
        BulletinPage.objects.on_site(site).published(now).by_number().select_related("issue", "signatory")[:SIZE]
    )
    printed = {form.issue_id: form for form in PrintedForm.objects.filter(issue__page__in=pages).defer("content")}
    for page in pages:
        issue = getattr(page, "issue", None)
        form = printed.get(issue.pk) if issue else None
        enclosures = (Enclosure(f"{page.address()}bulletin.pdf", form.weight, "application/pdf"),) if form else ()
        yield entry_of(page, issue.web if issue else "", enclosures)


def register() -> None:
    register_spec(
        FeedSpec(
            prefix="bulletin",
            title=_("Bulletin"),
            audience=_("Chaque numéro du bulletin, à lire ou à imprimer."),
            entries=entries,
            by={},
        )
    )
