"""The municipal bulletin: its shelf, and each number composed from the site's own pages."""

from __future__ import annotations

import datetime as dt
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, TitleFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager, Site, WorkflowState
from wagtail.search import index
from wagtail.workflows import publish_workflow_state

from content import linked_data
from content.dates import month_year
from content.models import ContentPage
from content.models.correction import Correction, KeepsCorrections
from content.models.page import ContentPageQuerySet
from newsletter.approval.substance import substance
from newsletter.bulletin.blocks import SectionsBlock
from newsletter.bulletin.edition import Ground
from newsletter.bulletin.printings import Paper, booklet_response, large_print_response, paper_response
from newsletter.bulletin.shelf import Shown
from newsletter.bulletin.showing import file_response, show_bulletin, show_shelf
from newsletter.compose import edition_of
from newsletter.desk.form import BulletinPageForm
from newsletter.desk.gauges_panel import GaugesPanel
from newsletter.models.approval import Approval
from newsletter.models.issue import Issue, PrintedForm
from newsletter.models.voice import GroupText, latest_by_group
from newsletter.proofing.previews import preview_response

PREVIEW_MODES = [
    ("web", "Page du site"),
    ("email", "Courriel"),
    ("phone", "Courriel, sur téléphone"),
    ("pdf", "Bulletin imprimé"),
]


class BulletinQuerySet(ContentPageQuerySet):
    def by_number(self) -> Self:
        """The latest number first."""
        return self.order_by("-month", "-number", "-pk")

    def in_year(self, year: int) -> Self:
        return self.filter(month__year=year)

    def before(self, number: int) -> Self:
        return self.filter(number__lt=number)

    def for_cards(self) -> Self:
        """With what a shelf shows, and without their sections nor the bytes of their issue."""
        light = ("sections", "issue__html", "issue__web", "issue__mjml", "issue__text")
        printed = models.Prefetch("issue__printed_forms", PrintedForm.objects.defer("content"), to_attr="light_forms")
        return self.select_related("image", "issue").prefetch_related(printed, "topics").defer(*light)


class BulletinIndexPage(RoutablePageMixin, ContentPage):
    """All the numbers, by year."""

    journal_collection = "bulletin"
    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["newsletter.BulletinPage"]
    content_panels = [*Page.content_panels, FieldPanel("standfirst")]

    class Meta:
        verbose_name = "page des bulletins"

    def bulletins(self, at: dt.datetime) -> BulletinQuerySet:
        queryset: BulletinQuerySet = BulletinPage.objects.child_of(self).published(at).by_number()
        return queryset

    @path("")
    def latest(self, request: HttpRequest) -> HttpResponse:
        """The numbers of the latest year that has some."""
        return show_shelf(self, request, None)

    @path("<int:year>/", name="year")
    def of_year(self, request: HttpRequest, year: int) -> HttpResponse:
        return show_shelf(self, request, year)


