"""What a resident asked, as words to look for: a pure reading of what was typed."""

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass

from content.synonyms import Alternative, equivalents
from content.words import asked_term, asked_words, plain

MOST_WORDS = 12
NEAR = 0.7
"""What a synonym is worth beside the word itself."""

_QUOTED = re.compile(r"«([^«»]+)»|\"([^\"]+)\"|“([^“”]+)”")


@dataclass(frozen=True)
class Idea:
    """One thing asked: the words as typed, and every way to find it, each with what it is worth."""

    words: tuple[str, ...]
    ways: tuple[tuple[Alternative, float], ...]

    @property
    def terms(self) -> frozenset[str]:
        return frozenset(term for way, _worth in self.ways for term in way)

    def terms_in(self, known: Container[str]) -> frozenset[str]:
        """What to underline in a text of those terms: its own words, else the synonyms that stand there whole."""
        there = [way for way, _worth in self.ways if all(term in known for term in way)]
        return frozenset(term for way in (there[:1] if self.ways[0][0] in there else there) for term in way)


@dataclass(frozen=True)
class Question:
    """The ideas of a question, and the exact phrases it put between quotation marks (`content.words.plain`)."""

    text: str
    ideas: tuple[Idea, ...]
    phrases: tuple[str, ...]

    @property
    def terms(self) -> frozenset[str]:
        """Everything to look for."""
        return frozenset(term for idea in self.ideas for term in idea.terms)

    @property
    def asked(self) -> frozenset[str]:
        """The terms of its own words."""
        return frozenset(term for idea in self.ideas for term in idea.ways[0][0])

    def terms_in(self, known: Container[str]) -> frozenset[str]:
        return frozenset(term for idea in self.ideas for term in idea.terms_in(known))


def read(text: str, synonyms: Sequence[Sequence[Alternative]]) -> Question:
    """The question; without ideas when it says nothing but noise."""
    phrases = [plain(next(filter(None, groups), "")) for groups in _QUOTED.findall(text)]
    typed = asked_words(text)[:MOST_WORDS]
    words = list({asked_term(word): word for word in reversed(typed)}.values())[::-1]
    return Question(text, tuple(ideas(words, synonyms)), tuple(phrase for phrase in phrases if " " in phrase))


def ideas(words: list[str], synonyms: Sequence[Sequence[Alternative]]) -> list[Idea]:
    """Word by word, except where several words together have synonyms: « état civil » is one idea."""
    found = []
    longest = max((len(way) for group in synonyms for way in group), default=1)
    while words:
        for size in range(min(longest, len(words)), 0, -1):
            own = tuple(asked_term(word) for word in words[:size])
            others = equivalents(own, synonyms)
            if others or size == 1:
                ways = ((own, 1.0), *((other, NEAR) for other in others))
                found.append(Idea(tuple(words[:size]), ways))
                words = words[size:]
                break
    return found


def corrected(text: str, spellings: dict[str, str]) -> str:
    """The text with those words written otherwise."""
    return re.sub(r"[^\W_]+", lambda match: spellings.get(match[0], match[0]), text)
