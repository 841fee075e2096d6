"""The days on which a club rests: school holidays by zone, public holidays by department. Dates known, never invented."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from vacances_scolaires_france import SchoolHolidayDates

from content.public_holidays import public_holidays

ZONES = ("A", "B", "C")


@dataclass(frozen=True, slots=True)
class SchoolHolidays:
    """The days without school. After `known_until` nothing is known; None when nothing is known at all."""

    days: frozenset[date]
    known_until: date | None

    def cover(self, day: date) -> bool:
        """Whether it is known if that day is a holiday."""
        return self.known_until is not None and day <= self.known_until


@dataclass(frozen=True, slots=True)
class DaysOff:
    """The days an event leaves out, asked one by one: `day in days_off`."""

    school: frozenset[date] = frozenset()
    public: bool = False
    insee_code: str = ""

    def __contains__(self, day: object) -> bool:
        if not isinstance(day, date):
            return False
        return day in self.school or (self.public and day in public_holidays(self.insee_code, day.year))


def school_holidays(zone: str, entered: Iterable[tuple[date, date]] = ()) -> SchoolHolidays:
    """The holidays of zone A, B or C (any other text: none) and the periods the town entered, both ends included."""
    days = set(published_school_holidays(zone))
    for first, last in entered:
        days.update(first + timedelta(days=n) for n in range((last - first).days + 1))
    return SchoolHolidays(frozenset(days), max(days, default=None))


@cache
def published_school_holidays(zone: str) -> frozenset[date]:
    """What the ministry published for that zone, as far as the package `vacances-scolaires-france` knows."""
    if zone not in ZONES:
        return frozenset()
    return frozenset(day for day, row in SchoolHolidayDates().data.items() if row[f"vacances_zone_{zone.lower()}"])
