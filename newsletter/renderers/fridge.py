"""The sheet for the kitchen on paper: one A4, tagged, drawn with the bulletin's own leaf."""

from django.template.loader import render_to_string

from content.dates import WEEKDAYS, month_year
from newsletter.press import ornaments
from newsletter.press.fridge import Kitchen, leaf_alone
from newsletter.renderers.pdf import fonts, printable


def html(kitchen: Kitchen) -> str:
    """The sheet as the one HTML document that is printed."""
    title = f"{month_year(kitchen.agenda.month).capitalize()} – {kitchen.town.name}"
    context = {
        "leaf": leaf_alone(kitchen),
        "theme": kitchen.theme,
        "title": title,
        "town": kitchen.town,
        "weekdays": WEEKDAYS,
    }
    return printable(render_to_string("newsletter/pdf/fridge.html", context))


def assets(kitchen: Kitchen) -> dict[str, bytes]:
    """Fonts and drawings of the document, by their address in it."""
    teeth = ornaments.teeth_down(kitchen.theme.ground, kitchen.theme.flat)
    return fonts() | {"ornaments/teeth-fridge.svg": teeth.encode()}
