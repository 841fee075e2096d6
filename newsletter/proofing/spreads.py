"""The flat plan ("chemin de fer") as an editor reads it: which page carries which section, page facing page. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from newsletter.bulletin.edition import AnySection, Edition, Feature
from newsletter.press.flatplan import FlatPlan
from newsletter.press.leaves import BackLeaf, CoverLeaf, FridgeLeaf, Leaf, NotesLeaf, OpeningLeaf, StackedLeaf, WallLeaf

UNSIGNED = {CoverLeaf: "Couverture", FridgeLeaf: "Le mois à garder", WallLeaf: "Gravure à épingler", NotesLeaf: "Notes"}
"""What is written under a page that belongs to no section."""


@dataclass(frozen=True, slots=True)
class Part:
    """A section as far as a page carries it."""

    anchor: str
    label: str
    kind: str


@dataclass(frozen=True, slots=True)
class Folio:
    """One page of the plan. ``added`` when it only fills the last sheet; ``opens`` when a poster title takes both pages."""

    number: int
    label: str
    parts: tuple[Part, ...] = ()
    paper: str = "plain"
    added: bool = False
    opens: bool = False

    @property
    def is_left(self) -> bool:
        return self.number % 2 == 0


@dataclass(frozen=True, slots=True)
class Spread:
    """Two pages that face each other; the cover has nothing on its left, the back nothing on its right."""

    left: Folio | None
    right: Folio | None

    @property
    def folios(self) -> tuple[Folio, ...]:
        return tuple(folio for folio in (self.left, self.right) if folio)

    @property
    def name(self) -> str:
        """« Couverture », « Pages 2 et 3 », « Dos »"""
        if self.left and self.right:
            return f"Pages {self.left.number} et {self.right.number}"
        if self.right:
            return "Couverture"
        return f"Dos, page {self.left.number}" if self.left else ""


def folios(edition: Edition, flat: FlatPlan) -> tuple[Folio, ...]:
    """Every page of an issue, in order, each with the sections it carries."""
    parts = {section.anchor: Part(section.anchor, section.label, kind_of(section)) for section in edition.sections}
    added = set(range(len(flat.leaves) - flat.added, len(flat.leaves)))
    if flat.leaves and isinstance(flat.leaves[-1], BackLeaf):
        added = {index - 1 for index in added}
    found = []
    for index, leaf in enumerate(flat.leaves):
        carried = () if index in added else tuple(parts[anchor] for anchor in anchors_on(leaf) if anchor in parts)
        found.append(
            Folio(
                number=index + 1,
                label=", ".join(part.label for part in carried) or UNSIGNED.get(type(leaf)) or leaf.label,
                parts=carried,
                paper=leaf.paper,
                added=index in added,
                opens=isinstance(leaf, OpeningLeaf) and bool(leaf.half),
            )
        )
    return tuple(found)


def kind_of(section: AnySection) -> str:
    """Its kind as the editor chose it: a long piece that does not open like a poster is a free page."""
    return "free" if isinstance(section, Feature) and not section.poster else section.kind


def folios_of_contents(contents: Sequence[Mapping[str, Any]], count: int) -> tuple[Folio, ...]:
    """Every page of an issue that was frozen, named after what its contents list (`title`, `page`) says to begin there."""
    names: dict[int, list[str]] = {1: [UNSIGNED[CoverLeaf]]}
    for entry in contents:
        names.setdefault(entry.get("page", 0), []).append(entry["title"])
    return tuple(Folio(number, ", ".join(names.get(number, ()))) for number in range(1, count + 1))


def spreads(pages: Sequence[Folio]) -> tuple[Spread, ...]:
    """The same pages as one sees them when turning: the cover alone on the right, 2 and 3, 4 and 5… the back on the left."""
    if not pages:
        return ()
    inner = [Spread(pages[at], pages[at + 1] if at + 1 < len(pages) else None) for at in range(1, len(pages), 2)]
    return (Spread(None, pages[0]), *inner)


def pages_of(anchor: str, pages: Sequence[Folio]) -> tuple[int, ...]:
    """The numbers of the pages that carry a section."""
    return tuple(page.number for page in pages if any(part.anchor == anchor for part in page.parts))


def anchors_on(leaf: Leaf) -> tuple[str, ...]:
    """The sections a page carries, its continuations included, each once, from top to bottom."""
    return tuple(dict.fromkeys(_anchors(leaf)))


def _anchors(leaf: Leaf) -> Iterator[str]:
    if isinstance(leaf, StackedLeaf):
        yield from (*_anchors(leaf.upper), *_anchors(leaf.lower))
    for name in ("section", "briefs", "tips"):
        part = getattr(leaf, name, None)
        if part is not None:
            yield part.anchor
