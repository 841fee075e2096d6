"""A photograph as a telephone takes it: twelve megapixels of grain, stored upside down, with its owner's home in the EXIF."""

from pathlib import Path

from PIL import Image, ImageDraw, ImageOps
from PIL.ExifTags import GPS, IFD, Base
from PIL.Image import Exif, Resampling, Transpose

SIZE = (4000, 3000)
HORIZON = 2200
UPSIDE_DOWN = 3  # EXIF orientation: turn by half a turn to see it
HOME = (44.0, 51.0, 12.3)  # degrees, minutes, seconds: where the photographer lives, which nobody must learn
SKY, SKY_BELOW, MEADOW, LEAVES, TRUNK = "#5b8fc7", "#dfe9f2", "#7c8f4e", "#3f7a45", "#5c4634"


def take(path: Path) -> Path:
    """Writes a real JPEG of 4000 × 3000 pixels: a plane tree in a meadow, under a clear sky."""
    sky = Image.linear_gradient("L").resize(SIZE, Resampling.BILINEAR)
    picture = ImageOps.colorize(sky, SKY, SKY_BELOW)
    pencil = ImageDraw.Draw(picture)
    pencil.rectangle((0, HORIZON, *SIZE), fill=MEADOW)
    pencil.rectangle((1850, 1400, 2150, 2450), fill=TRUNK)
    pencil.ellipse((1100, 300, 2900, 1700), fill=LEAVES)
    grain = Image.effect_noise((SIZE[0] // 2, SIZE[1] // 2), 48).resize(SIZE, Resampling.NEAREST).convert("RGB")
    stored = Image.blend(picture, grain, 0.15).transpose(Transpose.ROTATE_180)
    stored.save(path, "JPEG", quality=90, exif=particulars())
    return path


def particulars() -> Exif:
    """What a camera writes about itself and about where it stood."""
    exif = Exif()
    exif[Base.Model] = "Telephone 12"  # EXIF speaks ASCII
    exif[Base.Orientation] = UPSIDE_DOWN
    exif.get_ifd(IFD.GPSInfo).update(
        {GPS.GPSLatitudeRef: "N", GPS.GPSLatitude: HOME, GPS.GPSLongitudeRef: "E", GPS.GPSLongitude: HOME}
    )
    return exif
