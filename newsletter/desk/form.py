"""The form of a number: a new one opens already filled with what a bulletin always has."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from content.desk.correction_form import CorrectedPageForm

USUAL_SECTIONS = ("editorial", "briefs", "news", "agenda", "practical", "groups", "back")
FILLED = {"news", "agenda", "practical", "back"}
"""Sections that need nothing from the editor: the site fills them."""


class BulletinPageForm(CorrectedPageForm):
    """Proposes the next number, the next month and the sections that fill themselves."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None and not self.is_bound:
            self._propose()

    def _propose(self) -> None:
        page = self.instance
        last = page.number_before(self.parent_page)
        self.initial["number"] = (last.number if last else 0) + 1
        self.initial["month"] = after(last.month) if last else next_month(timezone.localdate())
        if not page.sections:
            block = page.sections.stream_block
            page.sections = block.to_python(
                [{"type": name, "value": _empty(block, name)} for name in USUAL_SECTIONS if name in FILLED]
            )
            self.initial["sections"] = page.sections


def _empty(stream_block: Any, name: str) -> Any:
    block = stream_block.child_blocks[name]
    return block.get_prep_value(block.get_default())


def after(month: dt.date) -> dt.date:
    """The first day of the month that follows."""
    return (month.replace(day=1) + dt.timedelta(days=32)).replace(day=1)


def next_month(today: dt.date) -> dt.date:
    """The first day of the month a bulletin made now is for: this one until the tenth, the next one after."""
    first = today.replace(day=1)
    return first if today.day <= 10 else after(first)
