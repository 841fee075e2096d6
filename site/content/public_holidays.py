"""Public holidays, by department: those of Alsace, Moselle and overseas differ."""

from datetime import date
from functools import cache

from holidays import country_holidays

# Where public holidays differ, by the first digits of the INSEE code; `holidays` names Alsace after its region's code.
DEPARTMENTS = {"57": "57", "67": "6AE", "68": "6AE"}
TERRITORIES = {
    "971": "971", "972": "972", "973": "973", "974": "974", "975": "PM", "976": "976", "977": "BL", "978": "MF",
    "984": "TF", "986": "WF", "987": "PF", "988": "NC",
}  # fmt: skip


@cache
def public_holidays(insee_code: str, year: int) -> frozenset[date]:
    """The public holidays of a year where that commune stands; those of mainland France for an empty code."""
    subdivision = TERRITORIES.get(insee_code[:3]) or DEPARTMENTS.get(insee_code[:2])
    return frozenset(country_holidays("FR", subdiv=subdivision, years=year))
