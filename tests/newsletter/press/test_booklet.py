"""The copier of the town hall: two pages a side, and a booklet that reads in order once folded."""

from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter

from newsletter.press.booklet import Sheet, imposed, sides


def as_folded(found: list[Sheet]) -> list[int | None]:
    """The pages one turns once the sheets are printed on both sides, stacked and folded in two."""
    outer, inner = found[::2], found[1::2]
    first_half = [number for front, back in zip(outer, inner, strict=True) for number in (front[1], back[0])]
    second_half = [number for front, back in zip(outer, inner, strict=True) for number in (front[0], back[1])]
    return first_half + second_half[::-1]


def test_twelve_pages_make_three_sheets_in_the_order_copiers_expect() -> None:
    assert sides(12) == [(12, 1), (2, 11), (10, 3), (4, 9), (8, 5), (6, 7)]


@pytest.mark.parametrize("pages", range(1, 41))
def test_folded_it_reads_in_order_and_the_back_cover_is_outside(pages: int) -> None:
    folded = as_folded(sides(pages))
    assert [number for number in folded if number] == list(range(1, pages + 1))
    assert len(folded) % 4 == 0
    assert folded[-1] == pages or pages == 1
    assert folded.count(None) == -pages % 4


def test_no_page_no_sheet() -> None:
    assert sides(0) == []


def test_the_sheets_are_a3_in_landscape_without_links() -> None:
    writer = PdfWriter()
    for _page in range(6):
        writer.add_blank_page(595, 842)
    out = BytesIO()
    writer.write(out)
    sheets = PdfReader(BytesIO(imposed(out.getvalue()))).pages
    assert len(sheets) == 4
    assert {(sheet.mediabox.width, sheet.mediabox.height) for sheet in sheets} == {(1190, 842)}
    assert all("/Annots" not in sheet for sheet in sheets)
