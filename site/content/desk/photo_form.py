"""The form by which a photo enters: it reads the size before it unpacks anything."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from content import photos

TOO_LARGE = "Cette photo a {found} millions de points, et le site en accepte {most}. Réduisez-la, puis renvoyez-la."
NOT_READ = "Ce fichier n’est pas une image, ou il est abîmé. Renvoyez la photo depuis l’appareil qui l’a prise."


class PhotoFormField(WagtailImageField):
    """Wagtail's field would unpack a picture of a billion pixels to count them, and falls over one that was cut short."""

    def to_python(self, data: Any) -> Any:
        """The photo as it is kept (photos.Developed); None for no file."""
        if data in self.empty_values:
            return super().to_python(data)
        try:
            found = photos.pixels(data)
            if found > photos.MOST_PIXELS:
                raise ValidationError(too_large(found), code="file_too_many_pixels")
            return photos.developed(super().to_python(data))
        except photos.Unreadable as error:
            raise ValidationError(NOT_READ, code="invalid_image") from error


def too_large(found: int) -> str:
    return TOO_LARGE.format(found=round(found / 1_000_000), most=photos.MOST_PIXELS // 1_000_000)


class PhotoForm(BaseImageForm):
    """Any form of the desk that takes a picture (WAGTAILIMAGES_IMAGE_FORM_BASE)."""

    file = PhotoFormField(
        label="Fichier", widget=BaseImageForm.Meta.widgets["file"]
    )  # it proposes the file’s name as title
