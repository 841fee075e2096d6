"""An issue as residents received it: frozen bytes, who approved them and from which revision. Never edited."""

from __future__ import annotations

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from wagtail.models import Revision, Site


class IssueQuerySet(models.QuerySet["Issue"]):
    def out(self, site: Site) -> Self:
        """The numbers of that town already out, oldest first, without their bytes."""
        printed = models.Prefetch("printed_forms", PrintedForm.objects.defer("content"), to_attr="light_forms")
        frozen = self.filter(site=site).exclude(issued_at=None).order_by("issued_at", "pk")
        return frozen.prefetch_related(printed).defer("html", "web", "mjml", "text", "contents")


class Issue(models.Model):
    """One bulletin, approved, in each of its forms. Sending needs `uid`, `site`, `subject`, `html` and `text`."""

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+", verbose_name="commune")
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    page = models.OneToOneField(
        "newsletter.BulletinPage", on_delete=models.SET_NULL, null=True, related_name="issue", verbose_name="page"
    )
    subject = models.CharField("objet", max_length=200)
    web = models.TextField("page", blank=True)
    contents = models.JSONField("sommaire", default=list, blank=True)
    mjml = models.TextField("source du courriel", blank=True)
    html = models.TextField("courriel")
    text = models.TextField("texte")
    fingerprint = models.CharField("empreinte", max_length=64, blank=True)
    issued_at = models.DateTimeField("arrêté le", null=True)
    revision = models.ForeignKey(
        Revision, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="version"
    )
    approver = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="approuvé par"
    )
    approver_name = models.CharField("nom de qui approuve", max_length=160, blank=True)
    approval = models.ForeignKey(
        "newsletter.Approval", on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="approbation"
    )
    photos = models.PositiveSmallIntegerField("photos", null=True)
    mayor_photos = models.PositiveSmallIntegerField("photos où l’on voit le maire", null=True)
    pdf_obstacle = models.CharField("pourquoi il n’y a pas de PDF", max_length=300, blank=True)

    objects = IssueQuerySet.as_manager()

    class Meta:
        verbose_name = "numéro"
        verbose_name_plural = "numéros"

    def __str__(self) -> str:
        return self.subject

    @property
    def printed(self) -> PrintedForm | None:
        """What is known of its printed form, without its bytes; asks nothing when a shelf has brought it along."""
        known = getattr(self, "light_forms", None)
        forms = self.printed_forms.defer("content") if known is None else known
        return next(iter(forms), None)


class PrintedForm(models.Model):
    """The bytes of one printed form of an issue, apart from it so that a list of issues never loads them."""

    class Edition(models.TextChoices):
        STANDARD = "standard", "à imprimer"

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="printed_forms", verbose_name="numéro")
    edition = models.CharField("édition", max_length=20, choices=Edition.choices, default=Edition.STANDARD)
    content = models.BinaryField()
    weight = models.PositiveIntegerField("octets")
    pages = models.PositiveSmallIntegerField("pages")
    fingerprint = models.CharField("empreinte", max_length=64)

    class Meta:
        verbose_name = "forme imprimée"
        verbose_name_plural = "formes imprimées"
        constraints = [models.UniqueConstraint(fields=["issue", "edition"], name="printed_form_once_per_issue")]

    def __str__(self) -> str:
        return f"{self.issue}, {self.get_edition_display()}"


class PressSheets(models.Model):
    """What an issue was printed from, frozen with it, so that another paper can only say the same (newsletter.renderers.papers)."""

    issue = models.OneToOneField(Issue, on_delete=models.CASCADE, related_name="sheets", verbose_name="numéro")
    content = models.BinaryField()

    class Meta:
        verbose_name = "feuilles d’impression"
        verbose_name_plural = "feuilles d’impression"

    def __str__(self) -> str:
        return f"{self.issue}, feuilles"


class Waiver(models.Model):
    """Why a number left in spite of what its gauges showed in red: the words, who wrote them, when, and what was red."""

    issue = models.OneToOneField(Issue, on_delete=models.CASCADE, related_name="waiver", verbose_name="numéro")
    reason = models.TextField("raison")
    red = models.JSONField("ce qui était à corriger", default=list)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="écrite par"
    )
    author_name = models.CharField("nom de qui l’écrit", max_length=160)
    at = models.DateTimeField("écrite le")

    class Meta:
        verbose_name = "raison écrite"
        verbose_name_plural = "raisons écrites"

    def __str__(self) -> str:
        return f"{self.issue} : {self.reason[:60]}"
