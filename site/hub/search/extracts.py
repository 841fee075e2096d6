"""The passage of a text that answers, its words underlined: taken from the text itself, never from its terms."""

from collections.abc import Collection
from dataclasses import dataclass
from re import Match

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from content.typography import fr
from content.words import WORD, fold, terms_of
from hub.search.texts import PAGE_BREAK

LENGTH = 180
BEFORE = 60
_ENDS = ".!?…\n\f"
_CLOSED = ".!?…:;,"


@dataclass(frozen=True)
class Passage:
    """HTML, words marked; PAGE: which page of a document, from 1."""

    html: SafeString
    page: int = 1


def marked(text: str, terms: Collection[str]) -> SafeString:
    """The text in French typography, the words of those terms within <mark>, neighbours in one."""
    text = fr(text)
    parts: list[str] = []
    done = 0
    for start, end in runs(text, hits(text, terms)):
        parts += [escape(text[done:start]), "<mark>", escape(text[start:end]), "</mark>"]
        done = end
    return mark_safe("".join([*parts, escape(text[done:])]))  # noqa: S308 - every part of the text is escaped above


def hits(text: str, terms: Collection[str]) -> list[Match[str]]:
    """The words that one of those terms finds."""
    starts = {term[:2] for term in terms}  # an ending changes, a beginning does not: most words need no stem
    return [
        word
        for word in WORD.finditer(text)
        if fold(word[0][:2])[:2] in starts and not set(terms).isdisjoint(terms_of(word[0]))
    ]


def runs(text: str, found: list[Match[str]]) -> list[tuple[int, int]]:
    """Where marks begin and end: words with only a space between them share one."""
    together: list[tuple[int, int]] = []
    for word in found:
        if together and text[together[-1][1] : word.start()].isspace():
            together[-1] = (together[-1][0], word.end())
        else:
            together.append((word.start(), word.end()))
    return together


def passage(lead: str, body: str, terms: Collection[str]) -> Passage:
    """The standfirst when it answers as well as the body does, else the passage of the body that does best."""
    in_lead = {fold(word[0]) for word in hits(lead, terms)}
    found = hits(body, terms)
    start = densest(found)
    in_body = {fold(word[0]) for word in found if start <= word.start() < start + LENGTH - BEFORE}
    if lead and len(in_lead) >= len(in_body):
        return Passage(marked(shortened(lead, 0), terms))
    if not found:
        return Passage(marked(shortened(lead or body, 0), terms))
    return Passage(marked(shortened(body, start), terms), body.count(PAGE_BREAK, 0, start) + 1)


def densest(found: list[Match[str]]) -> int:
    """Where the stretch with the most different words begins."""
    best, most = 0, 0
    for number, first in enumerate(found[:200]):
        within = {
            fold(word[0]) for word in found[number : number + 20] if word.start() < first.start() + LENGTH - BEFORE
        }
        if len(within) > most:
            best, most = first.start(), len(within)
    return best


def shortened(text: str, at: int) -> str:
    """About LENGTH letters around that place, from the beginning of a sentence when one is near, on one line."""
    sentence = max(text.rfind(end, max(0, at - BEFORE), at) for end in _ENDS) + 1
    if sentence or at <= BEFORE:
        start, cut = sentence, False
    else:
        start, cut = text.find(" ", at - BEFORE, at) + 1 or at, True
    stretch = text[start : start + LENGTH * 2].partition(PAGE_BREAK)[0]
    lines = (" ".join(line.split()) for line in stretch.splitlines())
    line = " ".join(line if line[-1] in _CLOSED else f"{line} ·" for line in lines if line).removesuffix(" ·")
    if len(line) > LENGTH:
        line = line[:LENGTH].rpartition(" ")[0].rstrip(" ,;:.·") + " …"
    return f"… {line}" if cut else line
