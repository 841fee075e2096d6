"""Procedures: where, how long, how much, then the steps and the papers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Self

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager
from wagtail.search import index

from content.models import ContentPage
from home.blocks import AttachmentBlock, PaperBlock, StepBlock
from home.directory import sort_key
from home.forms import OrderForm
from home.models.editorial import LastingPage, LastingQuerySet
from home.procedures import by_life_event, documents_of, facts_of
from home.section import Link


class LifeEvent(models.TextChoices):
    """What brings people to the town hall, in the order of the list."""

    PAPERS = "papers", _("Papiers et état civil")
    FAMILY = "family", _("Famille et école")
    HOUSING = "housing", _("Logement et travaux")
    DAILY = "daily", _("Vie pratique")
    HELP = "help", _("Aide et solidarité")
    WORK = "work", _("Associations et commerces")


class ProcedureQuerySet(LastingQuerySet):
    def for_lists(self) -> Self:
        """With what a line of a list shows, and nothing else."""
        return self.only("title", "answer", "life_event", "url_path", "path", "depth", "slug")


class ProcedureIndexPage(LastingPage):
    """Every procedure with its answer in three words, by what happens in life or from A to Z."""

    max_count_per_parent = 1
    parent_page_types = ["home.HomePage", "home.EditorialPage"]
    subpage_types = ["home.ProcedurePage", "home.EditorialPage"]
    content_panels = [
        *Page.content_panels,
        FieldPanel("standfirst"),
        FieldPanel("body", heading="texte sous la liste"),
        *LastingPage.checking_panels,
        *ContentPage.classification_panels,
    ]

    class Meta:
        verbose_name = "répertoire des démarches"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        alphabetical = OrderForm(request.GET).is_alphabetical()
        procedures = list(ProcedurePage.objects.child_of(self).live().public().for_lists().order_by("path"))
        return super().get_context(request, *args, **kwargs) | {
            "is_alphabetical": alphabetical,
            "count": len(procedures),
            "groups": [] if alphabetical else by_life_event(procedures, LifeEvent.choices),
            "procedures": in_order(procedures) if alphabetical else [],
        }


class ProcedurePage(LastingPage):
    """One procedure."""

    answer = models.CharField(
        "réponse en trois mots",
        max_length=80,
        blank=True,
        help_text="Paraît dans les listes et sur la page d’accueil : « sur rendez-vous, 3 semaines ».",
    )
    life_event = models.CharField("occasion", max_length=10, choices=LifeEvent.choices, default=LifeEvent.DAILY)
    audience = models.CharField(
        "qui est concerné", max_length=250, blank=True, help_text="« Tout habitant de la commune, dès 16 ans »"
    )
    where = models.CharField("où", max_length=200, blank=True, help_text="« Mairie, guichet 2, sur rendez-vous »")
    delay = models.CharField("délai", max_length=200, blank=True, help_text="« 3 semaines pour un rendez-vous »")
    price = models.CharField("prix", max_length=200, blank=True, help_text="« Gratuit » se dit aussi.")
    duration = models.CharField("durée sur place", max_length=120, blank=True, help_text="« 15 min au guichet »")
    steps = StreamField([("step", StepBlock())], verbose_name="comment faire", blank=True)
    papers = StreamField([("paper", PaperBlock())], verbose_name="papiers à réunir", blank=True)
    downloads = StreamField([("attachment", AttachmentBlock())], verbose_name="à télécharger", blank=True)
    service = models.ForeignKey(
        "home.ServicePage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="answered",
        verbose_name="service qui répond",
        help_text="Son téléphone et ses horaires paraissent à côté de la fiche.",
    )
    phone = models.CharField("téléphone", max_length=20, blank=True, help_text="S’il n’est pas celui du service.")
    online_url = models.URLField("faire la démarche en ligne", blank=True)
    online_label = models.CharField(
        "nom du bouton",
        max_length=60,
        blank=True,
        help_text="« Prendre rendez-vous ». Vide : « Faire la démarche en ligne ».",
    )
    source_title = models.CharField(
        "texte qui fait foi", max_length=160, blank=True, help_text="« Fiche officielle de l’administration »"
    )
    source_url = models.URLField("adresse du texte", blank=True)

    objects = PageManager.from_queryset(ProcedureQuerySet)()

    parent_page_types = ["home.ProcedureIndexPage"]
    shown_with = (*ContentPage.shown_with, "service")
    search_fields = [
        *LastingPage.search_fields,
        index.SearchField("answer"),
        index.SearchField("where"),
        index.SearchField("steps"),
        index.SearchField("papers"),
        index.FilterField("life_event"),
    ]

    content_panels = [
        *Page.content_panels,
        FieldPanel("standfirst"),
        FieldRowPanel([FieldPanel("answer"), FieldPanel("life_event")]),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("audience", "where", "delay", "price", "duration")], "Avant d’y aller"
        ),
        FieldPanel("steps"),
        FieldPanel("papers"),
        FieldPanel("downloads"),
        FieldPanel("body", heading="Cas particuliers"),
        MultiFieldPanel(
            [
                PageChooserPanel("service", "home.ServicePage"),
                FieldPanel("phone"),
                FieldPanel("online_url"),
                FieldPanel("online_label"),
            ],
            "À qui s’adresser",
        ),
        MultiFieldPanel([FieldPanel("source_title"), FieldPanel("source_url")], "Source"),
        *LastingPage.checking_panels,
        *ContentPage.classification_panels,
    ]

    class Meta:
        verbose_name = "démarche"
        verbose_name_plural = "démarches"

    def journal_facts(self) -> dict[str, object]:
        names = ("answer", "audience", "where", "delay", "price", "duration", "phone", "online_url", "source_url")
        streams = ("steps", "papers", "downloads")
        return (
            super().journal_facts()
            | {name: getattr(self, name) for name in names}
            | {name: getattr(self, name).get_prep_value() for name in streams}
            | {"service": self.service_id}
        )

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {
            "facts": facts_of(self),
            "steps": [step.value for step in self.steps],
            "documents": documents_of(self.downloads),
            "same_event": self.same_event(),
            "opening": self.service.opening() if self.service else None,
            "phone": self.phone or (self.service.phone if self.service else "") or self.commune.phone,
        }

    def same_event(self) -> list[Link]:
        """The procedures of the same occasion, this one included, for the navigation beside it."""
        if self.site is None:
            return []
        found = ProcedurePage.objects.sibling_of(self).live().public().filter(life_event=self.life_event)
        return [Link(page.title, page.path_on_site(self.site)) for page in found.for_lists().order_by("path")]


def in_order(procedures: Iterable[ProcedurePage]) -> list[ProcedurePage]:
    """From A to Z, accents and articles apart."""
    return sorted(procedures, key=lambda page: sort_key(page.title))
