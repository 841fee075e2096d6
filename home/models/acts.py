"""Acts of the commune: the signed file, a text that everybody can read, and the dates that count."""

from __future__ import annotations

import datetime as dt
from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager
from wagtail.search import index

from content.blocks import BodyBlock
from content.models import ContentPage, TownDocument
from content.models.page import ContentPageQuerySet
from content.paging import page_of
from home.acts import periods, presenting
from home.acts.digest import sha256_of
from home.acts.forms import ActFilterForm, ActPageForm
from home.directory import folded
from home.files import file_of
from home.models.editorial import LastingPage

LONGEST = dt.timedelta(days=64)
"""No act has to stay longer: two months and a day, rounded up."""
FROZEN = ("kind", "number", "document_id", "signed_on")
"""What residents rely on: it no longer changes once the act is online."""


class Kind(models.TextChoices):
    ORDER = "arrete", _("Arrêté")
    DELIBERATION = "deliberation", _("Délibération")
    DECISION = "decision", _("Décision")
    MINUTES = "proces-verbal", _("Procès-verbal")
    LIST = "liste", _("Liste des délibérations")


class ActQuerySet(ContentPageQuerySet):
    def for_register(self) -> Self:
        """Latest signed first, with the file and without the text."""
        return self.select_related("document").defer("body").order_by("-signed_on", "-number", "-pk")

    def narrowed(self, kind: str, year: int | None, words: str) -> Self:
        """Of that kind, signed in that year, whose subject or number holds every word; empty asks for nothing."""
        found = self.filter(kind=kind) if kind else self
        found = found.filter(signed_on__year=year) if year else found
        for word in words.split()[:8]:
            found = found.filter(plain__contains=folded(word))
        return found

    def years(self) -> list[int]:
        """The years that have an act, the latest first."""
        return [day.year for day in self.order_by().dates("signed_on", "year", order="DESC")]

    def kept_online(self, today: dt.date) -> list[ActPage]:
        """Those online for less than two months on that day: they may not be withdrawn."""
        since = timezone.now() - LONGEST
        return [act for act in self.live().filter(first_published_at__gte=since) if act.withdrawable_on > today]


class ActIndexPage(LastingPage):
    """The register: every act, the latest first, by kind, by year, by a word of its subject."""

    max_count_per_parent = 1
    parent_page_types = ["home.HomePage", "home.EditorialPage"]
    subpage_types = ["home.ActPage"]
    private_page_options: list[str] = []
    content_panels = [*Page.content_panels, FieldPanel("standfirst"), FieldPanel("body", heading="texte sous la liste")]

    class Meta:
        verbose_name = "registre des actes"

    def acts(self, at: dt.datetime) -> ActQuerySet:
        queryset: ActQuerySet = ActPage.objects.child_of(self).published(at).for_register()
        return queryset

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        acts = self.acts(timezone.now())
        form = ActFilterForm(request.GET, kinds=list(Kind.choices), years=acts.years())
        page = page_of(acts.narrowed(*form.asked()), request.GET.get("page"))
        site = self.site
        return super().get_context(request, *args, **kwargs) | {
            "form": form,
            "acts": page,
            "columns": presenting.columns(),
            "rows": [presenting.row(act, site) for act in page] if site else [],
            "is_narrowed": any(form.asked()),
        }


