"""« Envois » holds everything that leaves, in tabs: the news leave every day, and would drown the bulletin."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django_filters import ChoiceFilter
from wagtail.admin.filters import WagtailFilterSet

from newsletter.models import Dispatch

Priority = Dispatch.Priority
KINDS = {
    "bulletin": ("Bulletins", Priority.BULLETIN),
    "alertes": ("Alertes", Priority.ALERT),
    "nouvelles": ("Nouvelles", Priority.DIGEST),
}


class KindFilter(WagtailFilterSet):
    """One kind of sendings; none chosen, all of them."""

    genre = ChoiceFilter(
        label="Genre",
        choices=[(code, label) for code, (label, _priority) in KINDS.items()],
        empty_label="Tout",
        method="of_kind",
    )

    class Meta:
        model = Dispatch
        fields: list[str] = []

    def of_kind(self, rows: Any, name: str, value: str) -> Any:
        return rows.filter(priority=KINDS[value][1])


@dataclass(frozen=True)
class Tab:
    """A way to one kind: how many there are, and whether it is the one shown."""

    label: str
    code: str
    number: int
    is_shown: bool


def tabs(shown: str) -> list[Tab]:
    """All the sendings, then each kind; one query."""
    rows = Dispatch.objects.order_by().values_list("priority").annotate(number=Count("pk"))
    counts = Counter(dict(rows))
    kinds = [Tab(label, code, counts[priority], shown == code) for code, (label, priority) in KINDS.items()]
    return [Tab("Tout", "", counts.total(), shown not in KINDS), *kinds]
