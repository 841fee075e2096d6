"""What an editor asked of a section, read from its block."""

from collections.abc import Iterable
from typing import Any

from wagtail.models import Page


def asked(value: dict[str, Any]) -> int:
    """The pages a section was asked to fill; 0 when none were."""
    chosen = value.get("pages") or ""
    return int(chosen) if chosen.isdecimal() else 0


def keys(pages: Iterable[Page | None]) -> list[int]:
    """The keys of the pages an editor chose; one deleted since is None."""
    return [page.pk for page in pages if page]
