"""Lists of addresses brought by the town hall: each file, and each of its lines with what became of it."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from wagtail.models import Site

from content import addresses

DRAFT_KEPT = timedelta(days=7)
LINES_KEPT = timedelta(days=28)


class ImportQuerySet(models.QuerySet["Import"]):
    def for_site(self, site: Site) -> Self:
        return self.filter(site=site)

    def running(self) -> Self:
        return self.filter(state=Import.State.RUNNING).order_by("pk")

    def reading(self) -> Self:
        return self.filter(state=Import.State.READING).order_by("pk")

    def drafts_before(self, moment: datetime) -> Self:
        """Never started nor cancelled: somebody went away."""
        return self.filter(state__in=[Import.State.READING, Import.State.DRAFT], uploaded_at__lte=moment)


class Import(models.Model):
    """One file, read, then a draft until somebody has looked at it.

    Its account is kept for ever, its lines for four weeks.
    """

    class State(models.TextChoices):
        READING = "reading", "en lecture"
        DRAFT = "draft", "à regarder"
        RUNNING = "running", "en cours"
        DONE = "done", "terminé"
        CANCELLED = "cancelled", "annulé"

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="+", verbose_name="commune")
    file_name = models.CharField("fichier", max_length=120)
    encoding = models.CharField("encodage", max_length=20)
    separator = models.CharField("séparateur", max_length=20)
    address_heading = models.CharField("colonne des adresses", max_length=120)
    state = models.CharField("état", max_length=10, choices=State.choices, default=State.DRAFT)
    raw = models.BinaryField(null=True, editable=False)
    """The file, for as long as it is being read."""
    rows = models.PositiveIntegerField("lignes à lire", default=0)
    attested = models.BooleanField("accords attestés", default=False)
    source = models.CharField("origine des accords", max_length=200)
    choices = models.JSONField("choix", default=list)
    uploaded_at = models.DateTimeField("apporté le")
    uploader = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="apporté par"
    )
    uploader_name = models.CharField("nom de qui l’a apporté", max_length=160)
    finished_at = models.DateTimeField("terminé le", null=True)
    account = models.JSONField("compte", default=dict)

    objects = ImportQuerySet.as_manager()

    class Meta:
        verbose_name = "import d’abonnés"
        verbose_name_plural = "imports d’abonnés"
        ordering = ["-pk"]
        default_permissions = ("add",)

    def __str__(self) -> str:
        return f"{self.file_name}, {self.uploaded_at:%d/%m/%Y}"


class ImportLineQuerySet(models.QuerySet["ImportLine"]):
    def to_do(self) -> Self:
        """Those that may become a subscription, and have not yet been decided."""
        return self.filter(verdict=ImportLine.Verdict.NEW, outcome="").order_by("number")

    def finished_before(self, moment: datetime) -> Self:
        return self.filter(batch__finished_at__lte=moment)

    def at(self, address_key: str) -> Self:
        return self.filter(address_key=address_key)

    def verdicts(self) -> Counter[str]:
        """How many lines of each verdict."""
        return Counter(dict(self.order_by().values_list("verdict").annotate(number=Count("pk"))))

    def outcomes(self) -> Counter[str]:
        """How many lines ended each way; those not decided yet are not there."""
        decided = self.exclude(outcome="").order_by()
        return Counter(dict(decided.values_list("outcome").annotate(number=Count("pk"))))


class ImportLine(models.Model):
    """One line of the file: what it says, what may be done with it, what was done."""

    class Verdict(models.TextChoices):
        NEW = "new", "à inscrire"
        KNOWN = "known", "déjà abonné"
        REPEATED = "repeated", "déjà plus haut dans le fichier"
        INVALID = "invalid", "adresse refusée"
        LEFT = "left", "a demandé à partir"
        SUSPENDED = "suspended", "adresse en erreur"

    class Outcome(models.TextChoices):
        ENROLLED = "enrolled", "inscrit"
        INVITED = "invited", "invité par courriel"
        SKIPPED = "skipped", "laissé : la situation a changé entre-temps"

    batch = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="lines")
    number = models.PositiveIntegerField("ligne")
    typed = models.CharField("écrit", max_length=320, blank=True)
    address_key = models.CharField(max_length=addresses.LONGEST, blank=True, db_index=True)
    source = models.CharField("origine de l’accord", max_length=200, blank=True)
    verdict = models.CharField("avis", max_length=10, choices=Verdict.choices)
    remark = models.CharField("remarque", max_length=200, blank=True)
    outcome = models.CharField("suite", max_length=10, choices=Outcome.choices, blank=True)

    objects = ImportLineQuerySet.as_manager()

    class Meta:
        verbose_name = "ligne d’import"
        verbose_name_plural = "lignes d’import"
        ordering = ["number"]
        default_permissions = ()
        indexes = [
            models.Index(fields=["batch", "number"], condition=Q(verdict="new", outcome=""), name="import_line_to_do")
        ]

    def __str__(self) -> str:
        return f"ligne {self.number} : {self.get_verdict_display()}"
