"""The form of a number: a new one opens already filled with what a bulletin always has."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from content.desk.correction_form import CorrectedPageForm
from newsletter.desk import opening


class BulletinPageForm(CorrectedPageForm):
    """Proposes the next number, the next month and the sections that fill themselves."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None and not self.is_bound:
            self._propose()

    def _propose(self) -> None:
        page = self.instance
        last = page.number_before(self.parent_page)
        today = timezone.localdate()
        self.initial["number"] = (last.number if last else 0) + 1
        self.initial["month"] = month = after(last.month) if last else next_month(today)
        if not page.sections:
            before = last.get_latest_revision_as_object() if last else None
            raw = opening.sections(before, self.parent_page.specific.site, month, today)
            page.sections = page.sections.stream_block.to_python(raw)
            self.initial["sections"] = page.sections


def after(month: dt.date) -> dt.date:
    """The first day of the month that follows."""
    return (month.replace(day=1) + dt.timedelta(days=32)).replace(day=1)


def next_month(today: dt.date) -> dt.date:
    """The first day of the month a bulletin made now is for: this one until the tenth, the next one after."""
    first = today.replace(day=1)
    return first if today.day <= 10 else after(first)
