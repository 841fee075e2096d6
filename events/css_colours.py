"""The town's colour by the name a calendar understands: RFC 7986 §5.9 allows nothing but the names of CSS 3."""

from functools import lru_cache
from math import cos, radians

from PIL import ImageColor

from content.colour import Oklch, to_oklch

LATER = {"rebeccapurple"}  # of CSS 4
NAMES = sorted(set(ImageColor.colormap) - LATER)


@lru_cache(maxsize=64)
def nearest_name(colour: str) -> str:
    """The name of CSS nearest to the eye of a colour `#rrggbb`: « darkslategray » for the green of a forest."""
    wanted = to_oklch(colour)
    return min(NAMES, key=lambda name: distance(wanted, to_oklch("#{:02x}{:02x}{:02x}".format(*rgb(name)))))


def rgb(name: str) -> tuple[int, ...]:
    return ImageColor.getrgb(name)[:3]


def distance(one: Oklch, other: Oklch) -> float:
    """How far two colours are in OKLab, squared."""
    between = 2 * one.chroma * other.chroma * cos(radians(one.hue - other.hue))
    return (one.lightness - other.lightness) ** 2 + one.chroma**2 + other.chroma**2 - between
