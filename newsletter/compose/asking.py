"""What an editor asked of a section, or said in two fields, read from its block."""

from collections.abc import Iterable
from typing import Any

from wagtail.models import Page

from content.typography import fr
from newsletter.bulletin.edition import Fact


def asked(value: dict[str, Any]) -> int:
    """The pages a section was asked to fill; 0 when none were."""
    chosen = value.get("pages") or ""
    return int(chosen) if chosen.isdecimal() else 0


def keys(pages: Iterable[Page | None]) -> list[int]:
    """The keys of the pages an editor chose; one deleted since is None."""
    return [page.pk for page in pages if page]


def next_session(when: str, note: str) -> Fact | None:
    """When the council meets again; what goes with it follows a comma. None when nobody said when."""
    if not when:
        return None
    return Fact(fr(f"{when.rstrip(', ')},"), fr(note)) if note else Fact(fr(when))