class ActPage(ContentPage):
    """One act. Its title is its subject; the day residents could first read it is the day it was put online."""

    journal_collection = "actes"
    base_form_class = ActPageForm
    private_page_options: list[str] = []

    kind = models.CharField("nature", max_length=15, choices=Kind.choices, default=Kind.ORDER)
    number = models.CharField("numéro", max_length=30, help_text="« 2026-117 »")
    signatory_name = models.CharField("prénom et nom du signataire", max_length=120)
    signatory_quality = models.CharField(
        "qualité du signataire", max_length=120, help_text="« maire », « premier adjoint, par délégation »"
    )
    signed_on = models.DateField("signé le")
    transmitted_on = models.DateField(
        "transmis au contrôle de légalité le", null=True, blank=True, help_text="Vide si l’acte n’y est pas soumis."
    )
    posted_from = models.DateField("affiché du", null=True, blank=True)
    posted_until = models.DateField("affiché jusqu’au", null=True, blank=True)
    applies_from = models.DateField("en vigueur du", null=True, blank=True)
    applies_until = models.DateField("en vigueur jusqu’au", null=True, blank=True)
    votes_for = models.PositiveSmallIntegerField("pour", null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField("contre", null=True, blank=True)
    abstentions = models.PositiveSmallIntegerField("abstentions", null=True, blank=True)
    document = models.ForeignKey(
        TownDocument,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="fichier signé",
        help_text="Le PDF entier. Préférez celui du traitement de texte à une photocopie : il se lit à voix haute.",
    )
    digest = models.CharField(max_length=64, blank=True, editable=False)
    plain = models.CharField(
        max_length=300, blank=True, editable=False
    )  # subject and number, without accents nor capitals
    body = StreamField(BodyBlock(), verbose_name="version de lecture", blank=True)
    explained_by = models.ForeignKey(
        Page,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="la page qui l’explique",
        help_text="Une nouvelle, une alerte : ce qui dit l’acte en mots simples.",
    )
    names_checked = models.BooleanField(
        "je l’ai relu : aucun particulier ne peut y être reconnu",
        default=False,
        help_text="Noms, adresses, dates de naissance, situations : ôtez-les du fichier avant de le publier.",
    )
    names_checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="relu par",
    )
    names_checked_at = models.DateTimeField("relu le", null=True, editable=False)

    objects = PageManager.from_queryset(ActQuerySet)()

    parent_page_types = ["home.ActIndexPage"]
    subpage_types: list[str] = []
    shown_with = (*ContentPage.shown_with, "document", "explained_by")
    exclude_fields_in_copy = [
        *ContentPage.exclude_fields_in_copy, "names_checked", "names_checked_by", "names_checked_at",
    ]  # fmt: skip
    search_fields = [
        *ContentPage.search_fields,
        index.SearchField("number"),
        index.SearchField("signatory_name"),
        index.SearchField("body"),
        index.FilterField("kind"),
        index.FilterField("signed_on"),
    ]

    content_panels = [
        *Page.content_panels,
        HelpPanel("Le titre est l’objet de l’acte. Une fois en ligne, l’acte y reste deux mois au moins."),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("number")]),
        MultiFieldPanel(
            [
                FieldPanel("document"),
                FieldPanel("names_checked"),
                FieldRowPanel(
                    [FieldPanel("names_checked_by", read_only=True), FieldPanel("names_checked_at", read_only=True)]
                ),
            ],
            "Le fichier",
        ),
        MultiFieldPanel(
            [FieldPanel("signatory_name"), FieldPanel("signatory_quality"), FieldPanel("signed_on")], "Signature"
        ),
        MultiFieldPanel(
            [
                FieldPanel("transmitted_on"),
                FieldRowPanel([FieldPanel("posted_from"), FieldPanel("posted_until")]),
                FieldRowPanel([FieldPanel("applies_from"), FieldPanel("applies_until")]),
            ],
            "Dates",
        ),
        FieldRowPanel([FieldPanel("votes_for"), FieldPanel("votes_against"), FieldPanel("abstentions")], "Vote"),
        FieldPanel(
            "body", help_text="Le texte de l’acte, pour qui lit sur un téléphone ou l’écoute. Le fichier fait foi."
        ),
        FieldPanel("explained_by"),
        MultiFieldPanel([FieldPanel("topics"), FieldPanel("districts")], "De quoi il s’agit"),
    ]

    class Meta:
        verbose_name = "acte"
        verbose_name_plural = "actes"

    def __str__(self) -> str:
        return f"{self.get_kind_display()} n° {self.number} : {self.title}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Takes the file's fingerprint; the clock never withdraws the act before its time."""
        self.digest = sha256_of(self.document)
        self.plain = folded(f"{self.number} {self.title}")[:300]
        if self.live and self.expire_at and timezone.localdate(self.expire_at) < self.withdrawable_on:
            self.expire_at: dt.datetime | None = presenting.midnight(self.withdrawable_on)
        super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        if self.document and self.document.file_extension.lower() != "pdf":
            raise ValidationError({"document": "Le fichier signé est un PDF : un format qui ne se modifie pas."})
        self.refuse_early_expiry()
        self.refuse_change()

    def refuse_early_expiry(self) -> None:
        first = self.withdrawable_on
        if self.expire_at and timezone.localdate(self.expire_at) < first:
            raise ValidationError(
                f"Un acte reste en ligne deux mois au moins (CGCT, R2131-1) : choisissez une date de retrait à partir du "
                f"{first:%d/%m/%Y}, ou aucune."
            )

    def refuse_change(self) -> None:
        """An act online keeps its number, its kind, its signature and its file: another act corrects it."""
        online = ActPage.objects.filter(pk=self.pk).live().first() if self.pk else None
        if online and any(getattr(online, name) != getattr(self, name) for name in FROZEN):
            raise ValidationError(
                "Cet acte est en ligne : sa nature, son numéro, sa date et son fichier ne changent plus. "
                "Pour le corriger, publiez un autre acte."
            )

    @property
    def put_online_on(self) -> dt.date:
        """The day residents could first read it; today's for a draft, or the day its publication is set for."""
        return timezone.localdate(self.first_published_at or self.go_live_at or timezone.now())

    @property
    def withdrawable_on(self) -> dt.date:
        """The first day it may be taken off."""
        return periods.first_withdrawal(self.put_online_on)

    @property
    def contested_until(self) -> dt.date:
        return periods.contested_until(self.put_online_on, self.commune.insee_code)

    @property
    def may_be_contested(self) -> bool:
        """Minutes and lists decide nothing: nobody brings them before a court."""
        return self.kind not in (Kind.MINUTES, Kind.LIST)

    def journal_facts(self) -> dict[str, object]:
        names = (
            "kind", "number", "signatory_name", "signatory_quality", "signed_on", "transmitted_on", "posted_from",
            "posted_until", "applies_from", "applies_until", "digest", "explained_by_id",
        )  # fmt: skip
        return (
            super().journal_facts()
            | {name: getattr(self, name) for name in names}
            | {"body": self.body.get_prep_value()}
        )

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {
            "summary": presenting.summary(self),
            "margin": presenting.margin(self),
            "file": file_of(self.document) if self.document else None,
            "fingerprint": presenting.in_fours(self.digest),
            "today": timezone.localdate(),
        }
