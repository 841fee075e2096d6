"""No drawing twice in an issue: what only decorates a page gives way to what says something, and to what came before it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from newsletter.bulletin.edition import Edition, Picture, pictures_in
from newsletter.press.leaves import Leaf

DECORATIONS = ("bourg", "lavoir", "banc", "arbre", "velo", "navette", "fete", "sport", "halle")
"""The town's drawings that may close a page, the calmest first."""
PANORAMA = {"halle": ("market-left", "market-right")}
"""What a feature opens with on two pages in place of its engraving."""


def without_repeats(leaves: Sequence[Leaf], edition: Edition) -> tuple[Leaf, ...]:
    """The pages, each decoration changed for one that the issue has not shown yet; kept where there is none left."""
    shown = set(speaking(edition))
    varied: list[Any] = []
    for leaf in leaves:
        name = _decorative(leaf)
        if name:
            chosen = next((each for each in (name, *DECORATIONS) if each not in shown), name)
            shown.add(chosen)
            leaf = _decorated(leaf, chosen)
        varied.append(leaf)
    return tuple(varied)


def speaking(edition: Edition) -> Iterator[str]:
    """The drawings an issue shows for what they say: on its cover and in its sections."""
    for picture in pictures_in((edition.cover, *edition.sections)):
        yield picture.engraving
        yield from PANORAMA.get(picture.engraving, ())


def _holder(leaf: Leaf) -> Any:
    """What holds the picture that a page is closed, or filled, with."""
    return getattr(leaf, "foot", None) or (leaf if leaf.template == "wall" else None)


def _decorative(leaf: Leaf) -> str:
    """The name of the drawing that decorates a page; empty where there is none, and where it is described."""
    holder = _holder(leaf)
    picture: Picture | None = holder.picture if holder else None
    return picture.engraving if picture and not picture.alternative else ""


def _decorated(leaf: Any, name: str) -> Leaf:
    picture = Picture("", "", engraving=name)
    holder = _holder(leaf)
    changed: Leaf = (
        replace(leaf, picture=picture) if holder is leaf else replace(leaf, foot=replace(holder, picture=picture))
    )
    return changed
