"""What people and servers write, as a page, a header or a row may hold it. Pure."""

import re

UNPRINTABLE = re.compile(r"[^\S\n\t ]|[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def printable(text: str) -> str:
    """The text with plain line ends and nothing a screen cannot show, nor what turns its words around."""
    return UNPRINTABLE.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def one_line(text: str, most: int | None = None) -> str:
    """The text on one line: no line break of any kind, no sign that cannot be shown; its first MOST characters."""
    if not text.isprintable():
        text = "".join(sign if sign.isprintable() else " " for sign in text)
    return " ".join(text.split())[:most]
