"""Going through an Edition, whatever it is made of: the one place that knows how its values hold each other."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import Any, TypeVar

T = TypeVar("T")


def parts(value: Any, but: AbstractSet[str] = frozenset()) -> Iterator[Any]:
    """What a value holds, in reading order: the items of a tuple, the fields of a dataclass but for those names."""
    if isinstance(value, tuple):
        yield from value
    elif hasattr(value, "__dataclass_fields__"):
        yield from (getattr(value, name) for name in value.__dataclass_fields__ if name not in but)


def all_of(kind: type[T], value: Any, but: AbstractSet[str] = frozenset()) -> Iterator[T]:
    """Every value of that class inside a value, itself included, in reading order."""
    if isinstance(value, kind):
        yield value
    for part in parts(value, but):
        yield from all_of(kind, part, but)
