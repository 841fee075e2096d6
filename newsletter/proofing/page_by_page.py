"""Pages of an issue drawn alone, for the desk: what is typed in one section redraws its own pages, and no other.

The flat plan has decided everything before anything is drawn, so a page drawn alone, under its number and with the
numbers of the whole contents list, is the page of the printed issue. Its parsed style sheet stays in the warm child.
What residents receive never comes from here (newsletter.renderers.pdf.render).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.template.loader import render_to_string

from content import pdf
from content.dates import WEEKDAYS
from content.pdf.serving import fingerprint
from newsletter.bulletin.edition import Edition
from newsletter.press.flatplan import FlatPlan, plan
from newsletter.press.leaves import Leaf
from newsletter.proofing.bitmaps import lightened
from newsletter.proofing.spreads import folios, pages_of
from newsletter.renderers.pdf import BASE, assets, printable

STYLESHEET = "press.css"
TIMEOUT = 10.0
"""Seconds for the pages of a section: an editor is waiting."""


@dataclass(frozen=True)
class LonePages:
    """Pages that follow each other, as the document that draws them and the files it uses."""

    number: int
    html: str = field(repr=False)
    assets: Mapping[str, bytes] = field(repr=False)

    @cached_property
    def fingerprint(self) -> str:
        """What changes whenever they would look different."""
        return fingerprint(self.html, self.assets)


def preview(edition: Edition, anchor: str, photos: Mapping[str, bytes]) -> bytes:
    """The pages of one section as a PDF, under their numbers in the issue. ``photos`` as for `pdf.render`.

    Raises LookupError for a section that has no page, content.pdf.PdfUnavailable, content.pdf.PdfError.
    """
    flat = plan(edition)
    numbers = pages_of(anchor, folios(edition, flat))
    if not numbers:
        raise LookupError(anchor)
    return draw(_Composing(edition, flat, photos).alone(numbers[0], flat.leaves[numbers[0] - 1 : numbers[-1]]))


def pages(edition: Edition, flat: FlatPlan, photos: Mapping[str, bytes]) -> list[LonePages]:
    """Every page of an issue, each to be drawn alone."""
    composing = _Composing(edition, flat, photos)
    return [composing.alone(number, [leaf]) for number, leaf in enumerate(flat.leaves, start=1)]


def one_page(edition: Edition, flat: FlatPlan, photos: Mapping[str, bytes], number: int) -> LonePages:
    """The page of that number, to be drawn alone. Raises LookupError for a page the issue does not have."""
    if not 1 <= number <= flat.pages:
        raise LookupError(number)
    return _Composing(edition, flat, photos).alone(number, [flat.leaves[number - 1]])


def draw(page: LonePages) -> bytes:
    """The PDF of those pages, from the warm child. Raises content.pdf.PdfUnavailable, content.pdf.PdfError."""
    files = lightened(page.assets)
    produced = pdf.produce(
        page.html, base=BASE, assets=files, variant=None, timeout=TIMEOUT, folders={}, stylesheet=STYLESHEET
    )
    return produced.pdf


class _Composing:
    """What all the pages of an issue share: its files, its styles, the numbers of its contents list."""

    def __init__(self, edition: Edition, flat: FlatPlan, photos: Mapping[str, bytes]) -> None:
        self._edition, self._numbers = edition, flat.numbers()
        self._css = render_to_string("newsletter/pdf/css/press.css", {"theme": edition.theme})
        self._files = assets(edition, flat, photos)

    def alone(self, number: int, leaves: Sequence[Leaf]) -> LonePages:
        html = printable(render_to_string("newsletter/pdf/alone.html", self._context(number, leaves)))
        used = {name: file for name, file in self._files.items() if name in html or name in self._css}
        return LonePages(number, html, used | {STYLESHEET: self._css.encode()})

    def _context(self, number: int, leaves: Sequence[Leaf]) -> dict[str, object]:
        return {
            "edition": self._edition,
            "theme": self._edition.theme,
            "weekdays": WEEKDAYS,
            "leaves": leaves,
            "number": number,
            "on_the_left": number % 2 == 0,
            "numbers": self._numbers,
        }
