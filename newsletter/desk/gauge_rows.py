"""Gauges as the desk shows them: each with the way to what is to be mended, in the form or on a screen of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse

from newsletter.approval.gauges import Gauge, Level
from newsletter.models import BulletinPage

MARKS = {Level.GOOD: "good", Level.WARNING: "warning", Level.BLOCKING: "blocking"}


@dataclass(frozen=True, slots=True)
class Row:
    gauge: Gauge
    url: str
    way: str

    @property
    def mark(self) -> str:
        """The end of its class."""
        return MARKS[self.gauge.level]


def rows(page: BulletinPage, anchors: Mapping[str, str], found: Iterable[Gauge], *, in_form: bool = False) -> list[Row]:
    """In the order of the gauges. `anchors` as compose.edition_by_block answers them.

    `in_form` makes the links short, for the page that holds the form already.
    """
    blocks = {str(block.id): str(block.id) for block in page.sections}
    blocks |= {anchor: block for block, anchor in anchors.items()}
    form = "" if in_form else reverse("wagtailadmin_pages:edit", args=[page.pk])
    return [row(gauge, page, blocks, form) for gauge in found]


def row(gauge: Gauge, page: BulletinPage, blocks: Mapping[str, str], form: str) -> Row:
    """`blocks` gives the block to mend by the name a gauge has for it: its section's anchor, or its own identifier."""
    if gauge.desk == "groups":
        return Row(gauge, reverse("bulletin_groups", args=[page.pk]), "Textes des groupes")
    if gauge.desk == "regularity":
        return Row(gauge, reverse("bulletin_regularity"), "Voir le relevé")
    if block := blocks.get(gauge.anchor):
        return Row(gauge, f"{form}#block-{block}-section", "Aller à la rubrique")
    return Row(gauge, "", "")
