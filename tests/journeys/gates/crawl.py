"""Fetches every public address of a running town once, from its front page on, following every link of every kind of file."""

import gzip
import http.client
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import lxml.etree
import lxml.html

START = ("/", "/plan-du-site/", "/favicon.ico", "/sante/", "/robots.txt", "/sitemap.xml")
CLOSED = ("/admin/", "/django-admin/")
AT_ONCE = 3
MOST = 6000  # addresses: beyond, a calendar is being followed to the end of time
REDIRECTS = {301, 302, 307, 308}
SRCSET_ADDRESS = re.compile(r"(?:^|,)\s*(\S+)")
CSS_ADDRESS = re.compile(r"url\(\s*[\"']?([^\"')]+)")
CALENDAR_ADDRESS = re.compile(r"^URL(?:;[^:]*)?:(.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Answer:
    """What one address answered: `path` with its query, `weight` in bytes as they travelled, `content` unpacked."""

    path: str
    status: int
    headers: dict[str, str]
    content: bytes
    weight: int
    cookies: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0].strip()

    @property
    def is_page(self) -> bool:
        """A page of the site in its own clothes; the message a mail program shows has rules of its own."""
        return self.kind == "text/html" and self.status == 200 and not self.path.endswith("courriel.html")

    @cached_property
    def document(self) -> lxml.html.HtmlElement:
        return lxml.html.document_fromstring(self.content, parser=lxml.html.HTMLParser(encoding="utf-8"))

    @cached_property
    def targets(self) -> frozenset[str]:
        """What a fragment of an address may name here."""
        return frozenset(self.document.xpath("//@id"))

    def links(self) -> Iterator[str]:
        """Every address this file leads to or is made of, as written."""
        if self.status in REDIRECTS:
            yield self.headers["location"]
        elif self.kind == "text/html":
            yield from links_of_page(self.document)
        elif self.kind == "text/css":
            yield from CSS_ADDRESS.findall(self.content.decode())
        elif self.kind == "text/calendar":
            yield from CALENDAR_ADDRESS.findall(re.sub(r"\r?\n[ \t]", "", self.content.decode()).replace("\r", ""))
        elif self.kind.endswith("xml") and "svg" not in self.kind:
            yield from links_of_feed(self.content)


def links_of_page(document: lxml.html.HtmlElement) -> Iterator[str]:
    """What a robot may follow: not the posters, one for each date, drawn when somebody asks."""
    yield from document.xpath("//*[not(@rel='nofollow')]/@href | //@src")
    yield from document.xpath("//form[not(@method) or @method='get']/@action")
    for srcset in document.xpath("//@srcset"):
        yield from SRCSET_ADDRESS.findall(srcset)
    for meta in document.xpath("//meta[starts-with(@property, 'og:')]/@content"):
        if meta.startswith(("http:", "https:", "/")):
            yield meta


def links_of_feed(content: bytes) -> Iterator[str]:
    """RSS, OPML and sitemaps: addresses in elements and attributes, and in the HTML that a feed carries."""
    tree = lxml.etree.fromstring(content, parser=lxml.etree.XMLParser(resolve_entities=False))
    for element in tree.iter(lxml.etree.Element):
        words = (element.text or "").strip()
        if lxml.etree.QName(element).localname in {"link", "loc", "comments", "url"} and words:
            yield words
        elif words.startswith("<"):
            yield from links_of_page(lxml.html.document_fromstring(words))
        yield from (value for key, value in element.attrib.items() if key in {"href", "url", "xmlUrl", "htmlUrl"})


@dataclass
class Crawl:
    """Every answer by path, and which page led to it first."""

    home: str
    answers: dict[str, Answer] = field(default_factory=dict, repr=False)
    found_on: dict[str, str] = field(default_factory=dict, repr=False)
    fragments: dict[tuple[str, str], str] = field(default_factory=dict, repr=False)

    def run(self) -> "Crawl":
        """Wave after wave: what the pages of one lead to is the next. Pages are read while others are being fetched."""
        wave = list(START)
        self.found_on.update(dict.fromkeys(START, "(start)"))
        with ThreadPoolExecutor(AT_ONCE) as pool:
            while wave:
                found: list[str] = []
                for answer in pool.map(self.fetch, wave):
                    self.answers[answer.path] = answer
                    found += [path for path in self.ours(answer) if self.is_new(path, answer.path)]
                wave = found
                assert len(self.answers) < MOST, f"no end in sight: {wave[:3]}, from {self.found_on.get(wave[0])}"
        return self

    def is_new(self, path: str, source: str) -> bool:
        if path in self.found_on or path.startswith(CLOSED):
            return False
        self.found_on[path] = source
        return True

    def ours(self, answer: Answer) -> Iterator[str]:
        """The paths of this town that an answer leads to; notes the fragments."""
        for link in answer.links():
            whole, fragment = urldefrag(urljoin(f"{self.home}{answer.path}", link.strip()))
            if not whole.startswith(("http:", "https:")):
                continue
            parts = urlsplit(whole)
            if f"{parts.scheme}://{parts.netloc}" != self.home:
                continue
            path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            if fragment:
                self.fragments.setdefault((path, unquote(fragment)), answer.path)
            yield path

    def fetch(self, path: str) -> Answer:
        line = http.client.HTTPConnection(urlsplit(self.home).netloc, timeout=60)
        line.request("GET", path, headers={"Accept-Encoding": "gzip"})
        response = line.getresponse()
        travelled = response.read()
        line.close()
        headers = {name.lower(): value for name, value in response.getheaders()}
        content = gzip.decompress(travelled) if headers.get("content-encoding") == "gzip" else travelled
        cookies = tuple(response.headers.get_all("Set-Cookie") or ())
        return Answer(path, response.status, headers, content, len(travelled), cookies)

    @property
    def pages(self) -> list[Answer]:
        return [answer for answer in self.answers.values() if answer.is_page]
