"""Pictures of an issue: which size of a photo each form uses, and their bytes for print."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.core.files.storage import default_storage
from django.urls import reverse
from wagtail.images.exceptions import InvalidFilterSpecError

from content import engravings
from content.models import Commune, TownImage
from content.theme import Tokens
from newsletter.bulletin.edition import Edition, Picture

SCREEN = "width-1200|format-jpeg|jpegquality-80"
PRINT = "max-1760x1760|format-jpeg|jpegquality-82"
"""216 mm at 200 dots per inch."""


def photo(image: TownImage, root_url: str, caption: str = "") -> Picture | None:
    """A photo ready for screen and for print; None when its file is gone or is not an image."""
    try:
        renditions = image.get_renditions(SCREEN, PRINT)
    except (OSError, ValueError, InvalidFilterSpecError):
        return None
    screen, printed = renditions[SCREEN], renditions[PRINT]
    return Picture(
        url=f"{root_url}{screen.url}",
        alternative=image.default_alt_text,
        width=screen.width,
        height=screen.height,
        credit=image.credit,
        caption=caption or image.caption,
        asset=printed.file.name,
    )


def engraving(name: str, commune: Commune, root_url: str) -> Picture:
    """One of the town's engravings, with what it shows in words."""
    block = engravings.BY_NAME.get(name) or engravings.ENGRAVINGS[0]
    address = reverse("engraving", args=[engravings.fingerprint(commune.theme), block.name])
    return Picture(
        url=f"{root_url}{address}",
        alternative=f"Gravure\u00a0: {block.alternative}.",
        width=block.width,
        height=block.height,
        engraving=block.name,
    )


def load(edition: Edition) -> Mapping[str, bytes]:
    """The bytes of every photo of an issue, by `Picture.asset`. A file that is gone is left out: the page says so."""
    return named(dict.fromkeys(picture.asset for picture in edition.pictures if picture.asset))


def named(assets: Iterable[str]) -> dict[str, bytes]:
    """The bytes of the photos of those names; what is gone is left out."""
    files: dict[str, bytes] = {}
    for name in assets:
        with suppress(OSError), default_storage.open(name) as file:
            files[name] = file.read()
    return files


def at(addresses: Iterable[str], theme: Tokens) -> dict[str, bytes]:
    """The bytes of the pictures that a page of the town shows at those addresses; what is gone is left out."""
    files: dict[str, bytes] = {}
    for address in addresses:
        path = urlsplit(address).path
        name = PurePosixPath(path).stem
        if path.startswith(settings.MEDIA_URL):
            with (
                suppress(OSError, SuspiciousOperation),
                default_storage.open(path.removeprefix(settings.MEDIA_URL)) as file,
            ):
                files[address] = file.read()
        elif name in engravings.NAMES:
            files[address] = engravings.svg(name, theme).encode()
    return files
