"""An issue that tries everything: every form of it is made, says what it says, and opens no door."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from bs4 import BeautifulSoup
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from newsletter.bulletin.edition import Back, Brief, Edition, Feature
from newsletter.bulletin.prose import words
from newsletter.bulletin.wording import shortened_address
from newsletter.press.flatplan import plan
from newsletter.renderers import email, pdf, text, web
from tests.content.pdf.canary import Canary, listening
from tests.content.pdf.paper import everything_in
from tests.newsletter import editions, extremes
from tests.newsletter.printing import photos
from tests.newsletter.reading import pages_of

pytestmark = pytest.mark.slow

Printed = Callable[[str], bytes]
ISSUES = ["december", "quiet", "hostile"]
SAFE = ("https://", "http://", "mailto:", "tel:", "/", "#", "{{")
BEHAVING = ["script", "iframe", "object", "embed", "applet", "form", "input", "base", "video"]


def test_it_is_as_hostile_as_we_say() -> None:
    edition = extremes.hostile()
    feature = next(section for section in edition.sections if isinstance(section, Feature))
    assert len(words(feature.body).split()) >= 5_000
    assert sum(len(day.lines) for section in edition.sections for day in getattr(section, "days", ())) > 60
    assert not set(photos(edition)) >= {picture.asset for picture in edition.pictures if picture.asset}


def test_every_form_of_it_is_made_and_its_mail_is_not_cut(printed: Printed) -> None:
    edition = extremes.hostile()
    assert email.weight(email.render(edition)) < email.LIMIT
    assert web.render(edition) and text.render(edition)
    assert len(pages_of(printed("hostile"))) == plan(edition).pages


# ---- what the paper points to ------------------------------------------------------------------------------------


def destinations(content: bytes) -> Iterator[int]:
    """The pages that the links of the cover lead to, in their order."""
    document = PdfReader(BytesIO(content))
    for annotation in document.pages[0]["/Annots"]:
        link = annotation.get_object()
        named = document.named_destinations[link.get("/Dest") or link["/A"]["/D"]]
        yield (document.get_destination_page_number(named) or 0) + 1


@pytest.mark.parametrize("name", ISSUES)
def test_the_numbers_of_the_contents_are_the_pages_they_lead_to(printed: Printed, name: str) -> None:
    content = printed(name)
    lines = [line.text.strip() for line in pages_of(content)[0].all("Link")]
    told = [int(re.search(r"\d+$", line)[0]) for line in lines]  # type: ignore[index]
    assert told == list(destinations(content))
    planned = plan(extremes.NAMED[name]()).numbers()
    assert set(told) <= set(planned.values())
    assert len(told) > 5


@pytest.mark.parametrize("name", ISSUES)
def test_a_phone_reads_every_code_and_its_address_is_written_beneath(printed: Printed, name: str) -> None:
    edition: Edition = extremes.NAMED[name]()
    ways = next(section for section in edition.sections if isinstance(section, Back)).ways
    page = pypdfium2.PdfDocument(printed(name))[len(plan(edition).leaves) - 1]
    codes = zxingcpp.read_barcodes(page.render(scale=100 / 72).to_pil())
    codes.sort(key=lambda code: code.position.top_left.x)
    assert [code.text for code in codes] == [way.url for way in ways]
    heard = pages_of(printed(name))[-1].text
    places = [heard.index(shortened_address(way.url, edition.town.host), heard.index(way.title)) for way in ways]
    assert all(before < after for before, after in pairwise(places))
    beneath = {link["/A"]["/URI"]: link["/Rect"] for link in links_of(printed(name))}
    for code, way in zip(codes, ways, strict=True):
        left, _bottom, _right, top = (float(value) for value in beneath[way.url])
        assert float(page.get_height()) - top > code.position.bottom_left.y * 0.72
        assert abs(left - code.position.bottom_left.x * 0.72) < 20


def links_of(content: bytes) -> list[DictionaryObject]:
    annotations = PdfReader(BytesIO(content)).pages[-1].get("/Annots", [])
    return [link for annotation in annotations if "/A" in (link := annotation.get_object())]


# ---- what it would like to open ----------------------------------------------------------------------------------


@pytest.fixture
def canary(tmp_path: Path) -> Iterator[Canary]:
    with listening(tmp_path) as canary:
        yield canary


def trapped(canary: Canary) -> Edition:
    """Every vector as rich text, as words, as the address of a picture; and addresses that are not ones."""
    vectors = "".join(canary.vectors())
    addresses = "".join(
        f'<p><a href="{address}" onclick="piège()">mot</a></p>'
        for address in (
            "javascript:piège()",
            " JavaScript:piège()",
            "data:text/html,piège",
            canary.file.as_uri(),
            "vbscript:x",
        )
    )
    rich = editions.rich(f"<p>avant</p>{vectors}{addresses}<script>piège()</script><style>p{{}}</style><p>après</p>")
    picture = replace(editions.engraving("halle", vectors), engraving="", url=canary.url, asset=canary.file.as_uri())
    return editions.with_sections(
        replace(editions.editorial(), title=vectors[:90], body=rich, standfirst=vectors, portrait=picture),
        replace(editions.briefs(), items=(Brief("Mot", vectors),)),
        replace(editions.feature(), body=rich, poster=False, picture=picture, interview=None),
        replace(editions.portrait(), body=rich, picture=picture),
        editions.back(),
    )


def test_it_reaches_no_file_and_nobody(canary: Canary) -> None:
    content = pdf.render(trapped(canary), {})
    assert canary.calls == []
    assert canary.secret not in everything_in(content)
    assert PdfReader(BytesIO(content)).attachments == {}
    assert "après" in "".join(page.text for page in pages_of(content))


@pytest.mark.parametrize("render", [web.render, email.unchecked])
def test_what_behaves_never_reaches_a_screen(render: Callable[[Edition], str], canary: Canary) -> None:
    page = BeautifulSoup(render(trapped(canary)), "html.parser")
    assert page.find_all(BEHAVING) == []
    assert [name for element in page.find_all(True) for name in element.attrs if name.startswith("on")] == []
    addresses = [element.get("href") for element in page.find_all(href=True)]
    assert [address for address in addresses if not address.startswith(SAFE)] == []
    assert "piège()" not in page.get_text()
    assert "après" in page.get_text()


def test_what_behaves_never_reaches_the_text(canary: Canary) -> None:
    told = text.render(trapped(canary))
    assert "piège" not in told
    assert re.findall(r"^\s*(?:javascript|data|file|vbscript):.*$", told, re.MULTILINE | re.IGNORECASE) == []
    assert "après" in told
