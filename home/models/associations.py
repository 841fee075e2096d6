"""Associations: each writes its own page, on coloured paper; the town hall relays it."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page, PageManager
from wagtail.search import index

from content.models import ContentPage, Organizer, Place
from content.templatetags.components import full_date
from events import display
from home import coming
from home.directory import Entry
from home.forms import AssociationFilterForm
from home.models.alphabet import AlphabetPage, lettered
from home.models.editorial import LastingPage, LastingQuerySet
from home.models.own_page import OwnPage
from news.models import NewsPage

NEWS_SHOWN = 3


class AssociationQuerySet(LastingQuerySet):
    def with_organizer(self) -> Self:
        return self.select_related("organizer", "meeting_place").prefetch_related("topics").defer("body")


class AssociationIndexPage(AlphabetPage):
    """The associations from A to Z, by subject. One that has no page yet is listed all the same."""

    subpage_types = ["home.AssociationPage", "home.EditorialPage"]

    class Meta:
        verbose_name = "annuaire des associations"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        pages = self.pages_by_organizer()
        used = {topic.pk for page in pages.values() for topic in page.topic_list}
        form = AssociationFilterForm(request.GET, site=self.site, used=used) if self.site else None
        subject = form.subject() if form else None
        entries = self.entries(pages, subject.pk if subject else None)
        return super().get_context(request, *args, **kwargs) | lettered(entries) | {"form": form, "subject": subject}

    def pages_by_organizer(self) -> dict[int, AssociationPage]:
        """The pages residents can read, by the association's key."""
        pages = AssociationPage.objects.child_of(self).live().public().with_organizer()
        return {page.organizer_id: page for page in pages}

    def entries(self, pages: dict[int, AssociationPage], subject_id: int | None) -> list[Entry]:
        """A line for each association of the town; only those of that subject when one is given."""
        if self.site is None:
            return []
        associations = Organizer.objects.for_site(self.site).filter(kind=Organizer.Kind.ASSOCIATION)
        return [
            line(association, pages.get(association.pk), self)
            for association in associations
            if subject_id is None or has_subject(pages.get(association.pk), subject_id)
        ]


def has_subject(page: AssociationPage | None, subject_id: int) -> bool:
    return page is not None and subject_id in {topic.pk for topic in page.topic_list}


def line(association: Organizer, page: AssociationPage | None, index_page: AssociationIndexPage) -> Entry:
    """One association as the list shows it."""
    if page is None or index_page.site is None:
        return Entry(association.name, phone=association.phone)
    return Entry(
        association.name, page.path_on_site(index_page.site), page.activity, page.when_and_where, association.phone
    )


class AssociationPage(OwnPage):
    """One association, in its own words."""

    row_name = "organizer"

    organizer = models.OneToOneField(
        Organizer,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"kind": Organizer.Kind.ASSOCIATION},
        verbose_name="association",
        help_text="Son nom, son téléphone et son courriel se tiennent dans « La commune, Organisateurs ».",
    )
    activity = models.CharField(
        "en quelques mots",
        max_length=120,
        blank=True,
        help_text="Paraît dans la liste : « Chœur mixte, sans partition »",
    )
    president = models.CharField("présidence", max_length=120, blank=True)
    meets = models.CharField("quand", max_length=160, blank=True, help_text="« vendredi, 20 h – 22 h »")
    meeting_place = models.ForeignKey(
        Place, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="où"
    )
    fee = models.CharField("adhésion", max_length=160, blank=True, help_text="« 10 € par an et par foyer »")
    founded = models.PositiveSmallIntegerField("fondée en", null=True, blank=True)

    objects = PageManager.from_queryset(AssociationQuerySet)()

    parent_page_types = ["home.AssociationIndexPage"]
    shown_with = (*ContentPage.shown_with, "organizer", "meeting_place__page")
    search_fields = [
        *LastingPage.search_fields,
        index.SearchField("activity"),
        index.SearchField("president"),
        index.FilterField("organizer"),
    ]

    content_panels = [
        *Page.content_panels,
        FieldPanel("organizer"),
        FieldPanel("standfirst"),
        FieldPanel("activity"),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("president", "meets", "meeting_place", "fee", "founded")], "La rejoindre"
        ),
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldPanel("checked_on"), FieldPanel("checked_by"), FieldPanel("check_again_on")],
            "Relue par l’association",
        ),
        MultiFieldPanel([FieldPanel("topics"), FieldPanel("districts")], "De quoi elle s’occupe"),
        MultiFieldPanel([FieldPanel("image"), FieldPanel("engraving")], "Image"),
    ]

    class Meta:
        verbose_name = "page d’association"
        verbose_name_plural = "pages d’associations"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """The association signs: what it says is never taken for the town hall's word."""
        self.signatory = self.organizer
        super().save(*args, **kwargs)

    @property
    def when_and_where(self) -> str:
        place = self.meeting_place.name if self.meeting_place else ""
        return ", ".join(filter(None, [self.meets, place]))

    def journal_facts(self) -> dict[str, object]:
        names = ("organizer_id", "activity", "president", "meets", "meeting_place_id", "fee", "founded")
        return super().journal_facts() | {name: getattr(self, name) for name in names}

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {
            "trail": [{"title": self.parent_title, "url": self.parent_path}, {"title": self.title}],
            "margin": margin(self),
            "facts": facts_of(self),
            "days": self.days(),
            "news": self.news(),
        }

    def days(self) -> list[display.Day]:
        """Its next dates."""
        return coming.by_day(coming.dates_of(self.site).organised_by(self.organizer), self.site) if self.site else []

    def news(self) -> list[NewsPage]:
        """What it last published, or had the town hall publish."""
        if self.site is None:
            return []
        signed = NewsPage.objects.on_site(self.site).published(timezone.now()).filter(signatory=self.organizer)
        return list(signed.select_related("signatory").defer("body")[:NEWS_SHOWN])


def margin(page: AssociationPage) -> list[dict[str, Any]]:
    """Who wrote the page, and when it was last read again; what the association is about."""
    domains = [{"title": topic.name, "url": f"{page.parent_path}?domaine={topic.slug}"} for topic in page.subjects]
    facts: list[dict[str, Any]] = [
        {"label": _("Page écrite par"), "value": _("l’association"), "strong": True},
        {"label": _("Relue par elle le"), "value": full_date(page.checked_on) if page.checked_on else ""},
        {"label": _("Fondée en"), "value": str(page.founded or "")},
        {"label": _("Domaines") if len(domains) > 1 else _("Domaine"), "value": "", "links": domains},
    ]
    return [fact for fact in facts if fact["value"] or fact.get("links")]


def facts_of(page: AssociationPage) -> list[dict[str, Any]]:
    """How to join: only what is known."""
    place = page.meeting_place
    facts: list[dict[str, Any]] = [
        {"label": _("Présidence"), "value": page.president},
        {"label": _("Quand"), "value": page.meets},
        {
            "label": _("Où"),
            "value": ", ".join(filter(None, [place.name, place.address])) + "." if place else "",
            "url": place.path_of_page(page.site) if place and page.site else "",
            "link": _("Y venir"),
        },
        {"label": _("Adhésion"), "value": page.fee},
        {"label": _("Accès"), "value": capfirst(", ".join(place.accessibility_labels)) if place else ""},
    ]
    return [fact for fact in facts if fact["value"]]
