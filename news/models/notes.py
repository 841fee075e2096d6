"""What goes with a piece of news: where a reader can check, and what had to be corrected."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable

from content.models import TownDocument
from content.models.correction import Correction


class NewsSource(Orderable):
    """A reference by which a reader can check: an address, a document of the town, or where to read it on paper."""

    page = ParentalKey("news.NewsPage", on_delete=models.CASCADE, related_name="sources")
    title = models.CharField("titre", max_length=200, help_text="« Délibération n° 2025-31 du 3 juillet 2025 »")
    url = models.URLField("adresse", blank=True)
    document = models.ForeignKey(
        TownDocument, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="ou un document"
    )
    note = models.CharField(
        "précision", max_length=200, blank=True, help_text="La page, l’article ; ou « consultable en mairie »."
    )
    consulted_on = models.DateField(
        "consultée le", null=True, blank=True, help_text="Pour une page d’un autre site, qui peut changer."
    )

    panels = [FieldPanel(name) for name in ("title", "url", "document", "note", "consulted_on")]

    class Meta(Orderable.Meta):
        verbose_name = "source"

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        if self.url and self.document:
            raise ValidationError({"document": "Donnez une adresse ou un document, pas les deux."})
        if not (self.url or self.document or self.note):
            raise ValidationError(
                {"note": "Dites où vérifier : une adresse, un document, ou « consultable en mairie »."}
            )
        if self.consulted_on and self.consulted_on > timezone.localdate():
            raise ValidationError({"consulted_on": "Cette date n’est pas encore passée."})


class NewsCorrection(Correction):
    page = ParentalKey("news.NewsPage", on_delete=models.CASCADE, related_name="corrections")

    class Meta(Correction.Meta):
        abstract = False
