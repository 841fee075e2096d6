"""The pictures and documents of the demonstration, put where the site keeps its files.

A database forgets what a crash interrupted, a folder does not. Every file of the demonstration carries its name, its resized copies
too: they are cleared when a build fails, and before a build begins, in case one was killed.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from content.models import TownDocument, TownImage
from hub.demo.ground import Ground

HERE = Path(__file__).parent
NAME = "demonstration"
FOLDERS = ("original_images", "images", "documents")


@contextmanager
def nothing_left_behind() -> Iterator[None]:
    """If what happens within it fails, no file of the demonstration stays."""
    clear()
    try:
        yield
    except BaseException:
        clear()
        raise


def clear() -> None:
    """Removes every file of the demonstration. Only called while no row names one."""
    for folder in FOLDERS:
        try:
            files = default_storage.listdir(folder)[1]
        except FileNotFoundError:  # a storage that keeps real folders, and none yet
            continue
        for file in files:
            if file.startswith(f"{NAME}-"):
                default_storage.delete(f"{folder}/{file}")


def taken(source: Path) -> ContentFile[bytes]:
    """A copy of the file, under the demonstration's name."""
    return ContentFile(source.read_bytes(), f"{NAME}-{source.name}")


def write(ground: Ground) -> None:
    """Hangs every picture of town/images.yaml, the town's arms among them, and files every document of town/documents.yaml."""
    for text in ground.read("images"):
        ground.images[text["slug"]] = hang(text)
    for text in ground.read("documents"):
        document = TownDocument(title=text["titre"], file=taken(HERE / "documents" / f"{text['slug']}.pdf"))
        document.full_clean()
        document.save()
        ground.documents[text["slug"]] = document
    commune = ground.commune
    commune.coat_of_arms = ground.images[ground.town["identite"]["blason"]]
    commune.save()


def hang(text: dict[str, str]) -> TownImage:
    (source,) = (HERE / "images").glob(f"{text['slug']}.*")
    image = TownImage(title=text["titre"], alternative=text["alternative"], credit="Illustration", file=taken(source))
    image.full_clean()
    image.save()
    image.get_file_size()
    image.get_file_hash()
    return image
