"""Pages of a list, by a number that anybody may have mistyped."""

from typing import Any

from django.core.paginator import Page, Paginator


def page_of(items: Any, asked: str | None, size: int = 20) -> Page[Any]:
    """The page asked for; the first one for anything that is not a page of this list."""
    paginator = Paginator(items, size)
    number = int(asked) if asked and asked.isascii() and asked.isdigit() and len(asked) < 6 else 1
    return paginator.page(number if 1 <= number <= paginator.num_pages else 1)
