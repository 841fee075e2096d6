"""How much a text is about each of its words: a pure calculation.

A title weighs most, and more when it is short; then the standfirst; in the body the first mentions count, the thirtieth
hardly does, and less in a long text than in a short one (the saturation of BM25, Robertson and Zaragoza 2009, §3.4).
"""

from collections import Counter
from collections.abc import Iterator

from content.words import fold, terms_of, words

TITLE, LEAD, KEYWORDS, BODY = 8.0, 2.0, 1.0, 1.5
BARE = 0.4
"""What is left of a title's weight for a word lost in a very long one."""
SATURATION, ORDINARY_LENGTH = 1.2, 250

Weights = dict[str, tuple[str, float]]
"""By term: one word it was read from, and its weight."""


def weights(title: str, lead: str, keywords: str, body: str) -> Weights:
    """The terms of a text, each with its weight."""
    found: Weights = {}
    heading = list(terms(title))
    share = 1 / max(1, len({word for _term, word in heading}))
    for term, word in dict(heading).items():
        add(found, term, word, TITLE * (BARE + (1 - BARE) * share))
    for text, weight in ((lead, LEAD), (keywords, KEYWORDS)):
        for term, word in dict(terms(text)).items():
            add(found, term, word, weight)
    for term, word, weight in saturated(list(terms(body))):
        add(found, term, word, weight)
    return found


def saturated(body: list[tuple[str, str]]) -> Iterator[tuple[str, str, float]]:
    spelled = dict(body)
    length = SATURATION * (0.4 + 0.6 * len(body) / ORDINARY_LENGTH)
    for term, times in Counter(term for term, _word in body).items():
        yield term, spelled[term], BODY * times * (1 + SATURATION) / (times + length)


def terms(text: str) -> Iterator[tuple[str, str]]:
    """Each term with the word it comes from, in small letters with its accents."""
    for match in words(text):
        for term in terms_of(match[0]):
            yield term, match[0].lower()


def add(found: Weights, term: str, word: str, weight: float) -> None:
    first, so_far = found.get(term, (word, 0.0))
    # Accents tell a resident more than their absence: « école » rather than « ecole ».
    found[term] = (word if fold(first) == first and fold(word) == fold(first) else first, so_far + weight)
