"""Images that always say what they show, documents that say what they weigh."""

from typing import IO, Any

from django.core.exceptions import ValidationError
from django.db import models
from pypdf import PdfReader
from pypdf.errors import PyPdfError
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image

FILE_ENDINGS = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif")


class TownImage(AbstractImage):
    """A picture with its alternative, or the editor's word that it is decorative (RGAA 1.1 and 1.2)."""

    alternative = models.CharField(
        "description pour qui ne voit pas l’image",
        max_length=250,
        blank=True,
        help_text="Dites ce que l’image montre, en une phrase. Pas « image de », pas le nom du fichier.",
    )
    # Not « decorative »: Wagtail sets an attribute of that name on every image it loads.
    is_decorative = models.BooleanField(
        "image décorative", default=False, help_text="Cochez si l’image n’apprend rien de plus que le texte."
    )
    credit = models.CharField("crédit", max_length=120, blank=True, help_text="Qui a pris la photo.")
    caption = models.CharField("légende", max_length=250, blank=True)

    # Wagtail's own « description » says the same as ours, less precisely: one of them is enough.
    admin_form_fields = (
        *(name for name in Image.admin_form_fields if name != "description"),
        "alternative",
        "is_decorative",
        "credit",
        "caption",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = "image"
        verbose_name_plural = "images"

    def clean(self) -> None:
        super().clean()
        text = self.alternative.strip()
        if not text and not self.is_decorative:
            raise ValidationError({"alternative": "Décrivez l’image en une phrase, ou cochez « image décorative »."})
        if text.lower().endswith(FILE_ENDINGS):
            raise ValidationError({"alternative": "C’est le nom du fichier. Dites plutôt ce que l’image montre."})

    @property
    def default_alt_text(self) -> str:
        """What templates put in alt: empty for a decorative image."""
        return "" if self.is_decorative else self.alternative


class TownRendition(AbstractRendition):
    """A resized copy of an image."""

    image = models.ForeignKey(TownImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        verbose_name = "version d’image"
        verbose_name_plural = "versions d’image"
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="rendition_once_per_spec")
        ]


class TownDocument(AbstractDocument):
    """A file to download. The number of pages is counted once, when it is a PDF."""

    pages = models.PositiveIntegerField("pages", null=True, blank=True, editable=False)

    admin_form_fields = Document.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = "document"
        verbose_name_plural = "documents"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.file and not getattr(self.file, "_committed", True):
            self.pages = pages_of(self.file) if self.file_extension.lower() == "pdf" else None
            self.file_size = self.file.size  # else the first visitor who reads its weight would write it
        super().save(*args, **kwargs)

    def describe(self) -> dict[str, Any]:
        """Format in letters, size in bytes and pages, for the link's own text."""
        return {"format": self.file_extension.upper(), "size": self.get_file_size(), "pages": self.pages}


def pages_of(file: IO[bytes]) -> int | None:
    """The number of pages of a PDF; None for a file that cannot be read as one. Leaves the file at its beginning."""
    file.seek(0)
    try:
        return len(PdfReader(file).pages)
    except (
        PyPdfError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        RecursionError,
    ):  # a damaged file still may be offered
        return None
    finally:
        file.seek(0)
