"""The municipal services: what each is for, who answers, when it receives."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager
from wagtail.search import index

from content.models import ContentPage, Place
from content.models.opening import ExceptionalDay, KeepsHours, WeeklyOpening
from content.templatetags.components import hyphens, phone_link
from home.blocks import MatterBlock
from home.directory import Entry
from home.models.alphabet import AlphabetPage, lettered
from home.models.editorial import LastingPage, LastingQuerySet
from home.opening import Opening, opening_of
from home.section import Link


class ServiceQuerySet(LastingQuerySet):
    def for_lists(self) -> Self:
        return self.only("title", "purpose", "counter", "phone", "url_path", "path", "depth", "slug")


class ServiceIndexPage(AlphabetPage):
    """The services from A to Z."""

    subpage_types = ["home.ServicePage", "home.EditorialPage"]

    class Meta:
        verbose_name = "annuaire des services"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | lettered(self.entries())

    def entries(self) -> list[Entry]:
        """A line for each service that residents can read about."""
        if self.site is None:
            return []
        services = ServicePage.objects.child_of(self).live().public().for_lists()
        return [
            Entry(page.title, page.path_on_site(self.site), page.purpose, page.counter, page.phone) for page in services
        ]


class ServicePage(KeepsHours, LastingPage):
    """One service. Without hours of its own it receives when the town hall does."""

    purpose = models.CharField(
        "pour quoi", max_length=160, help_text="« actes, papiers, cimetière » : paraît dans la liste."
    )
    counter = models.CharField("guichet ou bureau", max_length=80, blank=True, help_text="« guichet 2 »")
    phone = models.CharField("téléphone", max_length=20, blank=True)
    email = models.EmailField("courriel", blank=True)
    place = models.ForeignKey(
        Place,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="lieu",
        help_text="Son adresse et son accessibilité paraissent sur la page.",
    )
    matters = StreamField([("matter", MatterBlock())], verbose_name="qui demander", blank=True)

    objects = PageManager.from_queryset(ServiceQuerySet)()

    parent_page_types = ["home.ServiceIndexPage"]
    shown_with = (*ContentPage.shown_with, "place")
    search_fields = [*LastingPage.search_fields, index.SearchField("purpose"), index.SearchField("matters")]

    content_panels = [
        *Page.content_panels,
        FieldPanel("standfirst"),
        FieldPanel("purpose"),
        MultiFieldPanel([FieldPanel(name) for name in ("counter", "phone", "email", "place")], "Nous joindre"),
        InlinePanel(
            "opening_periods",
            heading="Horaires",
            label="plage",
            help_text="Aucune plage : les horaires sont ceux de la mairie.",
        ),
        InlinePanel("closures", heading="Fermetures et ouvertures exceptionnelles", label="jour"),
        FieldPanel("matters"),
        FieldPanel("body"),
        *LastingPage.checking_panels,
        *ContentPage.classification_panels,
    ]

    class Meta:
        verbose_name = "service municipal"
        verbose_name_plural = "services municipaux"

    def journal_facts(self) -> dict[str, object]:
        hours = [str(period) for period in self.opening_periods.all()]
        closures = [f"{closure} {closure.opens} {closure.closes}" for closure in self.closures.all()]
        names = ("purpose", "counter", "phone", "email", "place_id")
        return (
            super().journal_facts()
            | {name: getattr(self, name) for name in names}
            | {"matters": self.matters.get_prep_value(), "hours": hours, "closures": closures}
        )

    def opening(self) -> Opening:
        """Its week and what is unlike it, as of now; the town hall's when it has no hours of its own."""
        own = bool(self.opening_periods.all())
        return opening_of(self if own else self.commune, timezone.localtime(), is_own=own)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {
            "facts": facts_of(self),
            "opening": self.opening(),
            "columns": [_("Pour quoi"), _("Qui demander"), _("Téléphone")],
            "matters": [matter_cells(block.value) for block in self.matters],
            "procedures": self.procedures(),
        }

    def procedures(self) -> list[Link]:
        """The procedures it answers about."""
        if self.site is None or self.pk is None:
            return []
        found = self.answered.live().public().for_lists().order_by("title")
        return [Link(page.title, page.path_on_site(self.site)) for page in found]


def facts_of(page: ServicePage) -> list[dict[str, Any]]:
    """For what, and where: only what is known."""
    place = page.place
    where = ", ".join(filter(None, [place.name, place.address])) if place else ""
    facts: list[dict[str, Any]] = [
        {"label": _("Pour quoi"), "value": capfirst(page.purpose)},
        {"label": _("Guichet"), "value": page.counter},
        {
            "label": _("Adresse"),
            "value": where,
            "url": place.map_url if place else "",
            "link": _("Voir sur OpenStreetMap"),
        },
        {"label": _("Courriel"), "value": hyphens(page.email)},
        {"label": _("Accessibilité"), "value": capfirst(", ".join(place.accessibility_labels)) if place else ""},
        {"label": _("Pour entrer"), "value": place.access if place else ""},
    ]
    return [fact for fact in facts if fact["value"]]


def matter_cells(matter: Any) -> list[dict[str, Any]]:
    """A line of the table « qui demander »."""
    phone = matter.get("phone", "")
    return [
        {"text": matter["what"], "is_title": True},
        {"text": matter.get("who", ""), "label": _("Qui demander")},
        {"text": phone, "url": f"tel:{phone_link(phone)}" if phone else "", "label": _("Téléphone")},
    ]


class ServiceOpening(WeeklyOpening):
    """One opening of a service's ordinary week."""

    service = ParentalKey(ServicePage, on_delete=models.CASCADE, related_name="opening_periods")


class ServiceClosure(ExceptionalDay):
    """A day on which a service does not receive as in an ordinary week."""

    service = ParentalKey(ServicePage, on_delete=models.CASCADE, related_name="closures")