class BulletinPage(KeepsCorrections, RoutablePageMixin, ContentPage):
    """One number. A draft shows its sections as they are now; once approved, every form shows the frozen issue."""

    journal_collection = "bulletin"

    GROUNDS = [
        ("", "selon le numéro"),
        (Ground.COLOURED.value, "de couleur"),
        (Ground.WHITE.value, "blanc"),
        (Ground.DARK.value, "sombre"),
    ]

    number = models.PositiveIntegerField("numéro", validators=[MinValueValidator(1)])
    month = models.DateField("mois", help_text="Un jour quelconque du mois que couvre le bulletin.")
    ground = models.CharField("fond de la couverture", max_length=8, choices=GROUNDS, blank=True)
    sections = StreamField(SectionsBlock(), verbose_name="rubriques", blank=True)
    colophon = models.TextField(
        "ours",
        blank=True,
        help_text="Vide : direction de la publication, rédaction et tirage, d’après les réglages de la commune.",
    )

    corrections: Any  # BulletinCorrection, by modelcluster
    approvals: Any

    base_form_class = BulletinPageForm
    objects = PageManager.from_queryset(BulletinQuerySet)()

    parent_page_types = ["newsletter.BulletinIndexPage"]
    subpage_types: list[str] = []
    search_fields = [*ContentPage.search_fields, index.SearchField("sections"), index.FilterField("number")]
    preview_modes = PREVIEW_MODES
    default_preview_mode = "web"

    content_panels = [
        TitleFieldPanel(
            "title",
            placeholder="Titre de couverture*",
            help_text="Ce qui fait la une : « La halle rouvre samedi 5 décembre ».",
        ),
        GaugesPanel(heading="Mesures"),
        FieldPanel("standfirst", heading="Sous le titre", help_text="« Soupe à 11 h 30, inauguration à midi »"),
        FieldRowPanel([FieldPanel("number"), FieldPanel("month")]),
        MultiFieldPanel([FieldPanel("image"), FieldPanel("engraving"), FieldPanel("ground")], "Couverture"),
        FieldPanel("sections"),
        FieldPanel("colophon"),
        InlinePanel(
            "corrections",
            heading="Rectificatifs",
            label="rectificatif",
            help_text="Un numéro paru ne change plus. Ce qui s’y trouve de faux se dit ici : au-dessus de sa page, daté.",
        ),
    ]

    class Meta:
        verbose_name = "bulletin"
        verbose_name_plural = "bulletins"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if kwargs.get("update_fields") is None:
            self.keep_published_corrections()
        super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        if self.month:
            self.month = self.month.replace(day=1)
        if self.number and self._others().filter(number=self.number).exists():
            raise ValidationError({"number": f"Le numéro {self.number} existe déjà."})

    def _others(self) -> BulletinQuerySet:
        queryset: BulletinQuerySet = BulletinPage.objects.exclude(pk=self.pk)
        parent = self.get_parent() if self.path else None
        return queryset.child_of(parent) if parent else queryset.none()

    @property
    def frozen(self) -> Issue | None:
        """The issue residents received, or None for a number not approved yet."""
        return Issue.objects.filter(page_id=self.pk).first() if self.pk else None

    def approved_in(self, workflow_state: WorkflowState, user: Any) -> None:
        """Its workflow ended well: what it then says is approved. A number not out yet is published when it is issued."""
        if self.frozen is not None:
            publish_workflow_state(workflow_state, user)
            return
        latest: BulletinPage = self.get_latest_revision_as_object()
        now = timezone.now()
        said = substance(edition_of(latest, now)) if latest.site else ""
        Approval.of_workflow(self, workflow_state, user, said, now)

    def number_before(self, shelf: Page) -> BulletinPage | None:
        """The highest number under that shelf, drafts included: what a new one follows."""
        queryset: BulletinQuerySet = BulletinPage.objects.child_of(shelf)
        return queryset.order_by("-number").first()

    @property
    def groups_section(self) -> Any:
        """What the editor set for the groups' space, or None for a number without it."""
        return next((block.value for block in self.sections if block.block_type == "groups"), None)

    @property
    def groups_deadline(self) -> dt.date | None:
        section = self.groups_section
        return section["deadline"] if section else None

    def texts_received(self) -> dict[int, GroupText]:
        """The version that counts for each group of the council, by its key."""
        return latest_by_group(GroupText.objects.for_number(self))

    @property
    def month_label(self) -> str:
        """« décembre 2026 »"""
        return month_year(self.month) if self.month else ""

    @property
    def cover_ground(self) -> Ground:
        """Its own, else one that changes with the number so that a shelf is never of one colour."""
        if self.ground:
            return Ground(self.ground)
        return (Ground.DARK, Ground.WHITE, Ground.COLOURED)[self.number % 3]

    def previous(self) -> BulletinPage | None:
        """The number before, among those residents can read."""
        before: BulletinQuerySet = BulletinPage.objects.sibling_of(self, inclusive=False).live().before(self.number)
        return before.by_number().first()

    def journal_facts(self) -> dict[str, object]:
        return super().journal_facts() | {
            "number": self.number,
            "month": self.month,
            "corrections": [correction.facts() for correction in self.corrections.all()],
        }

    def linked_data(self, site: Site) -> list[linked_data.Data]:
        """The number as an issue of its periodical, for search engines."""
        commune = self.commune
        return [
            linked_data.publication_issue(
                self.address(),
                periodical=commune.bulletin_title,
                number=self.number,
                published=timezone.localtime(self.published_at),
                publisher={"@id": linked_data.town_id(site.root_url)},
                name=" ".join(self.title.replace("|", " ").split()),
                description=self.standfirst,
            )
        ]

    def shown(self) -> Shown:
        """What a shelf, a teaser or a header show of it."""
        return Shown.of(self)

    @path("")
    def whole(self, request: HttpRequest) -> HttpResponse:
        return show_bulletin(self, request)

    @path("bulletin.pdf/")
    def printed(self, request: HttpRequest) -> HttpResponse:
        return file_response(self, "pdf")

    @path("gros-caracteres.pdf/")
    def in_large_print(self, request: HttpRequest) -> HttpResponse:
        return large_print_response(request, self)

    @path("livret.pdf/")
    def as_booklet(self, request: HttpRequest) -> HttpResponse:
        return booklet_response(self)

    @path("economique.pdf/")
    def saving_ink(self, request: HttpRequest) -> HttpResponse:
        return paper_response(request, self, Paper.ECONOMICAL)

    @path("imprimeur.pdf/")
    def for_the_printer(self, request: HttpRequest) -> HttpResponse:
        return paper_response(request, self, Paper.PRINTERS)

    @path("courriel.html/")
    def as_email(self, request: HttpRequest) -> HttpResponse:
        return file_response(self, "email")

    @path("texte.txt/")
    def as_text(self, request: HttpRequest) -> HttpResponse:
        return file_response(self, "text")

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """The form asked for, composed as it will be when approved."""
        return preview_response(self, request, mode_name, timezone.now())

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        urls: list[dict[str, Any]] = super().get_sitemap_urls(request)
        return urls


class BulletinCorrection(Correction):
    page = ParentalKey(BulletinPage, on_delete=models.CASCADE, related_name="corrections")

    class Meta(Correction.Meta):
        abstract = False


def bulletin_at(page: Page) -> BulletinPage:
    """That page as a bulletin. Raises Http404 for any other page."""
    specific = page.specific
    if not isinstance(specific, BulletinPage):
        raise Http404
    return specific
