"""The sheet for the kitchen: one month of the agenda, the bins, the hours and the numbers, as of today."""

from __future__ import annotations

import datetime as dt

from wagtail.models import Site

from content.collection.rounds import Rounds
from content.dates import MONTHS, long_date
from content.models import commune_of, rounds_of
from content.typography import fr
from newsletter.bulletin.edition import Agenda, Practical
from newsletter.compose import agenda as agenda_days
from newsletter.compose.practical import EMERGENCIES, bins, own_tables
from newsletter.compose.town import town_of
from newsletter.press.fridge import Kitchen

TURNS_THE_PAGE = dt.timedelta(days=6)


def month_to_hang(today: dt.date) -> dt.date:
    """The first day of the month a household wants to see: in its last days, the next one."""
    return (today + TURNS_THE_PAGE).replace(day=1)


def kitchen_of(site: Site, month: dt.date, today: dt.date) -> Kitchen:
    """The sheet of that month, as it is known today."""
    commune, rounds = commune_of(site), rounds_of(site)
    found = agenda_days.month_of(site, month, every_date=False)
    agenda = Agenda(
        anchor="agenda",
        title=MONTHS[month.month - 1].capitalize(),
        label="Agenda",
        month=month,
        days=found.days,
        regular=found.regular,
        url=f"{site.root_url}/agenda/",
    )
    practical = Practical(
        anchor="pratique",
        title="Pratique",
        label="Pratique",
        emergencies=EMERGENCIES,
        tables=tuple(own_tables(commune)),
        bins=bins(rounds, month),
    )
    return Kitchen(
        town=town_of(commune, site.root_url),
        theme=commune.theme,
        agenda=agenda,
        practical=practical,
        advice=fr(advice(rounds)),
        reference=fr(f"Imprimé le {long_date(today, today)} {today.year}"),
    )


def advice(rounds: Rounds) -> str:
    """When to put the bins out, where it is the same for all of them."""
    habits = {one.put_out() for one in rounds.rounds}
    if len(habits) != 1:
        return "À garder sous la main."
    return f"Sortez les bacs {habits.pop()}."
