"""Every public address of the demonstration town, fetched once: what anybody finds there, whatever link they follow."""

import io
from collections import Counter
from urllib.parse import urljoin, urlsplit

import pytest
from pypdf import PdfReader

from tests.journeys.gates.crawl import Answer, Crawl
from tests.templates.promises import PROMISES, Promise, begins_with_skip_links

pytestmark = [pytest.mark.journey, pytest.mark.slow]

FIRST_VISIT = 100_000  # bytes as they travel: page, stylesheets, fonts, icon; photographs apart
ENGRAVING = 40_000
PHOTOGRAPHS = ("image/jpeg", "image/png", "image/webp", "image/avif")


def on_a_page(crawl: Crawl, answer: Answer) -> str:
    return f"{answer.status} {answer.path}, from {crawl.found_on[answer.path]}"


def test_the_town_was_walked_through_to_its_end(crawl: Crawl) -> None:
    kinds = Counter(answer.kind for answer in crawl.answers.values())
    assert kinds["text/html"] > 300, kinds
    assert all(kinds[kind] for kind in ("application/rss+xml", "text/calendar", "application/pdf", "text/css")), kinds


def test_no_link_is_broken(crawl: Crawl) -> None:
    assert [on_a_page(crawl, answer) for answer in crawl.answers.values() if answer.status >= 400] == []


def test_every_link_into_a_page_finds_its_place(crawl: Crawl) -> None:
    lost = [
        f"{path}#{fragment}, from {source}"
        for (path, fragment), source in crawl.fragments.items()
        if (answer := crawl.answers.get(path)) and answer.kind == "text/html" and fragment not in answer.targets
    ]
    assert lost == []


def test_links_inside_printed_documents_lead_somewhere(crawl: Crawl) -> None:
    known = {urljoin(crawl.home, path) for path in crawl.answers}
    for answer in crawl.answers.values():
        if answer.kind == "application/pdf":
            links = links_of_pdf(answer.content)
            assert [link for link in links if link.startswith(crawl.home) and link.partition("#")[0] not in known] == []


def links_of_pdf(content: bytes) -> list[str]:
    pages = PdfReader(io.BytesIO(content)).pages
    actions = [note.get_object().get("/A", {}) for page in pages for note in page.get("/Annots", [])]
    return [str(action["/URI"]) for action in actions if "/URI" in action]


def test_no_address_leaves_a_cookie(crawl: Crawl) -> None:
    assert [answer.path for answer in crawl.answers.values() if answer.cookies] == []


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise.__name__)
def test_every_page_keeps_its_promise(crawl: Crawl, promise: Promise) -> None:
    broken = {answer.path: found for answer in crawl.pages if (found := promise(answer.document))}
    assert broken == {}


def test_the_page_of_an_address_that_does_not_exist_keeps_them_too(crawl: Crawl) -> None:
    answer = crawl.fetch("/cette-adresse-n-existe-pas/")
    assert answer.status == 404
    assert {promise.__name__: found for promise in PROMISES if (found := promise(answer.document))} == {}


def test_no_two_pages_have_the_same_title(crawl: Crawl) -> None:
    """RGAA 8.6: tabs and bookmarks tell pages apart. An address with a question is another view of the same page."""
    titles: dict[str, list[str]] = {}
    for answer in crawl.pages:
        if "?" not in answer.path:
            titles.setdefault(answer.document.findtext(".//title"), []).append(answer.path)
    assert {title: paths for title, paths in titles.items() if len(paths) > 1} == {}


def test_a_first_visit_is_light_whatever_the_page(crawl: Crawl) -> None:
    heavy = {answer.path: weight for answer in crawl.pages if (weight := first_visit(crawl, answer)) > FIRST_VISIT}
    assert heavy == {}


def first_visit(crawl: Crawl, page: Answer) -> int:
    """What a browser that never came here fetches at once: the page, its stylesheets, all their fonts, the first engravings."""
    sheets = [crawl.answers[path] for path in paths(page, page.document.xpath("//link[@rel='stylesheet']/@href"))]
    fonts = {path for sheet in sheets for path in paths(sheet, sheet.links())}
    pictures = set(paths(page, page.document.xpath("//img[not(@loading='lazy')]/@src | //link[@rel='icon']/@href")))
    drawn = [crawl.answers[path] for path in pictures if crawl.answers[path].kind not in PHOTOGRAPHS]
    return sum(answer.weight for answer in (page, *sheets, *drawn, *(crawl.answers[path] for path in fonts)))


def paths(answer: Answer, links: object) -> list[str]:
    """The addresses as the crawl knows them."""
    assert hasattr(links, "__iter__")
    return [urlsplit(urljoin(answer.path, str(link))).path for link in links if not str(link).startswith("data:")]


def test_what_travels_compressed_does(crawl: Crawl) -> None:
    """Words and drawings; a calendar travels as it is, since some clients announce gzip and cannot read it."""
    words = ("text/html", "text/css", "application/rss+xml", "application/xml", "image/svg+xml")
    plain = [
        answer.path
        for answer in crawl.answers.values()
        if answer.kind in words
        and answer.status == 200
        and answer.weight > 1000
        and answer.weight == len(answer.content)
    ]
    assert plain == []


def test_the_promises_see_what_they_look_for(crawl: Crawl) -> None:
    blank = Answer("/", 200, {"content-type": "text/html"}, b"<html><body><p style='color:red'></p></body></html>", 0)
    kept = {promise for promise in PROMISES if not promise(blank.document)}
    assert begins_with_skip_links not in kept
    assert len(PROMISES) - len(kept) >= 6
