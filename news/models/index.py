"""The list of news: all of it, by topic, by district, by month."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import Page

from content.models import ContentPage, District, Topic
from content.paging import page_of
from news.forms import NewsFilterForm
from news.models.page import NewsPage, NewsQuerySet, around


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
        """The whole list, narrowed by what the query string asks for where it makes sense."""
        form = NewsFilterForm(request.GET, site=self.site)
        topic, district = form.topic(), form.district()
        queryset = self.news(timezone.now()).narrowed(topic, district)
        return self.listing(request, queryset, form=form, topic=topic, district=district)

    @path("theme/<slug:slug>/", name="topic")
    def by_topic(self, request: HttpRequest, slug: str) -> HttpResponse:
        """The page of a topic or a public: what it is, its news, how to receive them."""
        topic = Topic.objects.for_site(self.site).filter(slug=slug).first()
        if topic is None:
            raise Http404
        queryset = self.news(timezone.now()).about(topic)
        return self.collection(request, queryset, f"theme/{slug}/", topic=topic, subject=topic)

    @path("quartier/<slug:slug>/", name="district")
    def by_district(self, request: HttpRequest, slug: str) -> HttpResponse:
        """The page of a district: its news and those of the whole town."""
        district = District.objects.for_site(self.site).filter(slug=slug).first()
        if district is None:
            raise Http404
        queryset = self.news(timezone.now()).in_district(district)
        return self.collection(request, queryset, f"quartier/{slug}/", district=district, subject=district)

    @path("<int:year>/<int:month>/", name="month")
    def by_month(self, request: HttpRequest, year: int, month: int) -> HttpResponse:
        """The news first published in that month; an empty page for a month without any."""
        if not (1900 <= year <= 2999 and 1 <= month <= 12):
            raise Http404
        day = dt.date(year, month, 1)
        queryset = self.news(timezone.now()).in_month(year, month)
        return self.listing(request, queryset, month=day)

    def listing(self, request: HttpRequest, queryset: NewsQuerySet, **context: Any) -> HttpResponse:
        """The list with its archive; `month` is that of the page, if any."""
        months = self.news(timezone.now()).months()
        if "month" in context:
            context["older_month"], context["newer_month"] = around(months, context["month"])
        shown = page_of(queryset.for_cards(), request.GET.get("page"))
        template = "news/month.html" if "month" in context else None
        return self.render(request, context_overrides={"news": shown, "months": months, **context}, template=template)

    def collection(self, request: HttpRequest, queryset: NewsQuerySet, below: str, **context: Any) -> HttpResponse:
        """The page for people of a feed of news."""
        context |= {
            "news": page_of(queryset.for_cards(), request.GET.get("page")),
            "address": self.parent_url() + below,
        }
        return self.render(request, context_overrides=context, template="news/collection.html")

    def parent_url(self) -> str:
        """Its own address below the root, such as /actualites/."""
        return self.path_on_site(self.site) if self.site else "/"
