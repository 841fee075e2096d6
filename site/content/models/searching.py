"""What the search needs of a town: the words its residents use for one another, and the text of its documents."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from content.models.media import TownDocument
from content.synonyms import MOST_LINES, parse, usual


@register_setting(icon="search")
class SearchSettings(BaseSiteSetting):
    """The synonyms of one town."""

    synonyms = models.TextField(
        "mots voisins",
        blank=True,
        default=usual,
        max_length=20_000,
        help_text="Une ligne par idée, les mots séparés par des virgules : « poubelle, ordures, déchets, bac ». "
        "Qui cherche l’un trouve aussi les autres. Accents, pluriels et majuscules ne comptent pas.",
    )

    panels = [FieldPanel("synonyms")]

    class Meta:
        verbose_name = "Recherche"

    def __str__(self) -> str:
        return f"Recherche, {self.site}"

    def clean(self) -> None:
        super().clean()
        lines = [line.strip() for line in self.synonyms.splitlines() if line.strip()]
        if len(lines) > MOST_LINES:
            raise ValidationError({"synonyms": f"{MOST_LINES} lignes au plus : il y en a {len(lines)}."})
        lonely = next((line for line in lines if not parse(line)), None)
        if lonely:
            raise ValidationError({"synonyms": f"« {lonely} » : écrivez au moins deux mots, séparés par une virgule."})


class DocumentTextQuerySet(models.QuerySet["DocumentText"]):
    def outdated(self) -> Self:
        """Read from a file that has been replaced since."""
        return self.exclude(file_name=F("document__file"))


class DocumentText(models.Model):
    """The words of a PDF, page by page, as the worker read them. Empty when it could not: `obstacle` then says why."""

    RETRY = timedelta(hours=1)
    ATTEMPTS = 3

    document = models.OneToOneField(TownDocument, on_delete=models.CASCADE, related_name="text", primary_key=True)
    file_name = models.CharField(max_length=255)
    pages = models.JSONField(default=list)
    obstacle = models.CharField(max_length=200, blank=True)
    attempts = models.PositiveSmallIntegerField(default=1)
    read_at = models.DateTimeField()

    objects = DocumentTextQuerySet.as_manager()

    class Meta:
        verbose_name = "texte de document"
        verbose_name_plural = "textes de document"

    def __str__(self) -> str:
        return str(self.document)


def documents_to_read(at: datetime) -> models.QuerySet[TownDocument]:
    """The PDFs never read, replaced since, or that could not be read and may be tried again."""
    replaced = ~Q(text__file_name=F("file"))
    failed = ~Q(text__obstacle="") & Q(text__attempts__lt=DocumentText.ATTEMPTS)
    again = failed & Q(text__read_at__lt=at - DocumentText.RETRY)
    documents = TownDocument.objects.filter(file__iendswith=".pdf")
    return documents.filter(Q(text=None) | replaced | again).select_related("text").order_by("pk")
