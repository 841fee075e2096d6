"""Signs that our faces do not have: drawn in one ink with their French name, or said in brackets. No other font is called.

What people type (emoji, arrows, ticks) is known by `pictographs.tsv.gz`, which script/pictographs.py gathers from Unicode's
CLDR and Google's Noto. The rest is brought near (a letter loses a sign we do not draw), written in Latin letters, or named
by its code.
"""

from __future__ import annotations

import gzip
import unicodedata
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from functools import cache
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Any, TypeVar

from anyascii import anyascii

from newsletter.press.typesetting import can_print

Value = TypeVar("Value")

TABLE = Path(__file__).with_name("pictographs.tsv.gz")
TONES = frozenset(map(chr, range(0x1F3FB, 0x1F400)))
SELECTORS_AND_TONES = dict.fromkeys([0xFE0E, 0xFE0F, *map(ord, TONES)])
"""What chooses a colour for the sign before it: print has one ink."""
KEYCAP = "\u20e3"
ASCENT, TALL = 950, 1250
"""Of the box a sign stands in, in thousandths of an em: above the baseline, and in all."""
HALO = 90
NOT_WORDS = {"url", "href", "asset", "engraving"}


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign with its French name; `outline` is SVG path data in thousandths of an em, empty where nobody drew it."""

    characters: str
    name: str
    width: int
    outline: str

    def image(self) -> str:
        """It as an element of a page: dark on a light edge, so that it shows on every ground."""
        path = f'<path d="{self.outline}"'
        edge = f'{path} fill="#fff" stroke="#fff" stroke-width="{HALO}" stroke-linejoin="round"/>'
        box = f'viewBox="0 -{ASCENT} {self.width} {TALL}" width="{self.width}" height="{TALL}"'
        svg = f'<svg xmlns="http://www.w3.org/2000/svg" {box}>{edge}{path}/></svg>'
        source = b64encode(svg.encode()).decode("ascii")
        return f'<img class="sign" src="data:image/svg+xml;base64,{source}" alt="{escape(self.name)}">'


@cache
def known() -> dict[str, Sign]:
    """Every sign of the table, by its characters."""
    lines = (line.split("\t") for line in gzip.decompress(TABLE.read_bytes()).decode().splitlines())
    signs = (
        Sign("".join(chr(int(code, 16)) for code in codes.split()), name, int(width), outline)
        for codes, name, width, outline in lines
    )
    return {sign.characters: sign for sign in signs}


@cache
def _longest() -> int:
    return max(map(len, known()))


def split(text: str) -> Iterator[str | Sign]:
    """The text in order: what our faces print, and the signs to draw. Nothing else is left in it."""
    if printable(text):
        yield text
        return
    text = text.translate(SELECTORS_AND_TONES)
    at = 0
    while at < len(text):
        end = at + 1
        while end < len(text) and _ours(text, end) == _ours(text, at):
            end += 1
        if _ours(text, at):
            yield text[at:end]
        else:
            end = at + len(sign := _sequence(text, at) or text[at:end])
            yield from _replaced(sign)
        at = end


def printable(text: str) -> bool:
    """Whether our faces hold every character of it."""
    return all(can_print(character) or character in "\n\t" for character in text)


def drawn(text: str) -> str:
    """Escaped text of a page with its signs as images."""
    return "".join(part if isinstance(part, str) else part.image() for part in split(text))


def said(text: str) -> str:
    """The text with its signs in words: for what can hold no image, an attribute or a title."""
    return "".join(part if isinstance(part, str) else f"[{part.name}]" for part in split(text))


def without(text: str) -> str:
    """The words that are printed, the drawn signs left out."""
    return "".join(part for part in split(text) if isinstance(part, str))


def spelled(value: Value) -> Value:
    """A value whose texts hold only what is printed or drawn, so that lines are measured on the words that will stand there."""
    changed: Any = value
    if isinstance(value, str):
        changed = "".join(part if isinstance(part, str) else part.characters for part in split(value))
    elif isinstance(value, tuple):
        changed = tuple(map(spelled, value))
    elif hasattr(value, "__dataclass_fields__"):
        old = {field.name: getattr(value, field.name) for field in fields(value) if field.init}  # type: ignore[arg-type]
        new = {name: content if name in NOT_WORDS else spelled(content) for name, content in old.items()}
        changed = value if new == old else replace(value, **new)  # type: ignore[type-var]
    found: Value = changed
    return found


def _ours(text: str, at: int) -> bool:
    return (can_print(text[at]) and text[at + 1 : at + 2] != KEYCAP) or text[at] in "\n\t"


def _sequence(text: str, at: int) -> str:
    """The longest sign of the table that begins there; empty when none does."""
    for end in range(min(len(text), at + _longest()), at, -1):
        if text[at:end] in known():
            return text[at:end]
    return ""


def _replaced(text: str) -> Iterator[str | Sign]:
    """A sign of the table, else characters nobody named, one after the other."""
    sign = known().get(text)
    if sign and sign.outline:
        yield sign
    elif sign and not _near(text):
        yield f"[{sign.name}]"
    else:
        yield from _spelled_out(text)


def _spelled_out(text: str) -> Iterator[str]:
    for foreign, characters in groupby(text, key=_foreign):
        word = "".join(characters)
        yield f"[{anyascii(word)}]" if foreign else "".join(map(_named, word))


def _foreign(character: str) -> bool:
    """A letter or a figure of another script."""
    return unicodedata.category(character)[0] in "LN" and not _near(character) and bool(anyascii(character))


def _near(text: str) -> str:
    """The same letters without the signs our faces do not draw; empty when nothing is left."""
    return "".join(filter(can_print, unicodedata.normalize("NFKD", text)))


def _named(character: str) -> str:
    if unicodedata.category(character)[0] in "CMZ":
        return _near(character)
    return _near(character) or f"[signe U+{ord(character):04X}]"
