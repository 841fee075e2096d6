"""A printed issue as a screen reader reads it: its words in the order of the tags, what only decorates left out."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

LINE_END = "\x02"
"""What pdfium reads for a hyphen at the end of a line."""


@dataclass(frozen=True)
class Element:
    """An element of the structure of a page (ISO 32000-1 §14.7): its type, its own words, its elements in order."""

    kind: str
    words: str = ""
    children: tuple[Element, ...] = field(default=())

    @property
    def text(self) -> str:
        return self.words + "".join(child.text for child in self.children)

    def all(self, kind: str) -> Iterator[Element]:
        if self.kind == kind:
            yield self
        for child in self.children:
            yield from child.all(kind)


def pages_of(content: bytes) -> list[Element]:
    """The structure of each page, from cover to back."""
    document = pypdfium2.PdfDocument(content)
    return [_structure(page) for page in document]


def _structure(page: pypdfium2.PdfPage) -> Element:
    marked = _marked_texts(page)
    tree = pdfium.FPDF_StructTree_GetForPage(page)
    try:
        roots = range(pdfium.FPDF_StructTree_CountChildren(tree))
        return Element(
            "Page", children=tuple(_element(pdfium.FPDF_StructTree_GetChildAtIndex(tree, at), marked) for at in roots)
        )
    finally:
        pdfium.FPDF_StructTree_Close(tree)


def _element(node: Any, marked: dict[int, str]) -> Element:
    children: list[Element] = []
    for at in range(pdfium.FPDF_StructElement_CountChildren(node)):
        if child := pdfium.FPDF_StructElement_GetChildAtIndex(node, at):
            children.append(_element(child, marked))
        else:
            number = pdfium.FPDF_StructElement_GetChildMarkedContentID(node, at)
            children.append(Element("", marked.get(number, "")))
    return Element(_kind(node), children=tuple(children))


def _kind(node: Any) -> str:
    size = pdfium.FPDF_StructElement_GetType(node, None, 0)
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDF_StructElement_GetType(node, buffer, size)
    return buffer.raw.decode("utf-16-le").rstrip("\0")


def _marked_texts(page: pypdfium2.PdfPage) -> dict[int, str]:
    """The words of each marked sequence of a page, by its number."""
    words = page.get_textpage()
    found: dict[int, str] = {}
    for item in page.get_objects([pdfium.FPDF_PAGEOBJ_TEXT]):
        number = pdfium.FPDFPageObj_GetMarkedContentID(item)
        size = pdfium.FPDFTextObj_GetText(item, words, None, 0)
        buffer = ctypes.create_string_buffer(size)
        pdfium.FPDFTextObj_GetText(item, words, ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR)), size)
        found[number] = found.get(number, "") + buffer.raw.decode("utf-16-le").rstrip("\0").replace(LINE_END, "-")
    return found
