"""A piece of news, and the sets of them that lists show."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Self

from django.db import models, transaction
from django.db.models import Count, prefetch_related_objects
from django.db.models.functions import TruncMonth
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager, Site
from wagtail.search import index

from content import linked_data, sharing
from content.blocks import BodyBlock
from content.desk.correction_form import CorrectedPageForm
from content.models import ContentPage, District, Topic
from content.models.correction import KeepsCorrections
from content.models.page import ContentPageQuerySet
from news.models.notes import NewsCorrection


@dataclass(frozen=True, slots=True)
class Month:
    """A month that has news: its first day, and how many."""

    day: dt.date
    count: int


def around(months: list[Month], day: dt.date) -> tuple[dt.date | None, dt.date | None]:
    """Of months given latest first: the nearest before that one, and the nearest after it."""
    older = next((month.day for month in months if month.day < day), None)
    newer = next((month.day for month in reversed(months) if month.day > day), None)
    return older, newer


class NewsQuerySet(ContentPageQuerySet):
    def for_cards(self) -> Self:
        """With what a line of a list shows, and without the body."""
        return self.select_related("signatory", "image").prefetch_related("topics").defer("body")

    def in_month(self, year: int, month: int) -> Self:
        """First published in that month of the town's clock."""
        start = dt.datetime(year, month, 1, tzinfo=timezone.get_current_timezone())
        end = dt.datetime(year + month // 12, month % 12 + 1, 1, tzinfo=timezone.get_current_timezone())
        return self.filter(first_published_at__gte=start, first_published_at__lt=end)

    def narrowed(self, topic: Topic | None, district: District | None) -> Self:
        """Of that topic and that district, where they are given."""
        found = self.about(topic) if topic else self
        return found.in_district(district) if district else found

    def months(self) -> list[Month]:
        """The months of the town's clock that have news, the latest first."""
        by_month = self.order_by().annotate(month=TruncMonth("first_published_at")).values("month")
        found = by_month.annotate(count=Count("pk")).order_by("-month")
        return [Month(row["month"].date(), row["count"]) for row in found if row["month"]]

    def pinned_first(self) -> Self:
        return self.order_by("-pinned", "-first_published_at", "-pk")


class NewsPage(KeepsCorrections, ContentPage):
    """A piece of news."""

    journal_collection = "actualites"
    sources: Any  # NewsSource, by modelcluster
    corrections: Any  # NewsCorrection, by modelcluster

    pinned = models.BooleanField(
        "à la une", default=False, help_text="Une seule à la fois : celle-ci prendra la place de la précédente."
    )
    body = StreamField(BodyBlock(), verbose_name="texte", blank=True)

    objects = PageManager.from_queryset(NewsQuerySet)()

    parent_page_types = ["news.NewsIndexPage"]
    shown_with = ("signatory__page", "image")
    subpage_types: list[str] = []
    search_fields = [*ContentPage.search_fields, index.SearchField("body")]

    content_panels = [
        *Page.content_panels,
        FieldPanel("standfirst"),
        FieldPanel("body"),
        *ContentPage.classification_panels,
        FieldPanel("pinned"),
        InlinePanel("sources", heading="Sources : où vérifier ce qui est dit", label="source"),
        InlinePanel("corrections", heading="Rectificatifs : ce qui était faux, ce qui est vrai", label="rectificatif"),
    ]
    base_form_class = CorrectedPageForm

    class Meta:
        verbose_name = "actualité"
        verbose_name_plural = "actualités"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Saves, and in the same transaction gives it the top of the front page if it asks for it."""
        with transaction.atomic():
            if kwargs.get("update_fields") is None:
                self.keep_published_corrections()
            super().save(*args, **kwargs)
            if self.live and self.pinned:
                for other in self.others_at_the_top():
                    other.leave_the_top()

    def others_at_the_top(self) -> models.QuerySet[NewsPage]:
        """The pinned news of the town but this one: one at most, unless two were published in the same instant."""
        others: models.QuerySet[NewsPage] = NewsPage.objects.sibling_of(self, inclusive=False).filter(pinned=True)
        return others

    def leave_the_top(self) -> None:
        """Unpins it, in its drafts too: its next correction must not take the top back."""
        NewsPage.objects.filter(pk=self.pk).update(pinned=False)
        for revision in self.revisions.filter(pk__in=[self.live_revision_id, self.latest_revision_id]):
            revision.content["pinned"] = False
            revision.save(update_fields=["content"])

    @property
    def signatory_path(self) -> str:
        """The page of whoever signs; empty for one who has none."""
        return self.signatory.path_of_page(self.site) if self.signatory and self.site else ""

    def journal_facts(self) -> dict[str, object]:
        return super().journal_facts() | {
            "body": self.body.get_prep_value(),
            "corrections": [correction.facts() for correction in self.corrections.all()],
            "sources": [(source.title, source.url, source.document_id, source.note) for source in self.sources.all()],
        }

    @property
    def shared_day(self) -> dt.date:
        return timezone.localtime(self.published_at).date()

    @cached_property
    def correction_list(self) -> list[NewsCorrection]:
        """Its corrections, asked for once while a page is drawn."""
        return list(self.corrections.all())

    def linked_data(self, site: Site) -> list[linked_data.Data]:
        """The article, for search engines; who signs it is its author, a correction is said to be one."""
        town = {"@id": linked_data.town_id(site.root_url)}
        signed = {"@type": "Organization", "name": self.signatory.name} if self.signatory else town
        article = linked_data.news_article(
            self.address(),
            headline=self.title,
            dates=(timezone.localtime(self.published_at), timezone.localtime(self.changed_at())),
            author=signed,
            publisher=town,
            description=self.standfirst,
            image=sharing.picture_of(self, site).url,
            articleSection=[topic.name for topic in self.subjects],
            correction=[each.text for each in self.correction_list],
        )
        return [article]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        sources = list(self.sources.all())
        prefetch_related_objects(sources, "document")
        return super().get_context(request, *args, **kwargs) | {
            "corrections": self.correction_list,
            "sources": sources,
            "same_topic": self.same_topic(timezone.now()),
        }

    def same_topic(self, at: dt.datetime, most: int = 3) -> list[NewsPage]:
        """The latest other news of its main topic."""
        if self.main_topic is None:
            return []
        others = NewsPage.objects.sibling_of(self, inclusive=False).published(at).about(self.main_topic)
        return list(others.select_related("signatory").defer("body")[:most])
