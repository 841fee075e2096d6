"""What goes with a piece of news: where a reader can check, and what had to be corrected."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable

from content.models import TownDocument


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


class NewsCorrection(models.Model):
    """What was wrong and what is true, dated: never a silent edit."""

    page = ParentalKey("news.NewsPage", on_delete=models.CASCADE, related_name="corrections")
    at = models.DateTimeField("quand", default=timezone.now)
    mistake = models.TextField(
        "ce qui était faux", default="", help_text="« Nous avions écrit que l’inauguration aurait lieu à 11 h. »"
    )
    text = models.TextField(
        "ce qui est vrai",
        help_text="« Elle a lieu à midi. » Une fois publié, un rectificatif ne se change ni ne se retire plus.",
    )

    panels = [FieldPanel(name) for name in ("at", "mistake", "text")]

    class Meta:
        verbose_name = "rectificatif"
        verbose_name_plural = "rectificatifs"
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.text[:60]

    def facts(self) -> tuple[object, ...]:
        """What nobody may change once residents have read it; to the minute, as the desk's form shows it."""
        return (self.at.replace(second=0, microsecond=0), self.mistake.strip(), self.text.strip())
