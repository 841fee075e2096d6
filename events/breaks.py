"""Taking the holidays of a school calendar into the town's own: what is known is left, what moved is corrected, and all is said."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from wagtail.models import Site

from content import dates
from content.models import commune_of
from events.days_off import published_school_holidays
from events.models import SchoolBreak
from events.school_calendar import Period, Reading


@dataclass
class Report:
    """What became of each period of a file, in the words of the operator."""

    taken: list[str] = field(default_factory=list)
    corrected: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)


def take(site: Site, reading: Reading, today: date) -> Report:
    """Writes the periods not over yet that the town has not; all of them or none."""
    report = Report(skipped=list(reading.skipped))
    published = published_school_holidays(commune_of(site).school_zone)
    with transaction.atomic():
        for period in reading.periods:
            if period.last < today:
                report.skipped.append(f"{said(period)} : passées.")
            elif period.first in published and period.last in published:
                report.known.append(said(period))
            else:
                write(site, period, report)
    return report


def write(site: Site, period: Period, report: Report) -> None:
    """Adds the period, or gives its dates to the one that it overlaps: the ministry sometimes changes its mind."""
    overlapping = SchoolBreak.objects.for_site(site).filter(first_day__lte=period.last, last_day__gte=period.first)
    held = overlapping.order_by("first_day").first()
    if held is None:
        SchoolBreak.objects.create(site=site, name=period.name, first_day=period.first, last_day=period.last)
        report.taken.append(said(period))
    elif (held.first_day, held.last_day) == (period.first, period.last):
        report.known.append(said(period))
    else:
        was = dates.period(held.first_day, held.last_day)
        held.first_day, held.last_day = period.first, period.last
        held.save()
        report.corrected.append(f"{said(period)} (au lieu de : {was})")


def said(period: Period) -> str:
    """« Vacances de Noël, du 19 décembre 2026 au 3 janvier 2027 »"""
    years = f" {period.last.year}" if period.first.year == period.last.year else ""
    return f"{period.name}, {dates.period(period.first, period.last)}{years}"
