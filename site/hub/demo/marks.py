"""The dates of the demonstration's texts: offsets in days from a Friday, turned into days and into French words.

Pure. The rules are those of town/LISEZMOI.md.
"""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from dateutil import rrule

from content import dates

FRIDAY = 4
STORY_ENDS = dt.timedelta(hours=18)
MARK = re.compile(r"\{(?P<name>[A-Za-z_]+)(?P<days>(?::(?:\d\d-\d\d|-?\d+))+)\}")


class UnknownMark(ValueError):
    """A text carries a mark that the demonstration does not know, or with too few days."""


def reference_friday(day: dt.date) -> dt.date:
    """The Friday of that day, or the one before: what every offset counts from."""
    return day - dt.timedelta(days=(day.weekday() - FRIDAY) % 7)


def told_by(now: dt.datetime) -> dt.date:
    """The latest day whose whole story is past at that moment of the town's clock: it ends at six in the evening."""
    return (now - STORY_ENDS).date()


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days of a town as of `reference`, always a Friday."""

    reference: dt.date
    zone: ZoneInfo

    def day(self, offset: int | str) -> dt.date:
        """The day at that many days of the reference; a national day written "11-11" is the nearest one, before or after."""
        month, dash, number = str(offset).partition("-")
        if not (month and dash):
            return self.reference + dt.timedelta(days=int(offset))
        candidates = [dt.date(self.reference.year + years, int(month), int(number)) for years in (-1, 0, 1)]
        return min(candidates, key=lambda day: abs(day - self.reference))

    def moment(self, offset: int | str, hour: str = "09:00") -> dt.datetime:
        """The instant of that local hour on that day, aware, on the town's clock."""
        return dt.datetime.combine(self.day(offset), dt.time.fromisoformat(hour), tzinfo=self.zone)

    def read(self, text: str) -> str:
        """The text with each of its marks in words. Raises UnknownMark."""
        return MARK.sub(self._words, text)

    def _words(self, mark: re.Match[str]) -> str:
        name = mark["name"]
        write = WORDS.get(name[:1].lower() + name[1:])
        if write is None:
            raise UnknownMark(f"marque inconnue : {mark[0]}")
        try:
            words = write(self, *mark["days"][1:].split(":"))
        except TypeError as error:
            raise UnknownMark(f"nombre de jours inattendu : {mark[0]}") from error
        words = words.replace("\u00a0", " ")  # as an editor types: the typography of the site binds them again
        return words[:1].upper() + words[1:] if name[0].isupper() else words


def long_date(calendar: Calendar, day: str) -> str:
    return dates.long_date(calendar.day(day), calendar.reference)


def short_date(calendar: Calendar, day: str) -> str:
    """« 5 décembre », and the year as `dates.long_date` adds it."""
    return long_date(calendar, day).split(" ", 1)[1]


def dated(calendar: Calendar, day: str) -> str:
    """« 5 décembre 2026 »."""
    return f"{dates.day_month(calendar.day(day))} {calendar.day(day).year}"


def nth_weekday(calendar: Calendar, rank: str, weekday: str, since: str) -> str:
    """« mardi 8 décembre »: the first day of that rank and weekday (Monday = 0) of a month, from `since` on."""
    start = dt.datetime.combine(calendar.day(since), dt.time())
    rule = rrule.rrule(rrule.MONTHLY, dtstart=start, byweekday=rrule.weekday(int(weekday))(int(rank)))
    return dates.long_date(next(iter(rule)).date(), calendar.reference)


WORDS: dict[str, Callable[..., str]] = {
    "date": long_date,
    "quantieme": short_date,
    "quantieme_an": dated,
    "mois": lambda calendar, day: dates.MONTHS[calendar.day(day).month - 1],
    "de_mois": lambda calendar, day: dates.of_month(calendar.day(day)),
    "mois_an": lambda calendar, day: dates.month_year(calendar.day(day)),
    "an": lambda calendar, day: str(calendar.day(day).year),
    "periode": lambda calendar, start, end: dates.period(calendar.day(start), calendar.day(end)),
    "periode_date": lambda calendar, start, end: dates.long_period(calendar.day(start), calendar.day(end)),
    "dates": lambda calendar, *days: dates.days(map(calendar.day, days)),
    "rang": nth_weekday,
}
