"""Where the sections of a number stand in its pages, and what moving one of them changes, in words. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from newsletter.bulletin.edition import Edition
from newsletter.bulletin.wording import counted
from newsletter.press.flatplan import SHEET, FlatPlan
from newsletter.proofing.spreads import Folio, folios, pages_of


@dataclass(frozen=True, slots=True)
class Places:
    """The pages of each section, by the identifier of its block; a block that prints nothing has none."""

    folios: tuple[Folio, ...]
    pages: Mapping[str, tuple[int, ...]]
    labels: Mapping[str, str]
    added: int = 0

    @classmethod
    def of(cls, edition: Edition, flat: FlatPlan, anchors: Mapping[str, str]) -> Places:
        """`anchors` as compose.edition_by_block answers them."""
        pages = folios(edition, flat)
        labels = {section.anchor: section.label for section in edition.sections}
        return cls(
            folios=pages,
            pages={block: pages_of(anchor, pages) for block, anchor in anchors.items()},
            labels={block: labels[anchor] for block, anchor in anchors.items()},
            added=flat.added,
        )

    @property
    def count(self) -> int:
        return len(self.folios)

    def opens_over_two(self, block: str) -> bool:
        """Whether its title takes two pages that face each other."""
        return any(self.folios[number - 1].opens for number in self.pages.get(block, ()))

    def features(self) -> Iterator[str]:
        """The blocks that print a long piece."""
        for block, numbers in self.pages.items():
            if numbers and any(part.kind == "feature" for part in self.folios[numbers[0] - 1].parts):
                yield block


def consequences(block: str, before: Places, after: Places) -> list[str]:
    """What a move did, a sentence each: the section that moved, the long pieces' openings, the number of pages."""
    return [*_moved(block, before, after), *_openings(before, after), *_sheets(before, after)]


def _moved(block: str, before: Places, after: Places) -> Iterator[str]:
    old, new = before.pages.get(block, ()), after.pages.get(block, ())
    label = after.labels.get(block, "La rubrique")
    if not new:
        yield "Cette rubrique change de place. Elle n’a encore rien à imprimer."
    elif old == new:
        yield f"{label} : toujours {said(new)}."
    elif not old:
        yield f"{label} : {said(new)}."
    else:
        yield f"{label} : {said(new)}, au lieu {'des' if len(old) > 1 else 'de la'} {said(old)}."


def _openings(before: Places, after: Places) -> Iterator[str]:
    """A poster title on two facing pages needs an even number to begin on."""
    for block in after.features():
        was, is_now = before.opens_over_two(block), after.opens_over_two(block)
        label, numbers = after.labels[block], after.pages[block]
        if was and is_now and before.pages[block] != numbers:
            yield f"{label} : s’ouvre toujours sur une double page."
        elif was and not is_now:
            yield f"{label} : ne s’ouvre plus sur une double page, car la page {numbers[0]} est à droite."
        elif is_now and not was:
            yield f"{label} : s’ouvre maintenant sur une double page."


def _sheets(before: Places, after: Places) -> Iterator[str]:
    if before.count != after.count:
        yield f"Le numéro passe de {before.count} à {after.count} pages."
    if before.added != after.added:
        yield filling(after)


def filling(places: Places) -> str:
    """How the sheets are filled: « quatre feuilles pliées », the pages added to fold the last one, those still missing."""
    if missing := -places.count % SHEET:
        several = "s" if missing > 1 else ""
        return f"Il manque {counted(missing, feminine=True)} page{several} pour plier des feuilles entières."
    sheets = places.count // SHEET
    folded = f"{counted(sheets, feminine=True).capitalize()} feuille{'s' if sheets > 1 else ''} à plier"
    added = [folio for folio in places.folios if folio.added]
    if not added:
        return f"{folded}, sans page de complément."
    names = ", ".join(f"{folio.label[0].lower()}{folio.label[1:]} page {folio.number}" for folio in added)
    return f"{folded}. Pour remplir la dernière, le bulletin ajoute : {names}."


def said(numbers: Sequence[int]) -> str:
    """« page 4 », « pages 4 et 5 », « pages 4 à 7 », « sans page »"""
    if not numbers:
        return "sans page"
    if len(numbers) == 1:
        return f"page {numbers[0]}"
    link = "et" if len(numbers) == 2 else "à"
    return f"pages {numbers[0]} {link} {numbers[-1]}"
