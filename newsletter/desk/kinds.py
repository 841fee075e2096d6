"""« Envois » holds everything that leaves; digests leave every day, and would hide the bulletin."""

from __future__ import annotations

from typing import Any

from django_filters import ChoiceFilter
from wagtail.admin.filters import WagtailFilterSet

from newsletter.models import Dispatch

Priority = Dispatch.Priority
EVERYTHING = "tout"
KINDS = [
    ("bulletin", "Bulletins"),
    ("alertes", "Alertes"),
    ("nouvelles", "Nouvelles du jour, de la semaine, aussitôt"),
    (EVERYTHING, "Tout"),
]
PRIORITIES = {"bulletin": Priority.BULLETIN, "alertes": Priority.ALERT, "nouvelles": Priority.DIGEST}


class KindFilter(WagtailFilterSet):
    """One kind of sendings; none chosen, the bulletins and the alerts."""

    genre = ChoiceFilter(label="Genre", choices=KINDS, empty_label="Bulletins et alertes", method="of_kind")

    class Meta:
        model = Dispatch
        fields: list[str] = []

    def of_kind(self, rows: Any, name: str, value: str) -> Any:
        return rows if value == EVERYTHING else rows.filter(priority=PRIORITIES[value])

    def filter_queryset(self, queryset: Any) -> Any:
        rows = super().filter_queryset(queryset)
        return rows if self.form.cleaned_data.get("genre") else rows.exclude(priority=Priority.DIGEST)
