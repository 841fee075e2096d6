"""The flat plan ("chemin de fer"): which page carries what, from cover to back, before anything is rendered."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from newsletter.bulletin.edition import (
    Agenda,
    AnySection,
    Back,
    Briefs,
    Council,
    Edition,
    Editorial,
    Feature,
    Gallery,
    Groups,
    News,
    Picture,
    Portrait,
    Practical,
    Works,
)
from newsletter.press import sheet
from newsletter.press.articles import gallery_leaves, news_leaves
from newsletter.press.features import feature_leaves
from newsletter.press.fridge import Kitchen, leaf_in_issue
from newsletter.press.groups import groups_leaves
from newsletter.press.leaves import Foot, Leaf, NotesLeaf, SetColophon, WallLeaf
from newsletter.press.lists import agenda_leaves, council_leaves, practical_leaves, with_works, works_leaves
from newsletter.press.opening import back_leaf, briefs_leaf, cover_leaf, editorial_leaves, set_briefs, set_colophon
from newsletter.press.pictographs import spelled
from newsletter.press.portraits import portrait_leaves
from newsletter.press.variety import without_repeats

Kind = TypeVar("Kind", Agenda, Practical)

SHEET = 4
"""Pages of one folded sheet."""

_ALONE: dict[type, Callable[[Any], Sequence[Leaf]]] = {
    News: news_leaves,
    Gallery: gallery_leaves,
    Council: council_leaves,
    Agenda: agenda_leaves,
    Portrait: portrait_leaves,
    Practical: practical_leaves,
    Groups: groups_leaves,
}


@dataclass(frozen=True, slots=True)
class FlatPlan:
    """The pages in order. ``added`` are those that only fill the last sheet; ``blank`` what is still missing to fold it."""

    leaves: tuple[Leaf, ...]
    added: int = 0

    @property
    def pages(self) -> int:
        return len(self.leaves)

    @property
    def blank(self) -> int:
        return -self.pages % SHEET

    def numbers(self) -> dict[str, int]:
        """The page each section begins on, by its anchor."""
        found: dict[str, int] = {}
        for number, leaf in enumerate(self.leaves, start=1):
            for anchor in leaf.anchors():
                found.setdefault(anchor, number)
        return found


def plan(edition: Edition, *, complete: bool = True) -> FlatPlan:
    """The pages of an issue. ``complete`` adds useful pages before the back until the sheets fold without a blank."""
    written = spelled(edition)
    builder = _Builder(written)
    for number, section in enumerate(written.sections):
        builder.add(section, written.sections[number + 1] if number + 1 < len(written.sections) else None)
    return builder.finish(complete)


def level_feet(leaves: tuple[Leaf, ...]) -> tuple[Leaf, ...]:
    """Two pictures at the foot of facing pages begin at the same height."""
    level = list(leaves)
    for left in range(1, len(level) - 1, 2):
        pair: list[Any] = [getattr(level[at], "foot", None) for at in (left, left + 1)]
        if all(pair):
            top = max(foot.top for foot in pair)
            for at, foot in zip((left, left + 1), pair, strict=True):
                lowered = replace(foot, top=top, height=round(foot.height - top + foot.top, 2))
                level[at] = replace(level[at], foot=lowered)  # type: ignore[call-arg]  # only leaves that have a foot
    return tuple(level)


class _Builder:
    """Walks the sections once, in their order; remembers what the page before already took in."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._leaves: list[Leaf] = [cover_leaf(edition)]
        self._back: list[Leaf] = []
        self._taken: AnySection | None = None
        self._colophon: SetColophon | None = set_colophon(edition.colophon)

    def add(self, section: AnySection, following: AnySection | None) -> None:
        if section is self._taken:
            return
        briefs = following if isinstance(following, Briefs) else None
        if isinstance(section, Editorial):
            self._add_editorial(section, briefs)
        elif (
            isinstance(section, Council)
            and isinstance(following, Works)
            and (both := with_works(council_leaves(section), following))
        ):
            self._extend(both, following)
        elif isinstance(section, Works):
            leaves, took = works_leaves(section, briefs)
            self._extend(leaves, briefs if took else None)
        elif isinstance(section, Briefs):
            self._leaves.append(briefs_leaf(set_briefs(section), self._take_colophon(), section.label))
        elif isinstance(section, Feature):
            self._leaves += feature_leaves(section, len(self._leaves) + 1)
        elif isinstance(section, Back):
            self._back.append(back_leaf(section))
        else:
            self._leaves += _ALONE[type(section)](section)

    def _add_editorial(self, section: Editorial, briefs: Briefs | None) -> None:
        leaves, took_briefs, took_colophon = editorial_leaves(section, briefs, self._colophon)
        if took_colophon:
            self._colophon = None
        self._extend(leaves, briefs if took_briefs else None)

    def _extend(self, leaves: Sequence[Leaf], taken: AnySection | None) -> None:
        self._leaves += leaves
        self._taken = taken

    def _take_colophon(self) -> SetColophon | None:
        colophon, self._colophon = self._colophon, None
        return colophon

    def finish(self, complete: bool) -> FlatPlan:
        if self._colophon:
            self._leaves.append(briefs_leaf(None, self._take_colophon(), "Ours"))
        wanted = -(len(self._leaves) + len(self._back)) % SHEET if complete else 0
        fillers = self._fillers(wanted)
        leaves = without_repeats((*self._leaves, *fillers, *self._back), self._edition)
        return FlatPlan(level_feet(leaves), len(fillers))

    def _fillers(self, wanted: int) -> list[Leaf]:
        """Three at most: the month to hang in the kitchen, a drawing to pin up, ruled lines."""
        foot = Foot(Picture("", "", engraving="bourg"), sheet.FLOOR - 82, 82 + sheet.BLEED)
        poster = WallLeaf(edition=self._edition, picture=Picture("", "", engraving="arbre"))
        fillers: list[Leaf] = [*self._fridge(), poster, NotesLeaf(label="Notes", foot=foot), poster]
        return fillers[:wanted]

    def _fridge(self) -> list[Leaf]:
        agenda, edition = self._first(Agenda), self._edition
        if agenda is None:
            return []
        kitchen = Kitchen(
            town=edition.town,
            theme=edition.theme,
            agenda=agenda,
            practical=self._first(Practical),
            advice="À détacher et à garder sous la main.",
            reference=edition.reference,
        )
        return [leaf_in_issue(kitchen)]

    def _first(self, kind: type[Kind]) -> Kind | None:
        return next((section for section in self._edition.sections if isinstance(section, kind)), None)
