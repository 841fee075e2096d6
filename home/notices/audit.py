"""An audit of accessibility as its report gives it: what the declaration and the foot of every page are written from."""

from __future__ import annotations

import datetime as dt
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel
from wagtail.models import Site

from content.models.belonging import only_site

CRITERIA = 106
"""Criteria of the RGAA 4.1.2."""
VALID_YEARS = 3
"""Décret n° 2019-768, article 5: the declaration is renewed at least every three years."""
HALF = 50


class AuditQuerySet(models.QuerySet["AccessibilityAudit"]):
    def for_site(self, site: Site) -> Self:
        return self.filter(site=site)

    def latest_of(self, site: Site) -> AccessibilityAudit | None:
        """The town's most recent audit, still valid or not."""
        return self.for_site(site).order_by("-audited_on", "-pk").first()


class AccessibilityAudit(models.Model):
    """The results of one audit. The rate and the state are worked out, never typed."""

    site = models.ForeignKey(
        Site, on_delete=models.CASCADE, related_name="+", verbose_name="commune", default=only_site
    )
    audited_on = models.DateField("audit terminé le")
    declared_on = models.DateField("déclaration établie le", default=dt.date.today)
    auditor = models.CharField(
        "audit fait par",
        max_length=160,
        help_text="Le nom de l’organisme, ou « la mairie » pour un audit fait sur place.",
    )
    referential = models.CharField("référentiel", max_length=40, default="RGAA 4.1.2")
    conforming = models.PositiveSmallIntegerField("critères respectés")
    non_conforming = models.PositiveSmallIntegerField("critères non respectés")
    not_applicable = models.PositiveSmallIntegerField("critères sans objet")
    non_conformities = models.TextField(
        "ce qui n’est pas conforme",
        blank=True,
        help_text="Un défaut par ligne, en mots simples, avec la page concernée.",
    )
    derogations = models.TextField(
        "dérogations pour charge disproportionnée",
        blank=True,
        help_text="Une par ligne, avec la raison et ce qui est proposé à la place.",
    )
    exempt = models.TextField(
        "contenus non soumis à l’obligation",
        blank=True,
        help_text="Un par ligne : documents d’avant le 23 septembre 2018, cartes, archives…",
    )
    pages_audited = models.TextField("pages vérifiées", help_text="Une adresse ou un titre par ligne.")
    technologies = models.CharField("technologies du site", max_length=200, default="HTML5, CSS, SVG, PDF")
    environment = models.TextField(
        "environnement de test", help_text="Un par ligne : « NVDA 2026.1 et Firefox 140, sous Windows »."
    )
    tools = models.TextField("outils", blank=True, help_text="Un par ligne.")

    objects = AuditQuerySet.as_manager()

    panels = [
        HelpPanel(
            "<p>Recopiez ici le rapport de l’audit. La déclaration, la mention au bas de chaque page et le rappel "
            "dans trois ans s’écrivent tout seuls. Sans audit, le site se déclare « non conforme ».</p>"
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("audited_on"), FieldPanel("declared_on")]), "auditor", "referential"], "L’audit"
        ),
        MultiFieldPanel(
            [
                FieldRowPanel(
                    [FieldPanel("conforming"), FieldPanel("non_conforming"), FieldPanel("not_applicable")],
                    help_text="À eux trois, 106 critères.",
                )
            ],
            "Les résultats",
        ),
        MultiFieldPanel(["non_conformities", "derogations", "exempt"], "Ce qui n’est pas accessible"),
        MultiFieldPanel(["pages_audited", "technologies", "environment", "tools"], "Comment l’audit a été fait"),
        FieldPanel("site"),
    ]

    class Meta:
        verbose_name = "audit d’accessibilité"
        verbose_name_plural = "audits d’accessibilité"
        ordering = ["-audited_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.referential}, {self.audited_on:%d/%m/%Y} : {self.percent} %"

    def clean(self) -> None:
        super().clean()
        counts = (self.conforming, self.non_conforming, self.not_applicable)
        if None not in counts and sum(counts) != CRITERIA:
            raise ValidationError(f"Le RGAA a {CRITERIA} critères ; ces trois nombres font {sum(counts)}.")
        if None not in counts and not self.conforming and not self.non_conforming:
            raise ValidationError({"not_applicable": "Un site a toujours des critères applicables."})
        if self.non_conforming and not self.non_conformities.strip():
            raise ValidationError(
                {"non_conformities": "Dites ce qui n’est pas conforme : la déclaration doit le lister."}
            )
        if self.audited_on and self.audited_on > timezone.localdate():
            raise ValidationError({"audited_on": "Un audit se recopie quand il est terminé."})

    @property
    def percent(self) -> int:
        """Applicable criteria that are respected, rounded down: 100 only when all of them are."""
        return 100 * self.conforming // (self.conforming + self.non_conforming)

    @property
    def expires_on(self) -> dt.date:
        """The first day on which it is worth nothing any more."""
        year = self.audited_on.year + VALID_YEARS
        try:
            return self.audited_on.replace(year=year)
        except ValueError:  # 29 February
            return dt.date(year, 3, 1)

    def is_valid(self, day: dt.date) -> bool:
        return self.audited_on <= day < self.expires_on

    @property
    def result(self) -> str:
        """What the law calls that rate (RGAA: all, at least half, less than half)."""
        if not self.non_conforming:
            return _("totalement conforme")
        return _("partiellement conforme") if self.percent >= HALF else _("non conforme")


def state(audit: AccessibilityAudit | None, day: dt.date) -> str:
    """What the site may say of itself on that day: « non conforme » without a valid audit (décret 2019-768, article 5)."""
    return audit.result if audit and audit.is_valid(day) else _("non conforme")
