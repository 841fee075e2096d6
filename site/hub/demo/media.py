"""The pictures and documents of the demonstration, put where the site keeps its files.

A database forgets what a crash interrupted, a folder does not: each file has a name of its own, written over at the next
try, and the files of a build that fails are removed.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, default_storage

from content.models import TownDocument, TownImage
from hub.demo.ground import Ground

HERE = Path(__file__).parent
PREFIX = "demonstration"


class Shelf:
    """Puts files in the site's storage, and remembers which."""

    def __init__(self, storage: Storage = default_storage) -> None:
        self.storage = storage
        self.written: list[str] = []

    def take(self, source: Path, folder: str) -> ContentFile[bytes]:
        """The file under a name that only the demonstration uses, free in that folder of the storage."""
        name = f"{PREFIX}-{source.name}"
        self.storage.delete(f"{folder}/{name}")  # left there by a build that was killed
        self.written.append(f"{folder}/{name}")
        return ContentFile(source.read_bytes(), name)

    def empty(self) -> None:
        for name in self.written:
            self.storage.delete(name)


@contextmanager
def shelf() -> Iterator[Shelf]:
    """A shelf that is emptied if what happens within it fails."""
    files = Shelf()
    try:
        yield files
    except BaseException:
        files.empty()
        raise


def write(ground: Ground, files: Shelf) -> None:
    """Hangs every picture of town/images.yaml and files every document of town/documents.yaml."""
    for text in ground.read("images"):
        image = TownImage(
            title=text["titre"],
            alternative=text["alternative"],
            credit="Illustration",
            file=files.take(HERE / "images" / f"{text['slug']}.jpg", "original_images"),
        )
        image.full_clean()
        image.save()
        image.get_file_size()
        image.get_file_hash()
        ground.images[text["slug"]] = image
    for text in ground.read("documents"):
        document = TownDocument(
            title=text["titre"], file=files.take(HERE / "documents" / f"{text['slug']}.pdf", "documents")
        )
        document.full_clean()
        document.save()
        ground.documents[text["slug"]] = document
