"""The front page, which may look at every room, and the pages the town writes once and keeps up to date."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager
from wagtail.search import index

from content.blocks import BodyBlock
from content.models import ContentPage
from content.models.page import ContentPageQuerySet
from home.front import front_page
from home.notices.audit import AccessibilityAudit as AccessibilityAudit
from home.notices.facts import facts_of
from home.sitemap import Branch, sitemap

DEEPEST = 8


class HomePage(ContentPage):
    """The town's front page. Everything on it comes from elsewhere: a new town has a good one before anyone touches it."""

    max_count_per_parent = 1
    parent_page_types = ["wagtailcore.Page"]

    headline = models.CharField(
        "titre de la une",
        max_length=120,
        blank=True,
        help_text="Vide : le titre de l’actualité à la une. Une barre | coupe la ligne.",
    )

    content_panels = [*Page.content_panels, FieldPanel("standfirst"), FieldPanel("headline")]

    class Meta:
        verbose_name = "page d’accueil"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {"front": front_page(self, self.procedures())}

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """Goes straight to the deepest page of that address, in two questions instead of two for each level."""
        page = self.deepest(path_components)
        if page is None:
            return super().route(request, path_components)
        return page.route(request, path_components[page.depth - self.depth :])

    def deepest(self, path_components: list[str]) -> Page | None:
        """The page whose address is the longest beginning of that one, or None when it is this one."""
        levels = range(1, min(len(path_components), DEEPEST) + 1)
        addresses = [f"{self.url_path}{'/'.join(path_components[:level])}/" for level in levels]
        found = Page.objects.filter(url_path__in=addresses, path__startswith=self.path).order_by("-depth").first()
        if found is None or not issubclass(found.specific_class, ContentPage):
            return found and found.specific
        model = found.specific_class
        return model.objects.select_related(*model.shown_with).get(pk=found.pk)

    def procedures(self) -> list[EditorialPage]:
        """The pages that answer in three words, in the order editors gave them."""
        pages = EditorialPage.objects.descendant_of(self).live().exclude(answer="").order_by("path")
        return list(pages.only("title", "answer", "url_path", "path", "depth", "slug"))


class EditorialPageQuerySet(ContentPageQuerySet):
    def to_check(self, until: date) -> Self:
        """Those to be read again by that day, the most pressing first."""
        return self.filter(check_again_on__lte=until).order_by("check_again_on", "path")


EditorialPageManager = PageManager.from_queryset(EditorialPageQuerySet)


class EditorialPage(ContentPage):
    """A page that stays: a section, a procedure, the legal notices."""

    class Notice(models.TextChoices):
        NONE = "", "page ordinaire"
        LEGAL = "legal", "mentions légales"
        PRIVACY = "privacy", "données personnelles"
        ACCESSIBILITY = "accessibility", "accessibilité"
        SITEMAP = "sitemap", "plan du site"

    notice = models.CharField("page obligatoire", max_length=15, choices=Notice.choices, blank=True, editable=False)
    body = StreamField(BodyBlock(), verbose_name="texte", blank=True)
    checked_on = models.DateField("vérifié le", null=True, blank=True)
    checked_by = models.CharField("vérifié par", max_length=120, blank=True)
    check_again_on = models.DateField("prochaine vérification", null=True, blank=True)
    answer = models.CharField(
        "réponse en trois mots",
        max_length=80,
        blank=True,
        help_text="Paraît dans les listes : « sur rendez-vous, 3 semaines ».",
    )

    objects = EditorialPageManager()

    parent_page_types = ["home.HomePage", "home.EditorialPage"]
    subpage_types = ["home.EditorialPage"]
    search_fields = [*ContentPage.search_fields, index.SearchField("body")]

    content_panels = [
        *Page.content_panels,
        FieldPanel("standfirst"),
        FieldPanel("answer"),
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldPanel("checked_on"), FieldPanel("checked_by"), FieldPanel("check_again_on")], "Vérification"
        ),
        *ContentPage.classification_panels,
    ]

    class Meta:
        verbose_name = "page"
        verbose_name_plural = "pages"

    def journal_facts(self) -> dict[str, object]:
        return super().journal_facts() | {"body": self.body.get_prep_value()}

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        known = {"section": self.section(), "sitemap": self.sitemap(), "facts": facts_of(self)}
        return super().get_context(request, *args, **kwargs) | known

    def sitemap(self) -> list[Branch]:
        """The plan of the town's site, on the page that shows it."""
        if self.notice != self.Notice.SITEMAP or self.site is None:
            return []
        return sitemap(self.site, EditorialPage.objects.on_site(self.site).live().public())

    def section(self) -> dict[str, Any]:
        """The side navigation: the section's first page and its pages, in their order."""
        top = self.get_ancestors(inclusive=True).type(EditorialPage).first() or self
        pages = (
            EditorialPage.objects.descendant_of(top)
            .live()
            .order_by("path")
            .only("title", "path", "depth", "url_path", "slug", "answer")
        )
        return {
            "top": top,
            "pages": list(pages),
            "children": [page for page in pages if page.depth == self.depth + 1 and page.path.startswith(self.path)],
        }
