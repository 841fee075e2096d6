"""A number in large print: 18 points, one column, black on white, no word cut. A4, tagged, as many pages as it takes.

It is the web page on other paper: drawn from the very sections that were frozen, it says the same sentences in the same order.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import unescape
from typing import Any

from django.template.loader import render_to_string

from newsletter.renderers.pdf import fonts, printable

_SOURCE = re.compile(r'<img\b[^>]*?\bsrc="([^"]*)"')


@dataclass(frozen=True, slots=True)
class LargePrint:
    """What is printed. `sections` is the HTML of newsletter.renderers.web, `contents` its lines; `root` has no slash at its end."""

    reference: str
    masthead: str
    headline: str
    detail: str
    town: str
    author: str
    issued_on: date
    root: str
    sections: str
    contents: Sequence[Mapping[str, Any]]

    @property
    def base(self) -> str:
        """The town's own address: the sections' links are written from its root."""
        return f"{self.root}/"

    @property
    def pictures(self) -> list[str]:
        """The addresses of its pictures, as the sections write them, each once."""
        return list(dict.fromkeys(unescape(address) for address in _SOURCE.findall(self.sections)))


def html(number: LargePrint) -> str:
    """The number as the one HTML document that is printed."""
    return printable(render_to_string("newsletter/pdf/large_print.html", {"number": number}))


def assets(pictures: Mapping[str, bytes]) -> dict[str, bytes]:
    """Everything the document may use: our faces, and the pictures by their address."""
    return fonts() | dict(pictures)
