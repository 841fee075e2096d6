"""News: what the town says, who signs it, and when."""

from __future__ import annotations

import datetime as dt
from typing import Any, Self

from django.db import models
from django.db.models.functions import TruncMonth
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page, PageManager
from wagtail.search import index

from content.blocks import BodyBlock
from content.models import ContentPage, District, Topic
from content.models.page import ContentPageQuerySet
from content.paging import page_of
from news.forms import NewsFilterForm


class NewsQuerySet(ContentPageQuerySet):
    def for_cards(self) -> Self:
        """With what a line of a list shows, and without the body."""
        return self.select_related("signatory", "image").prefetch_related("topics").defer("body")

    def in_month(self, year: int, month: int) -> Self:
        """First published in that month of the town's clock."""
        start = dt.datetime(year, month, 1, tzinfo=timezone.get_current_timezone())
        end = dt.datetime(year + month // 12, month % 12 + 1, 1, tzinfo=timezone.get_current_timezone())
        return self.filter(first_published_at__gte=start, first_published_at__lt=end)

    def months(self) -> list[dt.date]:
        """The months that have news, the latest first, each as its first day."""
        found = (
            self.order_by().annotate(month=TruncMonth("first_published_at")).values_list("month", flat=True).distinct()
        )
        return sorted({month.date() for month in found if month}, reverse=True)

    def pinned_first(self) -> Self:
        return self.order_by("-pinned", "-first_published_at", "-pk")


class NewsIndexPage(RoutablePageMixin, ContentPage):
    """The list of news, newest first, by topic, by district, by month."""

    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["news.NewsPage"]
    content_panels = [*Page.content_panels, FieldPanel("standfirst")]

    class Meta:
        verbose_name = "page des actualités"

    def news(self, at: dt.datetime) -> NewsQuerySet:
        queryset: NewsQuerySet = NewsPage.objects.child_of(self).published(at)
        return queryset

    @path("")
    def everything(self, request: HttpRequest) -> HttpResponse:
        form = NewsFilterForm(request.GET, site=self.site)
        return self.listing(request, form.topic(), form.district(), form=form)

    @path("theme/<slug:slug>/", name="topic")
    def by_topic(self, request: HttpRequest, slug: str) -> HttpResponse:
        topic = Topic.objects.for_site(self.site).filter(slug=slug).first()
        if topic is None:
            raise Http404
        return self.listing(request, topic, None)

    @path("quartier/<slug:slug>/", name="district")
    def by_district(self, request: HttpRequest, slug: str) -> HttpResponse:
        district = District.objects.for_site(self.site).filter(slug=slug).first()
        if district is None:
            raise Http404
        return self.listing(request, None, district)

    @path("<int:year>/<int:month>/", name="month")
    def by_month(self, request: HttpRequest, year: int, month: int) -> HttpResponse:
        if not (1900 <= year <= 2999 and 1 <= month <= 12):
            raise Http404
        queryset = self.news(timezone.now()).in_month(year, month)
        return self.rendered(request, queryset, month=dt.date(year, month, 1))

    def listing(
        self, request: HttpRequest, topic: Topic | None, district: District | None, form: NewsFilterForm | None = None
    ) -> HttpResponse:
        queryset = self.news(timezone.now())
        if topic:
            queryset = queryset.about(topic)
        if district:
            queryset = queryset.in_district(district)
        return self.rendered(request, queryset, topic=topic, district=district, form=form)

    def rendered(self, request: HttpRequest, queryset: NewsQuerySet, **context: Any) -> HttpResponse:
        form = context.pop("form", None) or NewsFilterForm({}, site=self.site)
        context |= {
            "form": form,
            "news": page_of(queryset.for_cards(), request.GET.get("page")),
            "months": self.news(timezone.now()).months(),
        }
        return self.render(request, context_overrides=context)


class NewsPage(ContentPage):
    """A piece of news."""

    journal_collection = "actualites"

    pinned = models.BooleanField(
        "à la une", default=False, help_text="Une seule à la fois : celle-ci prendra la place de la précédente."
    )
    body = StreamField(BodyBlock(), verbose_name="texte", blank=True)

    objects = PageManager.from_queryset(NewsQuerySet)()

    parent_page_types = ["news.NewsIndexPage"]
    subpage_types: list[str] = []
    search_fields = [*ContentPage.search_fields, index.SearchField("body")]

    content_panels = [
        *Page.content_panels,
        FieldPanel("standfirst"),
        FieldPanel("body"),
        *ContentPage.classification_panels,
        FieldPanel("pinned"),
        InlinePanel("sources", heading="Sources", label="source"),
        InlinePanel("corrections", heading="Rectificatifs", label="rectificatif"),
    ]

    class Meta:
        verbose_name = "actualité"
        verbose_name_plural = "actualités"

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        if self.live and self.pinned:
            NewsPage.objects.sibling_of(self, inclusive=False).filter(pinned=True).update(pinned=False)

    def journal_facts(self) -> dict[str, object]:
        return super().journal_facts() | {
            "body": self.body.get_prep_value(),
            "corrections": [(correction.at, correction.text) for correction in self.corrections.all()],
        }

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {
            "corrections": list(self.corrections.all()),
            "sources": list(self.sources.all()),
            "same_topic": self.same_topic(timezone.now()),
        }

    def same_topic(self, at: dt.datetime, most: int = 3) -> list[NewsPage]:
        """The latest other news of its main topic."""
        if self.main_topic is None:
            return []
        others = NewsPage.objects.sibling_of(self, inclusive=False).published(at).about(self.main_topic)
        return list(others.select_related("signatory").defer("body")[:most])


class NewsSource(Orderable):
    """A reference by which a reader can check."""

    page = ParentalKey(NewsPage, on_delete=models.CASCADE, related_name="sources")
    title = models.CharField("titre", max_length=200)
    url = models.URLField("adresse", blank=True)

    class Meta(Orderable.Meta):
        verbose_name = "source"

    def __str__(self) -> str:
        return self.title


class NewsCorrection(models.Model):
    """What was wrong and what is true, dated: never a silent edit."""

    page = ParentalKey(NewsPage, on_delete=models.CASCADE, related_name="corrections")
    at = models.DateTimeField("quand", default=timezone.now)
    text = models.TextField("rectificatif", help_text="Ce qui était faux, et ce qui est vrai.")

    class Meta:
        verbose_name = "rectificatif"
        verbose_name_plural = "rectificatifs"
        ordering = ["at"]

    def __str__(self) -> str:
        return self.text[:60]
