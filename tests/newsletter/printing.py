"""Printed issues, drawn once for all the tests that look at them."""

from functools import cache
from io import BytesIO

from PIL import Image

from newsletter.bulletin.edition import Edition
from newsletter.renderers import pdf
from tests.newsletter import extremes


def photos(edition: Edition) -> dict[str, bytes]:
    """A real JPEG for every photo of an issue, save those whose file is said to be gone."""
    out = BytesIO()
    Image.linear_gradient("L").resize((160, 120)).convert("RGB").save(out, "JPEG")
    return {
        picture.asset: out.getvalue() for picture in edition.pictures if picture.asset and "parti" not in picture.asset
    }


@cache
def drawn(name: str) -> bytes:
    """The PDF of one of the issues of `tests.newsletter.editions`, by its name."""
    edition: Edition = extremes.NAMED[name]()
    return pdf.render(edition, photos(edition))
