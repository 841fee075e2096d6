"""A photo as the town keeps it, and the sizes in which its pages show it.

What a telephone sends holds its owner's address (EXIF, GPS), lies on its side, weighs ten megabytes. It is developed
before it is stored: upright, in sRGB, no larger than any screen asks, and silent about who took it and where. Nothing
of the file received is kept. Pure: bytes in, bytes out.
"""

import warnings
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath

from django.core.files.base import ContentFile, File
from PIL import Image, ImageCms, ImageOps
from PIL.Image import DecompressionBombError, DecompressionBombWarning, Resampling

MOST_PIXELS = 50_000_000  # a recent telephone gives 48 millions
LONGEST_SIDE = 3200
QUALITY = 90
WIDTHS = (400, 800, 1200, 1600)
FALLBACK_WIDTH = 800
TRANSPARENT = {"RGBA", "LA", "PA"}
CANNOT_READ = (OSError, ValueError, SyntaxError, IndexError, DecompressionBombError)


class Unreadable(ValueError):
    """The file is not a picture, or only the beginning of one."""


class Developed(ContentFile[bytes]):
    """A photo that needs no further care, with the name it should be stored under."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """The renditions of a photo, as Wagtail's filter specifications, narrowest first."""

    avif: tuple[str, ...]
    webp: tuple[str, ...]
    fallback: str
    card: str

    @property
    def every(self) -> tuple[str, ...]:
        return *self.avif, *self.webp, self.fallback, self.card


def sizes(width: int) -> Sizes:
    """What a photo WIDTH pixels wide is shown in: never wider than it is, but for the card, which has one size."""
    widths = [wanted for wanted in WIDTHS if wanted < width] or [WIDTHS[0]]
    return Sizes(
        avif=tuple(f"width-{wanted}|format-avif" for wanted in widths),
        webp=tuple(f"width-{wanted}|format-webp" for wanted in widths),
        fallback=f"width-{min(FALLBACK_WIDTH, widths[-1])}|format-jpeg",
        card="fill-1200x630|format-jpeg",
    )


def pixels(file: "File[bytes]") -> int:
    """How many the picture says it has, without unpacking it; more than any photo has when Pillow itself takes fright.

    Raises Unreadable for what is no picture.
    """
    file.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DecompressionBombWarning)
            with Image.open(file) as picture:
                return picture.width * picture.height * getattr(picture, "n_frames", 1)
    except DecompressionBombError:
        return 2 * (Image.MAX_IMAGE_PIXELS or 0)
    except CANNOT_READ as error:
        raise Unreadable from error
    finally:
        file.seek(0)


def developed(file: "File[bytes]") -> Developed:
    """The photo as it is kept, a JPEG or, when it is partly transparent, a PNG. Raises Unreadable."""
    if pixels(file) > MOST_PIXELS:
        raise Unreadable
    try:
        with Image.open(file) as picture:
            picture.draft(
                "RGB", (LONGEST_SIDE, LONGEST_SIDE)
            )  # a JPEG is read at half its size, at a quarter of the memory
            picture.load()
            upright = in_srgb(ImageOps.exif_transpose(picture))
    except CANNOT_READ as error:
        raise Unreadable from error
    finally:
        file.seek(0)
    see_through = upright.mode in TRANSPARENT or "transparency" in upright.info
    kept = upright.convert("RGBA" if see_through else "RGB")
    kept.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Resampling.LANCZOS, reducing_gap=2.0)
    kept.info = {}  # comments, profiles and all that encoders carry over by themselves
    out = BytesIO()
    if see_through:
        kept.save(out, "PNG", optimize=True)
    else:
        kept.save(out, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    stem = PurePath(file.name or "photo").stem
    return Developed(out.getvalue(), f"{stem}.{'png' if see_through else 'jpg'}")


def in_srgb(picture: Image.Image) -> Image.Image:
    """The colours as every screen understands them; a profile that cannot be read is let go."""
    profile = picture.info.get("icc_profile")
    if not profile or picture.mode not in {"RGB", "RGBA", "CMYK", "L"}:
        return picture
    mode = "RGBA" if picture.mode == "RGBA" else "RGB"
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        converted = ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode=mode)
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture
    return converted or picture


def tenth(position: float, whole: int) -> int:
    """Where a focal point lies along a side, in tenths: what a stylesheet can name."""
    return min(10, max(0, round(10 * position / whole))) if whole else 5
