"""A very small Markdown, read into the parts of a page: running text, quotations, tables.

Pure. Paragraphs, `## ` headings, `- ` and `1. ` lists, `> ` quotations whose last paragraph says who spoke, `| ` tables, and in
a line **bold** and [links](slug:la-halle-rouvre) or (https://…). Anything else is plain text: nothing becomes markup by accident.
"""

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
from itertools import groupby

Link = Callable[[str], str]
"""From what stands between the brackets of a link to the attributes of its <a>."""

INLINE = re.compile(r"\*\*(?P<bold>.+?)\*\*|\[(?P<text>[^\]]+)\]\((?P<target>[^)\s]+)\)")
LISTS = {"ul": re.compile(r"- "), "ol": re.compile(r"\d+\. ")}


@dataclass(frozen=True, slots=True)
class Text:
    """Running text, as the rich text editor writes it."""

    html: str


@dataclass(frozen=True, slots=True)
class Quotation:
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Table:
    caption: str
    headers: list[str]
    rows: list[list[str]]


Part = Text | Quotation | Table


class UnreadableProse(ValueError):
    """The text is not of the small Markdown of the demonstration."""


def parse(text: str, link: Link, title: str, headings: str = "h2") -> list[Part]:
    """The parts of a text, in their order. A table is captioned by the heading above it, else by `title`."""
    parts: list[Part] = []
    for is_text, group in groupby(_pieces(text, link, title, headings), key=lambda piece: isinstance(piece, str)):
        pieces = list(group)
        parts += (
            [Text("".join(map(str, pieces)))] if is_text else [piece for piece in pieces if not isinstance(piece, str)]
        )
    return parts


def paragraph(text: str, link: Link) -> str:
    """One line of text as a paragraph of rich text."""
    return _element("p", inline(text, link))


def items(tag: str, lines: list[str], link: Link) -> str:
    """Lines of text as a list of rich text, `ul` or `ol`."""
    return f"<{tag}>" + "".join(_element("li", inline(line, link)) for line in lines) + f"</{tag}>"


def heading(text: str, tag: str = "h2") -> str:
    return _element(tag, escape(text, quote=False))


def rich(text: str, link: Link, headings: str = "h3") -> str:
    """A text without tables nor quotations as one piece of rich text. Raises UnreadableProse."""
    parts = parse(text, link, "", headings)
    if any(not isinstance(part, Text) for part in parts):
        raise UnreadableProse(f"un tableau ou une citation n’a pas sa place ici : {text[:60]}")
    return "".join(part.html for part in parts if isinstance(part, Text))


def inline(text: str, link: Link) -> str:
    """The text with its bold words and its links; everything else escaped."""
    html, end = "", 0
    for found in INLINE.finditer(text):
        html += escape(text[end : found.start()], quote=False)
        if found["bold"]:
            html += f"<b>{inline(found['bold'], link)}</b>"
        else:
            html += f"<a {link(found['target'])}>{escape(found['text'], quote=False)}</a>"
        end = found.end()
    return html + escape(text[end:], quote=False)


def plain(text: str) -> str:
    """The words alone, without marks of bold nor links."""
    return INLINE.sub(lambda found: found["bold"] or found["text"], text)


def _pieces(text: str, link: Link, title: str, headings: str) -> Iterator[str | Quotation | Table]:
    caption = title
    for lines in _paragraphs(text):
        first = lines[0]
        if first.startswith("## "):
            caption = plain(first[3:])
            yield heading(caption, headings)
        elif first.startswith("|"):
            yield _table(lines, caption)
        elif first.startswith(">"):
            yield _quotation(lines)
        else:
            yield _text(lines, link)


def _paragraphs(text: str) -> Iterator[list[str]]:
    for paragraph in re.split(r"\n\s*\n", text.strip()):
        if lines := [line.strip() for line in paragraph.splitlines() if line.strip()]:
            yield lines


def _text(lines: list[str], link: Link) -> str:
    for tag, bullet in LISTS.items():
        if bullet.match(lines[0]):
            if not all(bullet.match(line) for line in lines):
                raise UnreadableProse(f"une liste contient une ligne sans puce : {lines}")
            return items(tag, [bullet.sub("", line, count=1) for line in lines], link)
    return paragraph(" ".join(lines), link)


def _quotation(lines: list[str]) -> Quotation:
    paragraphs = [plain(line.removeprefix(">").strip()) for line in lines]
    said = [line for line in paragraphs if line]
    source = said.pop() if len(said) > 1 else ""
    return Quotation(" ".join(said).removeprefix("« ").removesuffix(" »"), source)


def _table(lines: list[str], caption: str) -> Table:
    headers, rule, *rows = [[plain(cell.strip()) for cell in line.strip("|").split("|")] for line in lines]
    if not all(headers) or not all(set(cell) <= set("-: ") for cell in rule):
        raise UnreadableProse(f"un tableau n’a pas d’en-têtes : {lines[:2]}")
    if any(len(row) != len(headers) for row in rows):
        raise UnreadableProse(f"une ligne de tableau n’a pas le compte de cases : {caption}")
    return Table(caption, headers, rows)


def _element(tag: str, html: str) -> str:
    """An element with the key the rich text editor gives each line: a page saved again untouched has not changed."""
    key = hashlib.sha256(f"{tag}{html}".encode()).hexdigest()[:5]
    return f'<{tag} data-block-key="{key}">{html}</{tag}>'
