"""Colours as numbers: sRGB in hexadecimal, OKLCH to think in, contrast as WCAG 2.2 measures it.

Pure and without dependency. Colours travel as `#rrggbb`, lower case, because old telephones know nothing else.
"""

import math
import re
from typing import NamedTuple

WHITE = "#ffffff"
BLACK = "#000000"

_HEX = re.compile(r"#?([0-9a-f]{6}|[0-9a-f]{3})", re.IGNORECASE)
_LIGHTNESS_STEP = 0.005
_OUTSIDE_SRGB = 1e-4


class Oklch(NamedTuple):
    """A colour as the eye orders it (Björn Ottosson, 2020): lightness 0-1, chroma 0-0.37, hue in degrees 0-360."""

    lightness: float
    chroma: float
    hue: float


def parse(text: str) -> str:
    """The colour somebody typed (`#0E4A3A`, `0e4a3a`, `#fc0`) as `#rrggbb`. Raises ValueError, in French, otherwise."""
    match = _HEX.fullmatch(text.strip())
    if not match:
        raise ValueError(f"« {text} » n’est pas une couleur. Exemple : #0e4a3a.")
    digits = match[1].lower()
    return "#" + (digits if len(digits) == 6 else "".join(digit * 2 for digit in digits))


def luminance(colour: str) -> float:
    """Relative luminance, 0 for black to 1 for white (WCAG 2.2)."""
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio, 1 to 21, whichever colour is the text (WCAG 2.2, criteria 1.4.3 and 1.4.11)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def to_oklch(colour: str) -> Oklch:
    red, green, blue = _linear(colour)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.793617785 * medium - 0.0040720468 * short
    a = 1.9779984951 * long - 2.428592205 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.808675766 * short
    return Oklch(lightness, math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360)


def from_oklch(lightness: float, chroma: float, hue: float) -> str:
    """The nearest colour a screen can show: chroma is given up until sRGB can hold it, lightness and hue are kept."""
    while True:
        channels = _oklch_to_linear(lightness, chroma, hue)
        if chroma < 0.002 or all(-_OUTSIDE_SRGB <= channel <= 1 + _OUTSIDE_SRGB for channel in channels):
            return "#" + "".join(f"{round(255 * _gamma(min(1.0, max(0.0, channel)))):02x}" for channel in channels)
        chroma *= 0.96


def darken(colour: str, *, against: str, until: float) -> str:
    """The same hue, darker by as little as it takes for the contrast `until` with `against`; black at worst."""
    return _push(colour, against, until, -_LIGHTNESS_STEP)


def lighten(colour: str, *, against: str, until: float) -> str:
    """The same hue, lighter by as little as it takes for the contrast `until` with `against`; white at worst."""
    return _push(colour, against, until, +_LIGHTNESS_STEP)


def hue_distance(one: float, other: float) -> float:
    """Degrees between two hues, 0 to 180, the short way round."""
    return abs((one - other + 180) % 360 - 180)


def _push(colour: str, against: str, until: float, step: float) -> str:
    lightness, chroma, hue = to_oklch(colour)
    while contrast(colour, against) < until:
        lightness += step
        if lightness <= 0:
            return BLACK
        if lightness >= 1:
            return WHITE
        colour = from_oklch(lightness, chroma, hue)
    return colour


def _linear(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return _ungamma(red), _ungamma(green), _ungamma(blue)


def _ungamma(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def _gamma(channel: float) -> float:
    return 12.92 * channel if channel <= 0.0031308 else float(1.055 * channel ** (1 / 2.4) - 0.055)


def _oklch_to_linear(lightness: float, chroma: float, hue: float) -> tuple[float, float, float]:
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short,
    )
