"""News as a feed: the whole list, by topic, by district."""

from dataclasses import replace
from datetime import datetime

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Site

from content.feeds import Category, FeedEntry, FeedSpec
from content.feeds import register as register_spec
from content.feeds.entries import body_html, entry_of
from content.feeds.spec import Narrowing
from content.models import District, Topic
from news.models import NewsPage, NewsQuerySet


def pages(site: Site, narrowed_to: Narrowing | None, now: datetime) -> NewsQuerySet:
    """The published news of the town."""
    news: NewsQuerySet = NewsPage.objects.on_site(site).published(now)
    if isinstance(narrowed_to, Topic):
        return news.about(narrowed_to)
    return news.in_district(narrowed_to) if isinstance(narrowed_to, District) else news


def entry(page: NewsPage) -> FeedEntry:
    """The whole article: what was corrected first, for whoever has read it already, then the text and its sources."""
    corrections = list(page.corrections.all())
    parts: list[str] = [render_to_string("components/correction.html", {"correction": each}) for each in corrections]
    parts.append(body_html(page))
    sources = list(page.sources.all())
    if sources:
        parts.append(render_to_string("components/sources.html", {"sources": sources}))
    plain = entry_of(page, "".join(parts))
    if not corrections:
        return plain
    scheme = f"{page.site.root_url}/actualites/" if page.site else ""
    mark = Category("rectificatif", _("Rectificatif"), scheme)
    told = " ".join(filter(None, [corrections[-1].mistake, corrections[-1].text]))
    summary = _("Rectificatif : %(text)s") % {"text": told}
    return replace(plain, summary=f"{summary} {plain.summary}".strip(), categories=(mark, *plain.categories))


def register() -> None:
    register_spec(
        FeedSpec(
            prefix="actualites",
            title=gettext_lazy("Actualités"),
            audience=gettext_lazy("Ce que dit la mairie, et ce qu’elle relaie."),
            pages=pages,
            by={"theme": Topic, "quartier": District},
            model=NewsPage,
            make=entry,
        )
    )
