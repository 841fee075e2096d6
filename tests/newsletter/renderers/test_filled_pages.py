"""What copyfit promises in figures is what the engine draws: pages that are full, and nothing over their edge."""

from collections.abc import Iterator
from dataclasses import replace

import pypdfium2
import pytest

from content import pdf as engine
from newsletter.bulletin.edition import AnySection
from newsletter.press import sheet
from newsletter.press.copyfit import FULL
from newsletter.press.flatplan import plan
from newsletter.press.typesetting import POINT
from newsletter.renderers import pdf
from tests.newsletter import editions
from tests.newsletter.printing import photos

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not engine.available(), reason=engine.obstacle())]

HEAD, PAPER = 27.0, 297.0
TOLERANCE = 1.0
END = "Ici finit le texte."


def words_end(content: bytes) -> Iterator[float]:
    """Where the last printed character of each page stands, in millimetres from the first line."""
    for page in pypdfium2.PdfDocument(content):
        text = page.get_textpage()
        feet = [text.get_charbox(at)[1] for at in range(text.count_chars()) if text.get_text_range(at, 1).strip()]
        yield PAPER - HEAD - min(feet, default=PAPER / POINT) * POINT


WORDY = [
    ("editorial", replace(editions.editorial(), body=editions.editorial().body * 5, pages=2)),
    (
        "free page",
        replace(editions.feature(), poster=False, picture=None, body=editions.feature().body * 2, pages=2),
    ),
    ("portrait", replace(editions.portrait(), body=editions.portrait().body * 4, pages=2)),
    ("groups", replace(editions.groups(), pages=1)),
    ("news", replace(editions.news(), pages=1)),
]


@pytest.mark.parametrize(("name", "section"), WORDY, ids=[name for name, _section in WORDY])
def test_the_pages_asked_for_are_really_full_and_nothing_runs_over(name: str, section: AnySection) -> None:
    edition = replace(editions.with_sections(section), colophon=())
    drawn = pdf.render(edition, photos(edition), complete=False)
    cover, *feet = words_end(drawn)
    assert len(feet) == section.pages, name
    assert all(FULL * sheet.HEIGHT - TOLERANCE <= foot <= sheet.HEIGHT + TOLERANCE for foot in feet), feet
    assert cover


def test_the_last_word_of_a_fitted_piece_ends_where_the_press_said() -> None:
    """The end marker: its line on paper is the line of the column it was set on."""
    section = replace(
        editions.editorial(), body=editions.rich(f"{'<p>Une phrase de plus.</p>' * 60}<p>{END}</p>"), pages=1
    )
    edition = replace(editions.with_sections(section), colophon=())
    leaf = plan(edition, complete=False).leaves[1]
    drawn = pypdfium2.PdfDocument(pdf.render(edition, photos(edition), complete=False))
    text = drawn[1].get_textpage()
    at, count = text.search(END).get_next()
    foot = PAPER - HEAD - text.get_charbox(at + count - 1)[1] * POINT
    lines = sum(piece.lines + piece.space for piece in leaf.columns[-1])  # type: ignore[attr-defined]
    standfirst = sheet.on_the_half_grid(3 * 7.4 + 3.3)
    end = leaf.title.height + standfirst + lines * leaf.style.line  # type: ignore[attr-defined]
    assert foot == pytest.approx(end, abs=3)
