"""What an editor sees of one page while she types is that page of the printed number."""

from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image, ImageChops

from content import pdf as engine
from content.pdf.engine import ENGINE, ONCE
from newsletter.bulletin.edition import Edition, Editorial
from newsletter.press.flatplan import plan
from newsletter.proofing import page_by_page, thumbnails
from newsletter.renderers import pdf
from tests.newsletter.editions import december

DIFFERENT = 64
"""Out of 255: a pixel that smoothing alone does not explain."""

with_engine = pytest.mark.skipif(not engine.available(), reason=engine.obstacle())


def fingerprints(edition: Edition) -> list[str]:
    found = page_by_page.pages(edition, plan(edition), {})
    return [page.fingerprint for page in found]


def test_typing_in_one_section_changes_its_pages_and_no_other() -> None:
    edition = december()
    retyped = tuple(
        replace(section, signatory="Hélène Courtade-Roche") if isinstance(section, Editorial) else section
        for section in edition.sections
    )
    before, after = fingerprints(edition), fingerprints(replace(edition, sections=retyped))
    assert [number for number, (old, new) in enumerate(zip(before, after, strict=True), start=1) if old != new] == [2]


def test_the_contents_list_gives_the_numbers_of_the_whole_issue() -> None:
    edition = december()
    flat = plan(edition)
    cover = page_by_page.pages(edition, flat, {})[0].html
    for anchor, number in flat.numbers().items():
        assert f'[data-to="#{anchor}"]::after {{ content: "{number}" }}' in cover


def test_a_page_is_sent_with_the_files_it_uses_only() -> None:
    edition = december()
    editorial = page_by_page.pages(edition, plan(edition), {})[1]
    assert "engravings/night.svg" not in editorial.assets
    assert page_by_page.STYLESHEET in editorial.assets


def test_a_section_that_is_nowhere_is_refused() -> None:
    with pytest.raises(LookupError):
        page_by_page.preview(december(), "rien", {})


@pytest.mark.slow
@with_engine
def test_pages_drawn_alone_are_those_of_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_by_page, "lightened", lambda files: files)
    edition = december()
    whole = list(thumbnails.pages_of(pdf.render(edition, {})))
    alone = page_by_page.pages(edition, plan(edition), {})
    for page, expected in zip(alone, whole, strict=True):
        (seen,) = thumbnails.pages_of(page_by_page.draw(page))
        assert differences(seen, expected) <= 12, page.number


@pytest.mark.slow
@with_engine
def test_engravings_drawn_once_for_all_look_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    edition = december()
    opening = page_by_page.pages(edition, plan(edition), {})[3]
    light = thumbnails.page_of(page_by_page.draw(opening), 1)
    monkeypatch.setattr(page_by_page, "lightened", lambda files: files)
    assert distance(light, thumbnails.page_of(page_by_page.draw(opening), 1)) < 4


@pytest.mark.slow
@with_engine
def test_one_section_is_its_pages_under_their_numbers() -> None:
    edition = december()
    section = list(thumbnails.pages_of(page_by_page.preview(edition, "dossier", {})))
    alone = page_by_page.pages(edition, plan(edition), {})[3:5]
    for seen, page in zip(section, alone, strict=True):
        assert differences(seen, thumbnails.page_of(page_by_page.draw(page), 1)) <= 12, page.number


@pytest.mark.slow
@with_engine
def test_the_bytes_of_an_issue_never_come_from_the_warm_child(monkeypatch: pytest.MonkeyPatch) -> None:
    page_by_page.preview(december(), "editorial", {})
    warm = ENGINE.pid
    assert warm
    monkeypatch.setattr(ENGINE, "produce", lambda **_: pytest.fail("the warm child drew an issue"))
    first = pdf.render(december(), {})
    assert first.startswith(b"%PDF")
    assert ONCE.pid is None  # it left with its document
    assert ENGINE.pid == warm


def differences(seen: bytes, expected: bytes) -> int:
    """How many pixels of two pictures really differ."""
    one, other = (Image.open(BytesIO(picture)).convert("L") for picture in (seen, expected))
    return sum(ImageChops.difference(one, other).histogram()[DIFFERENT:])


def distance(seen: bytes, expected: bytes) -> float:
    """How far two pictures are from each other, in grey levels out of 255, on average."""
    one, other = (Image.open(BytesIO(picture)).convert("L") for picture in (seen, expected))
    histogram = ImageChops.difference(one, other).histogram()
    return sum(level * pixels for level, pixels in enumerate(histogram)) / sum(histogram)
