"""The printed bulletin: tagged, complete, in our own faces, the same every time, and as many pages as it was planned."""

import re
from collections.abc import Callable
from io import BytesIO

import page as validator
import pytest
from pypdf import PdfReader

from newsletter.bulletin.edition import Edition, News
from newsletter.press.flatplan import plan
from newsletter.renderers import pdf
from tests.newsletter import editions, extremes
from tests.newsletter.printing import photos

pytestmark = pytest.mark.slow

Printed = Callable[[str], bytes]
ISSUES = ["december", "tiny", "crowded", "quiet", "hostile"]
OUR_FACES = {"Poster", "Text"}


def reader(content: bytes) -> PdfReader:
    return PdfReader(BytesIO(content))


def letters(text: str) -> str:
    """A text reduced to its letters and figures: hyphens of line ends, spaces and drop of lines aside."""
    return re.sub(r"[\W_]", "", text)


def printed_words(content: bytes) -> str:
    return letters("".join(sheet.extract_text() for sheet in reader(content).pages))


@pytest.mark.parametrize("profile", ["ua1", "pdfa2a"])
@pytest.mark.parametrize("name", ISSUES)
def test_every_issue_is_readable_by_everybody_and_made_to_last(printed: Printed, name: str, profile: str) -> None:
    """PDF/UA-1 and PDF/A-2a, in one file."""
    report = validator.validate_pdf_bytes(printed(name), profile=profile)
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []
    assert report.rules.total > 100


@pytest.mark.parametrize("name", ISSUES)
def test_as_many_pages_are_drawn_as_were_planned_and_they_fold(printed: Printed, name: str) -> None:
    pages = len(reader(printed(name)).pages)
    assert pages == plan(extremes.NAMED[name]()).pages
    assert pages % 4 == 0


@pytest.mark.parametrize("name", ISSUES)
def test_only_our_own_faces_are_used_and_all_are_embedded(printed: Printed, name: str) -> None:
    fonts = [
        font.get_object()
        for sheet in reader(printed(name)).pages
        for font in sheet["/Resources"].get("/Font", {}).values()
    ]
    assert {re.split(r"[-+]", font["/BaseFont"].split("+")[-1])[0] for font in fonts} <= OUR_FACES
    for font in fonts:
        described = font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        assert any(key in described for key in ("/FontFile2", "/FontFile3"))
        assert "/ToUnicode" in font


def titles(edition: Edition) -> list[str]:
    found = [section.plain_title for section in edition.sections]
    for section in edition.sections:
        for name in ("items", "decisions", "sites", "voices"):
            found += [getattr(item, "title", getattr(item, "name", "")) for item in getattr(section, name, ())]
        found += [line.title for day in getattr(section, "days", ()) for line in day.lines]
    return found


@pytest.mark.parametrize("name", ["december", "crowded", "quiet"])
def test_every_title_of_the_issue_is_found_in_its_text(printed: Printed, name: str) -> None:
    words = printed_words(printed(name))
    assert [title for title in titles(extremes.NAMED[name]()) if letters(title) not in words] == []


def test_every_sentence_of_the_long_piece_is_printed(printed: Printed) -> None:
    words = printed_words(printed("december"))
    for block in editions.feature().body:
        for sentence in re.split(r"(?<=[.!?])\s", getattr(block, "text", "")):
            assert letters(sentence) in words


def test_the_contents_list_gives_true_page_numbers(printed: Printed) -> None:
    cover, *sheets = (sheet.extract_text() for sheet in reader(printed("december")).pages)
    for title, number in (("Décembre, jour par jour", 8), ("Pratique, état civil", 10), ("Expression des groupes", 11)):
        assert f"\n{number}{title}" in cover
    assert letters("La parole aux groupes") in letters(sheets[9])


def test_the_same_issue_gives_the_same_bytes(printed: Printed) -> None:
    edition = editions.december()
    assert pdf.render(edition, photos(edition)) == printed("december")


def test_it_says_what_it_is_and_in_which_language(printed: Printed) -> None:
    document = reader(printed("december"))
    assert document.metadata is not None
    assert document.metadata.title == "Avis à la population n°\u00a047, décembre 2026 – Valombreuse-sur-Lise"
    assert document.trailer["/Root"]["/Lang"] == "fr"
    assert document.trailer["/Root"]["/ViewerPreferences"]["/DisplayDocTitle"]


def test_links_lead_to_the_pages_of_the_site_and_never_elsewhere(printed: Printed) -> None:
    for name in ISSUES:
        addresses = [
            annotation.get_object()["/A"]["/URI"]
            for sheet in reader(printed(name)).pages
            for annotation in sheet.get("/Annots", [])
            if "/A" in annotation.get_object()
        ]
        assert {address for address in addresses if not address.startswith(editions.SITE)} == set()


def test_markup_typed_by_an_editor_is_printed_as_words(printed: Printed) -> None:
    words = "".join(sheet.extract_text() for sheet in reader(printed("hostile")).pages)
    assert "alert" in words
    assert "/JS" not in str(reader(printed("hostile")).trailer["/Root"])


def test_a_sign_our_faces_lack_is_an_image_in_the_words_and_a_name_where_none_can_stand() -> None:
    page = pdf.printable("<title>Noël 🎄</title><p class='🎄'>Łódź 🎄</p>")
    before, image, after = re.split(r"(<img [^>]*>)", page)
    assert before == "<title>Noël [sapin de Noël]</title><p class='[sapin de Noël]'>Łódź "
    assert image.startswith('<img class="sign" src="data:image/svg+xml;base64,')
    assert image.endswith('alt="sapin de Noël">')
    assert after == "</p>"


def test_a_page_our_faces_can_print_is_left_as_it_is() -> None:
    assert pdf.printable("<p>« Ça » — l’été, 18\u202f€ ; Łódź</p>\n") == "<p>« Ça » — l’été, 18\u202f€ ; Łódź</p>\n"


def test_news_are_printed_with_their_signatory_and_their_address(printed: Printed) -> None:
    edition = extremes.crowded()
    words = printed_words(printed("crowded"))
    news = next(section for section in edition.sections if isinstance(section, News))
    for item in news.items:
        assert letters(item.signatory) in words
        assert letters(item.url.removeprefix(f"{editions.SITE}/")) in words
