"""Running text as plain values: paragraphs, headings, lists, quotations, made of runs.

Editors write rich text; every form of the bulletin writes it again in its own language (HTML, MJML, plain
text, print). Between the two the text is only values, so nothing an editor pastes can reach a page: what is
not in this module does not exist.
"""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser
from typing import TypeAlias
from urllib.parse import urljoin, urlsplit

from content.typography import fr

_BOLD = {"b", "strong"}
_ITALIC = {"i", "em", "cite"}
_HEADINGS = {"h1": 3, "h2": 3, "h3": 4, "h4": 4, "h5": 4, "h6": 4}
_SILENT = {"script", "style", "template", "svg", "math", "object", "iframe", "title", "head"}
_SCHEMES = {"http", "https", "mailto", "tel"}


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style; ``href`` is an absolute address or empty."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    runs: tuple[Run, ...]
    kind = "paragraph"

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Heading:
    """A title inside a section: level 3 under the section's own level 2, or 4."""

    text: str
    level: int = 3
    kind = "heading"


@dataclass(frozen=True, slots=True)
class Bullets:
    items: tuple[Paragraph, ...]
    ordered: bool = False
    kind = "bullets"


@dataclass(frozen=True, slots=True)
class Quotation:
    text: str
    author: str = ""
    kind = "quotation"


Block: TypeAlias = Paragraph | Heading | Bullets | Quotation
Prose: TypeAlias = tuple[Block, ...]


def paragraphs(text: str) -> Prose:
    """Plain text, one paragraph per blank line."""
    parts = (" ".join(part.split()) for part in text.replace("\r\n", "\n").split("\n\n"))
    return tuple(Paragraph((Run(fr(part)),)) for part in parts if part)


def from_html(html: str, base: str) -> Prose:
    """Rich text as values. Relative addresses are resolved on ``base``; unknown tags keep only their words, an image
    its description.
    """
    reader = _Reader(base)
    reader.feed(html)
    reader.close()
    return reader.result()


def words(prose: Prose) -> str:
    """All the words of a text, for counting and comparing."""
    return "\n".join(_plain(block) for block in prose)


def _plain(block: Block) -> str:
    if isinstance(block, Bullets):
        return "\n".join(item.text for item in block.items)
    return block.text


def safe_address(href: str, base: str) -> str:
    """An absolute web, mail or telephone address, or "" for anything else (javascript:, data:, file:)."""
    try:
        address = urljoin(base, href.strip())
        return address if urlsplit(address).scheme in _SCHEMES else ""
    except ValueError:
        return ""


class _Reader(HTMLParser):
    """Collects runs until a block ends; the words of an unknown tag stay, its behaviour goes."""

    def __init__(self, base: str) -> None:
        super().__init__(convert_charrefs=True)
        self._base = base
        self._blocks: list[Block] = []
        self._runs: list[Run] = []
        self._items: list[Paragraph] | None = None
        self._ordered = False
        self._quoting = False
        self._quote: list[str] = []
        self._bold = self._italic = self._silent = 0
        self._href = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag in _BOLD:
            self._bold += 1
        elif tag in _ITALIC:
            self._italic += 1
        elif tag == "a":
            self._href = safe_address(dict(attrs).get("href") or "", self._base)
        elif tag == "br":
            self._runs.append(Run(" "))
        elif tag == "img":
            self.handle_data(dict(attrs).get("alt") or "")
        else:
            self._open_block(tag)

    def _open_block(self, tag: str) -> None:
        if tag in {"ul", "ol"}:
            self._end_paragraph()
            self._items, self._ordered = [], tag == "ol"
        elif tag == "blockquote":
            self._end_paragraph()
            self._quoting = True
        elif tag in {"p", "li", "div", "hr", "table", "tr", "figure"} or tag in _HEADINGS:
            self._end_paragraph()

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in _BOLD:
            self._bold = max(0, self._bold - 1)
        elif tag in _ITALIC:
            self._italic = max(0, self._italic - 1)
        elif tag == "a":
            self._href = ""
        elif tag in _HEADINGS:
            self._end_heading(_HEADINGS[tag])
        elif tag in {"ul", "ol"}:
            self._end_list()
        elif tag == "blockquote":
            self._end_quotation()
        elif tag in {"p", "li", "div", "td", "th", "tr", "figure"}:
            self._end_paragraph()

    def handle_data(self, data: str) -> None:
        if not self._silent and data:
            self._runs.append(Run(data, bool(self._bold), bool(self._italic), self._href))

    def result(self) -> Prose:
        self._end_list()
        self._end_quotation()
        self._end_paragraph()
        return _nested(self._blocks)

    def _take(self) -> tuple[Run, ...]:
        runs, self._runs = tidy(self._runs), []
        return runs

    def _end_paragraph(self) -> None:
        runs = self._take()
        if not runs:
            return
        if self._items is not None:
            self._items.append(Paragraph(runs))
        elif self._quoting:
            self._quote.append("".join(run.text for run in runs))
        else:
            self._blocks.append(Paragraph(runs))

    def _end_heading(self, level: int) -> None:
        runs = self._take()
        if runs:
            self._blocks.append(Heading("".join(run.text for run in runs), level))

    def _end_list(self) -> None:
        if self._items is not None:
            self._end_paragraph()
            if self._items:
                self._blocks.append(Bullets(tuple(self._items), self._ordered))
            self._items = None

    def _end_quotation(self) -> None:
        if self._quoting:
            self._end_paragraph()
            self._quoting = False
            if self._quote:
                author = self._quote.pop() if len(self._quote) > 1 else ""
                self._blocks.append(Quotation(" ".join(self._quote), author))
            self._quote = []


def _nested(blocks: list[Block]) -> Prose:
    """The blocks with headings that never skip a level: the highest one used stands right under the section's title."""
    highest = min((block.level for block in blocks if isinstance(block, Heading)), default=3)
    found: list[Block] = []
    opened = False
    for block in blocks:
        if isinstance(block, Heading):
            opened = opened or block.level == highest
            block = Heading(block.text, 4 if opened and block.level > highest else 3)
        found.append(block)
    return tuple(found)


def tidy(runs: list[Run]) -> tuple[Run, ...]:
    """Runs with single spaces, French spacing and no empty run; neighbours in one style become one."""
    merged: list[Run] = []
    for run in runs:
        text = _squeeze(run.text)
        if merged and _style(merged[-1]) == _style(run):
            merged[-1] = _with(run, _squeeze(merged[-1].text + text))
        else:
            if merged and merged[-1].text.endswith(" "):
                text = text.lstrip(" ")
            if text:
                merged.append(_with(run, text))
    if merged:
        merged[0] = _with(merged[0], merged[0].text.lstrip(" "))
        merged[-1] = _with(merged[-1], merged[-1].text.rstrip(" "))
    return tuple(_with(run, fr(run.text)) for run in merged if run.text)


def _style(run: Run) -> tuple[bool, bool, str]:
    return run.bold, run.italic, run.href


def _with(run: Run, text: str) -> Run:
    return Run(text, run.bold, run.italic, run.href)


def _squeeze(text: str) -> str:
    """Runs of ordinary white space become one space; no-break spaces stay as typed."""
    out: list[str] = []
    for character in text:
        if character in " \t\n\r\f":
            if not out or out[-1] != " ":
                out.append(" ")
        else:
            out.append(character)
    return "".join(out)
