"""The days on which a club rests: school holidays by zone, public holidays by department. Dates known, never invented."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from vacances_scolaires_france import SchoolHolidayDates

from content.public_holidays import public_holidays

ZONES = ("A", "B", "C")
TERM = timedelta(days=120)  # no school of the Republic goes longer without holidays


@dataclass(frozen=True, slots=True)
class SchoolHolidays:
    """The days without school, as far as they are known."""

    days: frozenset[date]

    def known_until(self, today: date) -> date | None:
        """The last holiday known from that day on, up to a hole longer than any term; None when nothing is known near it.

        A town that has entered Christmas of next year, and nothing before, does not know its next spring.
        """
        found, near = None, today
        for day in sorted(day for day in self.days if day >= today - TERM):
            if day - near > TERM:
                break
            found, near = day, max(near, day)
        return found

    def cover(self, day: date, today: date) -> bool:
        """Whether it is known, as things stand today, if that day is a holiday."""
        known = self.known_until(today)
        return known is not None and day <= known


@dataclass(frozen=True, slots=True)
class DaysOff:
    """The days an event leaves out, asked one by one: `day in days_off`."""

    school: frozenset[date] = frozenset()
    public: bool = False
    insee_code: str = ""

    def __bool__(self) -> bool:
        return bool(self.school) or self.public

    def __contains__(self, day: object) -> bool:
        if not isinstance(day, date):
            return False
        return day in self.school or (self.public and day in public_holidays(self.insee_code, day.year))


def school_holidays(zone: str, entered: Iterable[tuple[date, date]] = ()) -> SchoolHolidays:
    """The holidays of zone A, B or C (any other text: none) and the periods the town entered, both ends included."""
    days = set(published_school_holidays(zone))
    for first, last in entered:
        days.update(first + timedelta(days=n) for n in range((last - first).days + 1))
    return SchoolHolidays(frozenset(days))


@cache
def published_school_holidays(zone: str) -> frozenset[date]:
    """What the ministry published for that zone, as far as the package `vacances-scolaires-france` knows."""
    if zone not in ZONES:
        return frozenset()
    return frozenset(day for day, row in SchoolHolidayDates().data.items() if row[f"vacances_zone_{zone.lower()}"])
