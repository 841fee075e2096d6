"""Going through an Edition, section by section, for what a gauge looks at."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeVar

from newsletter.bulletin.edition import AnySection, Edition
from newsletter.bulletin.prose import Bullets, Heading, Paragraph, Quotation, Run
from newsletter.bulletin.walking import all_of, parts

T = TypeVar("T")


def by_section(kind: type[T], edition: Edition) -> Iterator[tuple[AnySection, T]]:
    """Every value of that class with the section it stands in."""
    for section in edition.sections:
        for found in all_of(kind, section):
            yield section, found


def linked_runs(edition: Edition) -> Iterator[tuple[AnySection, Run]]:
    return ((section, run) for section, run in by_section(Run, edition) if run.href)


def texts_of(value: Any) -> Iterator[tuple[Any, ...]]:
    """The running texts inside a value: each a tuple of paragraphs, headings, lists and quotations."""
    if isinstance(value, tuple) and value and isinstance(value[0], Paragraph | Heading | Bullets | Quotation):
        yield value
        return
    for part in parts(value):
        yield from texts_of(part)


def counted_links(number: int, one: str, several: str) -> str:
    return f"{number} {one if number == 1 else several}"
