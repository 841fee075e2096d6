"""Images that always say what they show, documents that say what they weigh."""

from typing import IO, Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from pypdf import PdfReader
from pypdf.errors import PyPdfError
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    Image,
    ImageQuerySet,
    WagtailImageField,
    WagtailImageFieldFile,
    get_upload_to,
)

from content import photos

FILE_ENDINGS = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif", ".heic")
DAMAGED = "Cette image ne se lit pas jusqu’au bout. Renvoyez-la depuis l’appareil qui l’a prise."


class PhotoFile(WagtailImageFieldFile):
    """The one door by which a picture reaches the storage, whichever form it came through."""

    def save(self, name: str, content: Any, save: bool = True) -> None:
        """Develops what has not been. Raises photos.Unreadable."""
        if not isinstance(getattr(content, "file", content), photos.Developed) and not isinstance(
            content, photos.Developed
        ):
            content = photos.developed(content)
            name = content.name
        super().save(name, content, save)


class PhotoField(WagtailImageField):
    attr_class = PhotoFile


class TownImageQuerySet(ImageQuerySet):
    def to_prepare(self) -> Self:
        """Those whose renditions are still to be made, the oldest first."""
        return self.filter(renditions_due=True).order_by("created_at", "pk")


class TownImage(AbstractImage):
    """A picture with its credit and its alternative, or the editor's word that it is decorative (RGAA 1.1 and 1.2)."""

    file = PhotoField("fichier", upload_to=get_upload_to, width_field="width", height_field="height")
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
    credit = models.CharField(
        "crédit",
        max_length=120,
        blank=True,
        help_text="Qui a pris la photo. Il paraît sous l’image ; une photo sans auteur connu ne se publie pas.",
    )
    caption = models.CharField("légende", max_length=250, blank=True)
    shows_mayor = models.BooleanField(
        "on y voit le maire",
        default=False,
        help_text="Le bulletin compte ces photos. Inutile de cocher quand la description ou la légende dit son nom.",
    )
    renditions_due = models.BooleanField(default=True, editable=False)

    objects = TownImageQuerySet.as_manager()

    # Wagtail's own « description » says the same as ours, less precisely: one of them is enough.
    admin_form_fields = (
        *(name for name in Image.admin_form_fields if name != "description"),
        "alternative",
        "is_decorative",
        "credit",
        "caption",
        "shows_mayor",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = "image"
        verbose_name_plural = "images"

    def clean(self) -> None:
        super().clean()
        self.develop()
        text = self.alternative.strip()
        errors = {}
        if text.lower().endswith(FILE_ENDINGS):
            errors["alternative"] = "C’est le nom du fichier. Dites plutôt ce que l’image montre."
        elif not text and not self.is_decorative:
            errors["alternative"] = "Décrivez l’image en une phrase, ou cochez « image décorative »."
        if not self.credit.strip() and not self.is_decorative:
            errors["credit"] = "Dites qui a pris la photo : son nom, ou « Mairie »."
        if errors:
            raise ValidationError(errors)

    def save(self, *args: Any, **kwargs: Any) -> None:
        if kwargs.get("update_fields") is None:
            self.develop()
            self.renditions_due = True
        super().save(*args, **kwargs)

    def develop(self) -> None:
        """Replaces a file just received by what is kept of it, before its size and its fingerprint are taken."""
        if not self.file or self.file._committed or isinstance(self.file.file, photos.Developed):
            return
        try:
            self.file = photos.developed(self.file.file)  # type: ignore[assignment]  # a file field takes any file
        except photos.Unreadable as error:
            raise ValidationError({"file": DAMAGED}) from error
        self._set_image_file_metadata()

    def prepare(self) -> None:
        """Makes what pages will ask for and is not there yet. Raises OSError or ValueError for a file that cannot be read."""
        self.get_renditions(*photos.sizes(self.width).every)

    @property
    def focus(self) -> tuple[int, int] | None:
        """The focal point in tenths of the width and of the height; None when no editor has drawn one."""
        if not self.has_focal_point():
            return None
        return photos.tenth(self.focal_point_x, self.width), photos.tenth(self.focal_point_y, self.height)

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
