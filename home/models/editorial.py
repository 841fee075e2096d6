"""The pages the town writes once and keeps up to date."""

from __future__ import annotations

from datetime import date
from typing import Any, Self
from urllib.parse import quote, urlencode

from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager
from wagtail.search import index

from content.blocks import BodyBlock
from content.models import ContentPage
from content.models.page import ContentPageQuerySet
from home.desk_forms import TownPageForm
from home.notices.facts import facts_of
from home.section import Section, section_of
from home.sitemap import Branch, sitemap


class LastingQuerySet(ContentPageQuerySet):
    def to_check(self, until: date) -> Self:
        """Those to be read again by that day, the most pressing first."""
        return self.filter(check_again_on__lte=until).order_by("check_again_on", "path")


class LastingPage(ContentPage):
    """A page that stays, below a section: somebody reads it again from time to time, and says so."""

    body = StreamField(BodyBlock(), verbose_name="texte", blank=True)
    checked_on = models.DateField("vérifié le", null=True, blank=True)
    checked_by = models.CharField(
        "vérifié par", max_length=120, blank=True, help_text="Qui a relu la page : « le service de l’état civil »."
    )
    check_again_on = models.DateField("prochaine vérification", null=True, blank=True)

    objects = PageManager.from_queryset(LastingQuerySet)()

    base_form_class = TownPageForm
    subpage_types: list[str] = []
    search_fields = [*ContentPage.search_fields, index.SearchField("body")]

    checking_panels = [
        MultiFieldPanel(
            [FieldPanel("checked_on"), FieldPanel("checked_by"), FieldPanel("check_again_on")], "Vérification"
        )
    ]

    class Meta:
        abstract = True

    def journal_facts(self) -> dict[str, object]:
        return super().journal_facts() | {"body": self.body.get_prep_value()}

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {"section": self.section()}

    @property
    def report_url(self) -> str:
        """Where to write that something here is wrong; empty when the town hall gave no address."""
        email = self.commune.email
        return f"mailto:{email}?{urlencode({'subject': self.title}, quote_via=quote)}" if email else ""

    def section(self) -> Section:
        """The section it belongs to, for the navigation beside it."""
        return section_of(self)


SECTION_PAGES = [
    "home.EditorialPage",
    "home.ProcedureIndexPage",
    "home.AssociationIndexPage",
    "home.PlaceIndexPage",
    "home.ServiceIndexPage",
    "home.CouncilPage",
    "home.CollectionPage",
    "home.ActIndexPage",
]
"""What may stand below the front page or a page of a section."""


class EditorialPage(LastingPage):
    """An ordinary page: a section, a subject, the legal notices."""

    class Notice(models.TextChoices):
        NONE = "", "page ordinaire"
        LEGAL = "legal", "mentions légales"
        PRIVACY = "privacy", "données personnelles"
        ACCESSIBILITY = "accessibility", "accessibilité"
        SITEMAP = "sitemap", "plan du site"

    notice = models.CharField("page obligatoire", max_length=15, choices=Notice.choices, blank=True, editable=False)

    parent_page_types = [
        "home.HomePage",
        "home.EditorialPage",
        "home.ProcedureIndexPage",
        "home.AssociationIndexPage",
        "home.PlaceIndexPage",
        "home.ServiceIndexPage",
        "home.CouncilPage",
    ]
    subpage_types = SECTION_PAGES

    content_panels = [
        *Page.content_panels,
        FieldPanel("standfirst"),
        FieldPanel("body"),
        *LastingPage.checking_panels,
        *ContentPage.classification_panels,
    ]

    class Meta:
        verbose_name = "page"
        verbose_name_plural = "pages"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {"sitemap": self.sitemap(), "facts": facts_of(self)}

    def sitemap(self) -> list[Branch]:
        """The plan of the town's site, on the page that shows it."""
        if self.notice != self.Notice.SITEMAP or self.site is None:
            return []
        return sitemap(self.site)
