"""Lucette prints at home, the printer trims at the edge: other papers, the same pages and the same words."""

import re
from collections.abc import Callable
from functools import cache
from io import BytesIO

import page as validator
import pypdfium2
import pytest
from PIL import Image, ImageStat
from pypdf import PdfReader

from content import pdf as engine
from newsletter.press.typesetting import POINT
from newsletter.renderers import papers
from newsletter.renderers.papers import Sheets
from tests.newsletter import editions, extremes
from tests.newsletter.printing import photos

drawn_for_real = pytest.mark.skipif(not engine.available(), reason=engine.obstacle())
Printed = Callable[[str], bytes]
MOST_INK = 0.45
BLEED = 3.0


def sheets(name: str) -> Sheets:
    return Sheets.of(extremes.NAMED[name]())


@cache
def drawn(name: str, paper: str) -> bytes:
    edition = extremes.NAMED[name]()
    content: bytes = getattr(papers, paper)(Sheets.of(edition), photos(edition))
    return content


def reader(content: bytes) -> PdfReader:
    return PdfReader(BytesIO(content))


def ink(content: bytes) -> float:
    """Cyan, magenta and yellow laid on an average page, 3 where all is covered."""
    pages = [page.render(scale=0.5).to_pil().convert("RGB") for page in pypdfium2.PdfDocument(content)]
    return sum(sum(255 - level for level in ImageStat.Stat(page).mean) / 255 for page in pages) / len(pages)


def faces(content: bytes) -> set[str]:
    return {
        re.split(r"[-+]", font.get_object()["/BaseFont"].split("+")[-1])[0]
        for sheet in reader(content).pages
        for font in sheet["/Resources"].get("/Font", {}).values()
    }


@pytest.mark.slow
@drawn_for_real
@pytest.mark.parametrize("paper", ["economical", "printers"])
@pytest.mark.parametrize("name", ["december", "hostile"])
def test_they_are_readable_by_everybody_made_to_last_and_in_our_faces(name: str, paper: str) -> None:
    content = drawn(name, paper)
    for profile in ("ua1", "pdfa2a"):
        assert [failure.message for failure in validator.validate_pdf_bytes(content, profile=profile).failures] == []
    assert faces(content) <= {"Poster", "Text"}


@pytest.mark.slow
@drawn_for_real
@pytest.mark.parametrize("paper", ["economical", "printers"])
@pytest.mark.parametrize("name", ["december", "hostile"])
def test_every_page_says_what_the_ordinary_one_says(printed: Printed, name: str, paper: str) -> None:
    """The numbers of the contents list are among what is compared."""
    said = [sheet.extract_text() for sheet in reader(drawn(name, paper)).pages]
    assert said == [sheet.extract_text() for sheet in reader(printed(name)).pages]


@pytest.mark.slow
@drawn_for_real
def test_the_ink_saving_paper_drinks_less_than_half_and_weighs_little(printed: Printed) -> None:
    assert ink(drawn("december", "economical")) <= MOST_INK * ink(printed("december"))


@pytest.mark.slow
@drawn_for_real
def test_its_pictures_are_grey() -> None:
    spaces = {
        picture.get_object()["/ColorSpace"]
        for sheet in reader(drawn("december", "economical")).pages
        for picture in sheet["/Resources"].get("/XObject", {}).values()
        if picture.get_object()["/Subtype"] == "/Image"
    }
    assert spaces == {"/DeviceGray"}


@pytest.mark.slow
@drawn_for_real
def test_the_printer_has_three_millimetres_to_trim_on_every_side() -> None:
    for sheet in reader(drawn("december", "printers")).pages:
        trim, bleed = sheet.trimbox, sheet.bleedbox
        sides = (trim.left - bleed.left, trim.bottom - bleed.bottom, bleed.right - trim.right, bleed.top - trim.top)
        assert [float(side) * POINT for side in sides] == pytest.approx([BLEED] * 4, abs=0.01)
        assert [float(trim.width) * POINT, float(trim.height) * POINT] == pytest.approx([210, 297], abs=0.1)


@pytest.mark.slow
@drawn_for_real
def test_what_bleeds_is_painted_to_the_very_edge() -> None:
    """The cover's flat, the coloured paper: nothing white where the knife may slip."""
    document = pypdfium2.PdfDocument(drawn("december", "printers"))
    for number in (0, 8, 11):
        page = document[number].render(scale=1).to_pil().convert("RGB")
        corners = [page.getpixel((x, y)) for x in (1, page.width - 2) for y in (1, page.height // 2)]
        assert (255, 255, 255) not in corners


@pytest.mark.slow
@drawn_for_real
def test_the_same_sheets_give_the_same_bytes() -> None:
    edition = editions.december()
    kept = Sheets.unpacked(Sheets.of(edition).packed())
    assert papers.economical(kept, photos(edition)) == drawn("december", "economical")


def test_sheets_that_were_kept_are_those_that_were_drawn() -> None:
    kept = sheets("crowded")
    assert Sheets.unpacked(kept.packed()) == kept
    assert len(kept.packed()) < 100_000


def test_the_sheets_name_every_photo_once() -> None:
    assert sheets("crowded").photos == tuple(dict.fromkeys(sheets("crowded").photos))
    assert "photos/repas.jpg" in sheets("december").photos


def test_a_photo_is_lightened_and_made_small() -> None:
    out = BytesIO()
    Image.new("RGB", (3000, 1500), "#204060").save(out, "JPEG")
    with Image.open(BytesIO(papers.faded(out.getvalue()))) as image:
        assert (image.mode, image.size) == ("L", (1000, 500))
        assert ImageStat.Stat(image).mean[0] > 150


@pytest.mark.parametrize("spoilt", [b"", b"not an image", b"\xff\xd8\xff\xe0 cut short"])
def test_what_is_not_a_picture_is_left_as_it_is(spoilt: bytes) -> None:
    assert papers.faded(spoilt) == spoilt
