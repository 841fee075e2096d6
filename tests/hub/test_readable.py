"""Whoever clicks on a feed reads something; a reader program gets the exact type."""

from collections.abc import Callable, Iterable

import pytest
from django.test import RequestFactory

from hub.readable import Headers, ReadableFeeds

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
READER = "application/atom+xml, application/rss+xml, text/html;q=0.5, */*;q=0.1"
FEED = [("Content-Type", "application/rss+xml; charset=utf-8"), ("Vary", "Accept-Encoding"), ("ETag", '"a"')]


def answered(path: str, accept: str, headers: Headers) -> dict[str, str]:
    given: dict[str, str] = {}

    def start(status: str, fields: Headers, *error: object) -> Callable[[bytes], object]:
        given.update(fields)
        return bytes

    def inner(environ: object, start_response: Callable[..., object]) -> Iterable[bytes]:
        start_response("200 OK", list(headers))
        return [b"<rss/>"]

    environ = RequestFactory().get(path, headers={"accept": accept} if accept else {}).environ
    assert list(ReadableFeeds(inner)(environ, start)) == [b"<rss/>"]  # type: ignore[arg-type]
    return given


def test_a_browser_is_told_that_it_is_a_document() -> None:
    given = answered("/actualites/rss.xml", BROWSER, FEED)
    assert given == {"Content-Type": "application/xml; charset=utf-8", "Vary": "Accept-Encoding, Accept", "ETag": '"a"'}


@pytest.mark.parametrize("accept", [READER, "*/*", "", "application/rss+xml"])
def test_a_reader_program_is_told_the_exact_type(accept: str) -> None:
    given = answered("/actualites/rss.xml", accept, FEED)
    assert given["Content-Type"] == "application/rss+xml; charset=utf-8"
    assert given["Vary"] == "Accept-Encoding, Accept"


def test_other_answers_are_left_alone() -> None:
    page = [("Content-Type", "text/html; charset=utf-8"), ("Vary", "Accept-Encoding, Cookie")]
    assert answered("/actualites/", BROWSER, page) == dict(page)
    assert answered("/absent.xml", BROWSER, page)["Content-Type"] == "text/html; charset=utf-8"
