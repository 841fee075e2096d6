"""The bulletin as editors compose it."""

from __future__ import annotations

from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from content.models import ContentPage


class BulletinIndexPage(ContentPage):
    """Every issue, the latest first."""

    journal_collection = "bulletin"

    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    content_panels = [*Page.content_panels, FieldPanel("standfirst")]

    class Meta:
        verbose_name = "page du bulletin"
