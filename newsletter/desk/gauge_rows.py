"""Gauges as the desk shows them: each with the way to what is to be mended, in the form or on a screen of its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from newsletter.approval.gauges import Gauge, Level
from newsletter.bulletin.edition import AnySection, Edition, Feature
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


def rows(page: BulletinPage, edition: Edition, found: Iterable[Gauge], *, in_form: bool = False) -> list[Row]:
    """In the order of the gauges; `in_form` makes the links short, for the page that holds the form already."""
    blocks = blocks_by_anchor(page, edition)
    form = "" if in_form else reverse("wagtailadmin_pages:edit", args=[page.pk])
    return [row(gauge, page, blocks, form) for gauge in found]


def row(gauge: Gauge, page: BulletinPage, blocks: dict[str, str], form: str) -> Row:
    if gauge.desk == "groups":
        return Row(gauge, reverse("bulletin_groups", args=[page.pk]), "Textes des groupes")
    if gauge.desk == "regularity":
        return Row(gauge, reverse("bulletin_regularity"), "Voir le relevé")
    block = blocks.get(gauge.anchor, gauge.anchor)
    if block and block in blocks.values():
        return Row(gauge, f"{form}#block-{block}-section", "Aller à la rubrique")
    return Row(gauge, "", "")


def blocks_by_anchor(page: BulletinPage, edition: Edition) -> dict[str, str]:
    """The identifier of the block that each section was composed from; blocks that gave nothing keep theirs too."""
    found: dict[str, str] = {}
    waiting = list(edition.sections)
    for block in page.sections:
        if waiting and kind_of(waiting[0]) == block.block_type:
            found[waiting.pop(0).anchor] = str(block.id)
        else:
            found[f"sans rubrique {block.id}"] = str(block.id)
    return found


def kind_of(section: AnySection) -> str:
    """The type of the block it was composed from."""
    if isinstance(section, Feature):
        return "feature" if section.poster else "free"
    return section.kind
