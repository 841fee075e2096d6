"""Small files for the tests of blocks: a film by its first bytes, its captions, its poster."""

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from wagtail.images.tests.utils import get_test_image_file_jpeg

from content.models import TownDocument, TownImage

MP4 = b"\x00\x00\x00\x18ftypmp42" + bytes(range(256)) * 16
WEBM = b"\x1a\x45\xdf\xa3" + b"x" * 100
VTT = "\ufeffWEBVTT\n\n00:00.000 --> 00:02.000\nBonjour.\n".encode()


def document(name: str, body: bytes) -> TownDocument:
    return TownDocument.objects.create(title=name, file=ContentFile(body, name))


def poster() -> TownImage:
    file: ImageFile = get_test_image_file_jpeg(size=(640, 360))
    return TownImage.objects.create(title="La halle", alternative="La halle un jour de marché", file=file)
