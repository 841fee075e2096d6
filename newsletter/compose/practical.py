"""Practical facts of an issue: what the town's settings know, and what the editor adds."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from django.utils.text import capfirst

from content.collection.rounds import Rounds, month_rows, pickups_between
from content.dates import hours, long_date
from content.models import Commune
from content.typography import fr
from newsletter.bulletin.edition import BinDay, CivilRecords, Picture, Practical, Row, Table
from newsletter.bulletin.wording import CHOIR_ALTERNATIVE, inside_a_line
from newsletter.press.calendar import weeks_of

EMERGENCIES = (
    Row("15", "Samu"),
    Row("17", "Gendarmerie, police"),
    Row("18", "Pompiers"),
    Row("112", "Urgence, partout en Europe"),
    Row("114", "Par message écrit"),
    Row("3919", "Violences faites aux femmes"),
)
"""National numbers, free of charge."""


def practical(value: dict[str, Any], commune: Commune, rounds: Rounds, month: dt.date, anchor: str) -> Practical:
    tables = own_tables(commune) if value["opening_hours"] else []
    tables += collections(rounds, month) if value["collections"] else []
    tables += [
        Table(
            fr(table["caption"]),
            (fr(table["first_head"]), fr(table["second_head"])),
            tuple(Row(fr(row["label"]), fr(row["value"])) for row in table["rows"]),
        )
        for table in value["tables"]
    ]
    return Practical(
        anchor=anchor,
        title=fr(value["title"]),
        label="Pratique",
        emergencies=EMERGENCIES if value["emergencies"] else (),
        tables=tuple(joined(tables)),
        bins=bins(rounds, month) if value["collections"] else (),
        notes=(*closures(commune, month), *(fr(note) for note in value["notes"])),
        records=records(value),
    )


def joined(tables: list[Table]) -> list[Table]:
    """Tables of one title made one: the editor's telephones go under the town hall's."""
    found: dict[str, Table] = {}
    for table in tables:
        known = found.get(table.caption)
        found[table.caption] = replace(known, rows=known.rows + table.rows) if known else table
    return list(found.values())


def own_tables(commune: Commune) -> list[Table]:
    """When the town hall receives, and whom to call."""
    week = tuple(Row(name, ", ".join(hours(*period) for period in day.periods)) for name, day in commune.week())
    phones = [Row("Mairie", commune.phone)] if commune.phone else []
    phones += [Row("Urgence technique, jour et nuit", commune.emergency_phone)] if commune.emergency_phone else []
    tables = [Table("La mairie vous reçoit", ("Jour", "Heures"), week)] if week else []
    return [*tables, Table("Téléphones", ("Qui", "Numéro"), tuple(phones))] if phones else tables


def collections(rounds: Rounds, month: dt.date) -> list[Table]:
    """The bins of that month and their days, from the same rounds as the site's own page; none when none is kept."""
    rows = tuple(Row(fr(capfirst(what)), fr(days)) for what, days in month_rows(rounds, month))
    return [Table("Collectes", ("Bac", "Quand"), rows)] if rows else []


def bins(rounds: Rounds, month: dt.date) -> tuple[BinDay, ...]:
    """What goes out, day by day, over the weeks that a calendar of that month shows."""
    weeks = weeks_of(month)
    return tuple(
        BinDay(pickup.day, fr(pickup.what), pickup.rare)
        for pickup in pickups_between(rounds, weeks[0][0], weeks[-1][-1])
    )


def closures(commune: Commune, month: dt.date) -> tuple[str, ...]:
    """The exceptional days of that month, those of one reason in one sentence."""
    first = month.replace(day=1)
    following = (first + dt.timedelta(days=32)).replace(day=1)
    alike: dict[str, list[dt.date]] = {}
    for closure in commune.closures.all():
        if first <= closure.day < following:
            alike.setdefault(closure.reason, []).append(closure.day)
    return tuple(fr(f"{capfirst(in_one_month(days))} : {inside_a_line(reason)}") for reason, days in alike.items())


def in_one_month(days: list[dt.date]) -> str:
    """« jeudi 24 et jeudi 31 décembre »."""
    *before, last = days
    names = [long_date(day).rpartition("\u00a0")[0] for day in before]
    return " et ".join(filter(None, [", ".join(names), long_date(last)]))


def records(value: dict[str, Any]) -> CivilRecords | None:
    """Births, marriages and deaths, the headings in the singular where there is one; None when there is none at all."""
    groups = []
    for key, one, several in (
        ("births", "Naissance", "Naissances"),
        ("marriages", "Mariage", "Mariages"),
        ("deaths", "Décès", "Décès"),
    ):
        names = tuple(fr(name) for name in value[key] if name)
        if names:
            groups.append((several if len(names) > 1 else one, names))
    return CivilRecords(tuple(groups), fr(value["records_note"] or "")) if groups else None


def choir() -> Picture:
    """What illustrates an association that gives no picture."""
    return Picture("", CHOIR_ALTERNATIVE, engraving="choir")
