"""A file to download as the components show it: its address, its format, its pages and its weight."""

from __future__ import annotations

from django.utils.translation import ngettext

from content.models import TownDocument
from content.templatetags.components import weight


def file_of(document: TownDocument) -> dict[str, str]:
    """Its title, its address, and « PDF, 2 pages, 132 Ko »."""
    return {"title": document.title, "url": document.url, "details": details(document)}


def details(document: TownDocument) -> str:
    pages = document.pages
    counted = ngettext("%(pages)s page", "%(pages)s pages", pages) % {"pages": pages} if pages else ""
    return ", ".join(filter(None, [document.file_extension.upper(), counted, weight(document.get_file_size() or 0)]))
