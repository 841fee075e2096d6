"""What a procedure's page and the list of procedures show. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from home.files import file_of

if TYPE_CHECKING:
    from home.models.procedures import ProcedurePage


@dataclass(frozen=True, slots=True)
class Group:
    """The procedures of one occasion; `anchor` is its place in the page."""

    title: str
    anchor: str
    entries: list[ProcedurePage]


def by_life_event(procedures: Iterable[ProcedurePage], events: Sequence[tuple[Any, Any]]) -> list[Group]:
    """One group for each occasion that has a procedure, in the order of the occasions."""
    found = list(procedures)
    groups = [
        Group(str(label), str(value), [page for page in found if page.life_event == value]) for value, label in events
    ]
    return [group for group in groups if group.entries]


def facts_of(page: ProcedurePage) -> list[dict[str, str]]:
    """What to know before going, only what is known."""
    facts = [
        (_("Qui"), page.audience),
        (_("Où"), page.where),
        (_("Délai"), page.delay),
        (_("Prix"), page.price),
        (_("Durée"), page.duration),
    ]
    return [{"label": label, "value": value} for label, value in facts if value]


def documents_of(downloads: Iterable[Any]) -> list[dict[str, str]]:
    """The files of the page as the component lists them; one that was deleted since is left out."""
    values = [block.value for block in downloads if block.value.get("document")]
    return [file_of(value["document"]) | {"description": value.get("description", "")} for value in values]
