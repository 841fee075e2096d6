"""The stretches of days that residents name: today, this weekend, this week. Pure."""

from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

SATURDAY, SUNDAY = 5, 6
NAMES = {"aujourdhui": _("Aujourd’hui"), "week-end": _("Ce week-end"), "semaine": _("Cette semaine")}
"""What they are called in an address and on the page."""


def window(name: str, today: date) -> tuple[date, date]:
    """The first and the last day of that stretch, from today on: on Sunday the weekend is what is left of it.

    Raises KeyError for a name nobody uses.
    """
    sunday = today + timedelta(days=SUNDAY - today.weekday())
    saturday = sunday - timedelta(days=1)
    return {
        "aujourdhui": (today, today),
        "week-end": (max(today, saturday), sunday),
        "semaine": (today, sunday),
    }[name]
