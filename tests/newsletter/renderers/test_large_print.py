"""Marcel, ninety-one, reads the bulletin in large print: every sentence of it, at eighteen points, on white."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO

import page as validator
import pytest
from django.utils.html import strip_tags
from pypdf import PdfReader

from content import pdf
from newsletter.renderers import large_print, web
from newsletter.renderers.large_print import LargePrint
from tests.newsletter import extremes

pytestmark = pytest.mark.skipif(not pdf.available(), reason=pdf.obstacle())
SQUARE = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'


def number(name: str = "december") -> LargePrint:
    edition = extremes.NAMED[name]()
    return LargePrint(
        reference=edition.reference,
        masthead=edition.masthead,
        headline=edition.headline,
        detail=edition.detail,
        town=edition.town.name,
        author="Mairie",
        issued_on=date(2026, 11, 27),
        root=edition.town.site_url,
        sections=web.render(edition),
        contents=web.contents(edition),
    )


def drawn(large: LargePrint) -> bytes:
    pictures = dict.fromkeys(large.pictures, SQUARE)
    return pdf.render(large_print.html(large), base=large.base, assets=large_print.assets(pictures))


def letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["december", "crowded", "quiet", "hostile"])
def test_it_is_read_aloud_and_kept_like_the_ordinary_one(name: str) -> None:
    produced = drawn(number(name))
    for profile in ("ua1", "pdfa2a"):
        assert [failure.message for failure in validator.validate_pdf_bytes(produced, profile=profile).failures] == []


@pytest.mark.slow
def test_nothing_is_smaller_than_sixteen_points_and_no_word_is_cut() -> None:
    sizes: set[float] = set()

    def note(text: str, _cm: object, matrix: list[float], _font: object, size: float) -> None:
        if text.strip():
            sizes.add(round(abs(matrix[3]) * size, 1))

    words = ""
    for sheet in PdfReader(BytesIO(drawn(number()))).pages:
        words += sheet.extract_text(visitor_text=note)
    assert min(sizes) >= 16
    said = strip_tags(number().sections)
    assert [cut for cut in re.findall(r"\w+-\n\w+", words) if cut.replace("\n", "") not in said] == []


@pytest.mark.slow
def test_the_contents_name_the_true_pages() -> None:
    large = number()
    pages = PdfReader(BytesIO(drawn(large))).pages
    first = letters(" ".join(pages[at].extract_text() for at in (0, 1)))
    agenda = next(entry for entry in large.contents if entry["url"] == "#agenda")
    title = letters(str(agenda["title"]))
    begins = next(at for at, sheet in enumerate(pages, start=1) if at > 2 and title in letters(sheet.extract_text()))
    assert f"{title}{begins}" in first


def test_pictures_are_found_by_their_address_each_once() -> None:
    large = replace(
        number(),
        sections='<img class="a" src="/m/a.jpg" alt=""><p><img src="/m/b.jpg?x=1&amp;y=2"><img src="/m/a.jpg">',
    )
    assert large.pictures == ["/m/a.jpg", "/m/b.jpg?x=1&y=2"]
