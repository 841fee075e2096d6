"""The regularity of the bulletin before an election (article L. 52-1 of the electoral code). Pure: it measures and compares.

« À compter du premier jour du sixième mois précédant le mois au cours duquel il doit être procédé à des élections générales »,
a town may go on informing as it always has, and must not campaign on what it achieved. A bulletin that keeps its pages, its
rhythm and its photos is the town's best proof; the record shows it, warns of what departs, and never forbids anything.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from statistics import mean, median

REFERENCE = 12
"""Numbers before the period that the others are compared with."""
SECOND_ROUND = timedelta(days=7)
MORE_PAGES, MORE_PHOTOS, SOONER, MORE_OF_THE_MAYOR = 1.25, 1.5, 0.6, 2


@dataclass(frozen=True, slots=True)
class Figures:
    """One number. `pages`, `photos` and `mayor_photos` are None where they were not kept."""

    name: str
    issued_on: date
    pages: int | None
    photos: int | None
    mayor_photos: int | None


@dataclass(frozen=True, slots=True)
class Usual:
    """Means of the reference; None where nothing is known."""

    pages: float | None
    photos: float | None
    mayor_photos: float | None
    days_between: float | None


@dataclass(frozen=True, slots=True)
class Row:
    """A number of the period, the days since the one before, and what departs from the usual, in sentences."""

    figures: Figures
    days: int | None
    departures: tuple[str, ...]


def period(first_round: date) -> tuple[date, date]:
    """From the first day of the sixth month before, to the second round included."""
    months = first_round.year * 12 + first_round.month - 1 - 6
    return date(months // 12, months % 12 + 1, 1), first_round + SECOND_ROUND


def is_within(first_round: date | None, today: date) -> bool:
    if first_round is None:
        return False
    begins, ends = period(first_round)
    return begins <= today <= ends


def reference(issues: Sequence[Figures], begins: date) -> list[Figures]:
    """The twelve numbers before the period, oldest first; `issues` may be in any order."""
    return sorted((each for each in issues if each.issued_on < begins), key=lambda each: each.issued_on)[-REFERENCE:]


def usual(numbers: Sequence[Figures]) -> Usual:
    """What those numbers were, on the whole; they come oldest first."""
    gaps = [(later.issued_on - earlier.issued_on).days for earlier, later in pairwise(numbers)]
    return Usual(
        mean_of([each.pages for each in numbers]),
        mean_of([each.photos for each in numbers]),
        mean_of([each.mayor_photos for each in numbers]),
        median(gaps) if gaps else None,
    )


def mean_of(values: Sequence[int | None]) -> float | None:
    known = [value for value in values if value is not None]
    return mean(known) if known else None


def rows(issues: Sequence[Figures], begins: date) -> list[Row]:
    """The numbers since the period began, oldest first, each compared with the reference."""
    known = usual(reference(issues, begins))
    ordered = sorted(issues, key=lambda each: each.issued_on)
    found = []
    for before, number in zip([None, *ordered], ordered, strict=False):
        if number.issued_on >= begins:
            days = (number.issued_on - before.issued_on).days if before else None
            found.append(Row(number, days, departures(number, days, known)))
    return found


def departures(number: Figures, days: int | None, known: Usual) -> tuple[str, ...]:
    """What is out of the ordinary, each in a sentence with both figures."""
    found = []
    if number.pages and known.pages and number.pages > known.pages * MORE_PAGES:
        found.append(f"{number.pages} pages, contre {said(known.pages)} d’habitude.")
    if number.photos and known.photos is not None and number.photos > known.photos * MORE_PHOTOS + 1:
        found.append(f"{number.photos} photos, contre {said(known.photos)} d’habitude.")
    if (
        number.mayor_photos
        and known.mayor_photos is not None
        and number.mayor_photos >= known.mayor_photos + MORE_OF_THE_MAYOR
    ):
        found.append(f"{number.mayor_photos} photos du maire, contre {said(known.mayor_photos)} d’habitude.")
    if days is not None and known.days_between and days < known.days_between * SOONER:
        found.append(f"{days} jours après le précédent, contre {said(known.days_between)} d’habitude.")
    return tuple(found)


def said(value: float) -> str:
    """« 12 », « 3,5 »."""
    return f"{value:.1f}".replace(".", ",").removesuffix(",0")
