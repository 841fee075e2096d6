"""Twenty-four labels on a sheet: nothing cut, nothing lost, a used sheet finished."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from content import pdf
from newsletter.models.paper import LONGEST_LINE
from newsletter.paper.labels import LARGEST, PER_SHEET, ROOM, SMALLEST, labels, render, sheets, size
from newsletter.paper.rounds import Stop, in_rounds
from newsletter.press.typesetting import Face, measure


def stops(number: int, copies: int = 1) -> list[Stop]:
    streets = [f"{n} rue du Gué" for n in range(1, number + 1)]
    return [Stop("Mme Vernhade", "", street, "46999 Valombreuse", copies, "Le Bourg") for street in streets]


def test_a_round_begins_with_the_label_of_its_bundle() -> None:
    first, second, *_others = labels(in_rounds(stops(2, copies=3)))
    assert (first.lines, first.foot, first.is_round) == (("Le Bourg",), "2 boîtes, 6 exemplaires", True)
    assert (second.lines[1], second.foot) == ("1 rue du Gué", "3 exemplaires")


def test_one_copy_is_not_worth_a_word() -> None:
    assert [label.foot for label in labels(in_rounds(stops(1)))] == ["1 boîte, 1 exemplaire", ""]


@pytest.mark.parametrize(
    "line", ["W" * LONGEST_LINE, "Mme Marie-Madeleine de La Rochefoucauld"[:LONGEST_LINE], "M. Li"]
)
def test_the_longest_line_an_envelope_takes_stays_on_its_label(line: str) -> None:
    chosen = size(["Mme Vernhade", line])
    assert SMALLEST <= chosen <= LARGEST
    if chosen > SMALLEST:
        assert measure(line, chosen, Face.TEXT) <= ROOM + 0.01


def test_a_used_sheet_is_finished_first() -> None:
    pages = sheets(labels(in_rounds(stops(23))), first=5)
    assert [len(page) for page in pages] == [PER_SHEET, 4]
    assert [bool(label.lines) for label in pages[0][:5]] == [False] * 4 + [True]


@pytest.mark.slow
@pytest.mark.skipif(not pdf.available(), reason="no Pango on this machine")
def test_the_sheets_are_a_file() -> None:
    printed = render(in_rounds(stops(30)), "Valombreuse-sur-Lise", first=5)
    pages = PdfReader(BytesIO(printed)).pages
    assert [page.mediabox[2:] for page in pages] == [pages[0].mediabox[2:]] * 2
    assert [page.extract_text().count("Mme Vernhade") for page in pages] == [19, 11]
