"""Documents to print, and eyes to read what came out."""

import io
from typing import Any

from pypdf import PdfReader
from pypdf.generic import StreamObject

BASE = "https://valombreuse.example/bulletin/47/"
SQUARE = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path fill="#0e4a3a" d="M0 0h9v9H0z"/></svg>'


def document(body: str, head: str = "") -> str:
    return f'<!doctype html><html lang="fr"><head><title>Avis</title>{head}</head><body>{body}</body></html>'


def text_of(produced: bytes) -> str:
    return "\n".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(produced)).pages)


def first_page(produced: bytes) -> Any:
    return PdfReader(io.BytesIO(produced)).pages[0]


def everything_in(produced: bytes) -> bytes:
    """The raw file and every stream of it, unpacked."""
    reader = PdfReader(io.BytesIO(produced))
    objects = [
        reader.get_object(number) for number in range(1, len(reader.xref_objStm) + len(reader.xref.get(0, {})) + 1)
    ]
    return produced + b"".join(item.get_data() for item in objects if isinstance(item, StreamObject))
