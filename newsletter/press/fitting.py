"""How each section fits its pages: the lines it lacks, or has too many, read off the flat plan. Draws nothing."""

from dataclasses import dataclass

from newsletter.bulletin.edition import Section
from newsletter.bulletin.wording import counted
from newsletter.press.copyfit import MOST_LINES
from newsletter.press.flatplan import FlatPlan
from newsletter.press.leaves import Leaf, StackedLeaf


@dataclass(frozen=True, slots=True)
class Fit:
    """A section on paper: the pages it takes, those it was asked to fill (0: none), the lines over or under, of its own text."""

    anchor: str
    label: str
    pages: int
    wanted: int = 0
    over: int = 0
    under: int = 0

    @property
    def is_right(self) -> bool:
        """Whether it does what was asked; a section nobody asked anything of is right unless it runs over the paper."""
        return not self.over and not (self.wanted and self.under)

    @property
    def words(self) -> str:
        """« une page, il manque 6 lignes », « trois pages au lieu de deux, 12 lignes de trop »."""
        said = _pages(self.pages)
        if self.wanted and self.pages != self.wanted:
            said += f" au lieu {'d’' if self.wanted == 1 else 'de '}{counted(self.wanted, feminine=True)}"
        if self.over >= MOST_LINES:
            return f"{said}, ne peut pas tenir"
        if self.over:
            return f"{said}, {_lines(self.over)} de trop"
        if self.under:
            return f"{said}, il manque {_lines(self.under)}" if self.wanted else f"{said}, {_lines(self.under)} libres"
        return said


def fits(flat: FlatPlan) -> tuple[Fit, ...]:
    """One Fit for each section that begins a page, in their order; briefs and colophon go with the page they stand on."""
    found: list[list[Leaf]] = []
    for leaf in flat.leaves:
        if _section(leaf) is None:
            continue
        if found and not leaf.anchor and _section(found[-1][0]) is _section(leaf):
            found[-1].append(leaf)
        elif leaf.anchor:
            found.append([leaf])
    return tuple(map(_fit, found))


def _fit(leaves: list[Leaf]) -> Fit:
    first, last = leaves[0], leaves[-1]
    section = _section(first)
    return Fit(
        anchor=first.anchor,
        label=first.label,
        pages=len(leaves),
        wanted=section.pages if section else 0,
        over=max(0, -last.spare),
        under=max(0, last.spare),
    )


def _section(leaf: Leaf) -> Section | None:
    holder = leaf.upper if isinstance(leaf, StackedLeaf) else leaf
    return getattr(holder, "section", None)


def _pages(number: int) -> str:
    return f"{counted(number, feminine=True)} page{'s' if number > 1 else ''}"


def _lines(number: int) -> str:
    return f"{number} ligne{'s' if number > 1 else ''}"
