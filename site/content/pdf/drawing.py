"""Where WeasyPrint draws, inside the child process only. It may read what it was given, and nothing else."""

import logging
import mimetypes
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from content.pdf import archiving, outlines, streams

outlines.read_faster()

NOTES = 50
NOTE_LENGTH = 300
SHEETS_KEPT = 4
"""Style sheets kept parsed: one per town's colours, and a town that has just changed its own."""

_SHEETS: dict[tuple[str, bytes], tuple[CSS, FontConfiguration]] = {}


def draw(header: Mapping[str, Any], parts: Sequence[bytes]) -> tuple[int, list[str], bytes]:
    """The number of pages, the engine's remarks and the PDF of a request of `content.pdf.engine`."""
    html, *files = parts
    base = header["base"]
    assets = {urljoin(base, name): file for name, file in zip(header["assets"], files, strict=True)}
    fetcher = ClosedFetcher(base, assets, header["folders"])
    with Remarks() as notes:
        source = HTML(string=html.decode(), base_url=base, url_fetcher=fetcher, media_type="print")
        sheets, fonts = archiving.styles(header["variant"]), None
        if header["stylesheet"]:
            address = urljoin(base, header["stylesheet"])
            sheet, fonts = kept_sheet(address, assets[address], fetcher)
            sheets = [sheet, *sheets]
        document = source.render(stylesheets=sheets, font_config=fonts)
        archiving.archive(document, header["variant"])
        for page in document.pages:
            # A box inside a link makes a second annotation for it, which PDF/UA forbids: keep the link's own.
            page.links = [link for link in page.links if link[3].element_tag == "a"]
        pdf = document.write_pdf(pdf_variant=header["variant"], finisher=streams.end_streams_plainly)
    return len(document.pages), notes.texts, pdf


def kept_sheet(address: str, css: bytes, fetcher: URLFetcher) -> tuple[CSS, FontConfiguration]:
    """That style sheet, parsed once, and the fonts it names, which stand for the life of this child."""
    known = _SHEETS.get((address, css))
    if known is None:
        fonts = FontConfiguration()
        if len(_SHEETS) >= SHEETS_KEPT:
            _SHEETS.clear()
        known = CSS(string=css.decode(), base_url=address, url_fetcher=fetcher, font_config=fonts), fonts
        _SHEETS[address, css] = known
    return known


class ClosedFetcher(URLFetcher):
    """Answers for data: addresses, the assets given, and files under the declared folders. Never opens a connection."""

    def __init__(self, base: str, assets: Mapping[str, bytes], folders: Mapping[str, Sequence[str]]) -> None:
        super().__init__(allowed_protocols=("data",), allow_redirects=False)
        self._assets = assets
        self._folders = {
            urljoin(base, start): [Path(path).resolve() for path in paths] for start, paths in folders.items()
        }

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        if url.startswith("data:"):
            return super().fetch(url, headers)
        address = urldefrag(url).url
        body = self._assets.get(address)
        if body is None:
            body = self._file(address)
        kind = mimetypes.guess_type(urlsplit(address).path)[0] or "application/octet-stream"
        # The address asked for, never file: WeasyPrint would open that one again by itself.
        return URLFetcherResponse(url, body, {"Content-Type": kind})

    def _file(self, address: str) -> bytes:
        for start, folders in self._folders.items():
            if not address.startswith(start):
                continue
            name = unquote(urlsplit(address.removeprefix(start)).path).lstrip("/")
            for folder in folders:
                file = (folder / name).resolve()
                if file.is_relative_to(folder) and file.is_file():
                    return file.read_bytes()
        raise ValueError("this document may not read that address")


class Remarks(logging.Handler):
    """What WeasyPrint says while it works: pictures it did not find, rules it does not know."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.texts: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        text = record.getMessage()[:NOTE_LENGTH]
        if len(self.texts) < NOTES and text not in self.texts:
            self.texts.append(text)

    def __enter__(self) -> "Remarks":
        logging.getLogger("weasyprint").addHandler(self)
        return self

    def __exit__(self, *raised: object) -> None:
        logging.getLogger("weasyprint").removeHandler(self)
