"""Which pages a slow check looks at: every kind there is, and others drawn at random, so that nobody keeps a list."""

import os
import random
from collections.abc import Iterable
from typing import Any

from tests.journeys.gates.crawl import Answer

DRAWN = 40
EVERY_PAGE = os.environ.get("TAMBOUR_GATES") == "all"


def features(document: Any) -> set[str]:
    """What a page is made of: its elements by tag and class, so its templates, components and their states."""
    found = set()
    for element in document.iter("*"):
        names = (element.get("class") or "").split()
        found |= {f"{element.tag}.{name}" for name in names} or {str(element.tag)}
    return found


def of_every_kind(pages: Iterable[Answer]) -> list[str]:
    """The fewest paths, nearly, that show every template, component and state met on any page."""
    made_of = {page.path: features(page.document) for page in sorted(pages, key=lambda page: page.path)}
    missing, chosen = set().union(*made_of.values()), []
    while missing:
        best = max(made_of, key=lambda path: len(made_of[path] & missing))
        chosen.append(best)
        missing -= made_of[best]
    return chosen


def selection(pages: list[Answer], seed: int) -> list[str]:
    """The paths to look at: of every kind and forty drawn by the seed; all of them where TAMBOUR_GATES is « all »."""
    if EVERY_PAGE:
        return [page.path for page in pages]
    chosen = of_every_kind(pages)
    others = sorted({page.path for page in pages} - set(chosen))
    return chosen + random.Random(seed).sample(others, min(DRAWN, len(others)))
