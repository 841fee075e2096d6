"""The sheet every page is set on. Millimetres; the style sheets of templates/newsletter/pdf/css say the same."""

WIDTH = 182.0
"""Between the two outer margins of 14 mm: margin 31, gutter 6, text 145."""
HEIGHT = 256.0
"""From the first line under the running head to the last above the lower margin of 14 mm."""
FLOOR = 270.0
"""The lower edge of the paper, counted from the first line."""
BLEED = 3.0

MARGIN = 31.0
GUTTER = 6.0
TEXT = 145.0
COLUMN = 69.5
THIRD = (TEXT - 2 * GUTTER) / 3
LINE = 5.5
"""The line of running text: everything falls on it."""


def on_the_grid(height: float) -> float:
    """That height raised to a whole number of lines."""
    return -(-height // LINE) * LINE


def on_the_half_grid(height: float) -> float:
    """That height raised to a whole number of half lines."""
    return -(-height // (LINE / 2)) * LINE / 2
