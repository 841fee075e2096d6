"""Words as the search compares them: accents folded, elisions cut, endings removed, empty words left out.

The same in Python for whatever database: « l’école », « ecole » and « écoles » are one term. Each word gives its stem
(Snowball, https://snowballstem.org/algorithms/french/stemmer.html), and the stem of what one types without accents when
it differs, so that a question needs one term a word.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

import snowballstemmer

WORD = re.compile(r"[^\W_]+")
LONGEST = 40
_ELISION = re.compile(r"\b(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)['’]", re.IGNORECASE)
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})
_stemmer = snowballstemmer.stemmer("french")

_EMPTY = """a ai as au aux avec c ce ces cette ci comme d dans de des du elle elles en est et etre eux il ils j je l la le les
    leur leurs lui m ma mais me meme mes moi mon n ne nos notre nous on ou par pas plus pour qu que qui s sa se ses si son
    sont sur t ta te tes toi ton tu un une vos votre vous y"""
EMPTY = frozenset(["", *_EMPTY.split()])
# A question says them, an answer seldom does.
_ASKING = """avoir besoin combien comment dois doit est faire fait faut quand quel quelle quelles quels quoi refaire
    obtenir savoir trouver veut veux voudrais peut peux puis"""
ASKING = frozenset(_ASKING.split())


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """The word in small letters without accents or ligatures: « Cœur » gives « coeur »."""
    small = word.casefold().translate(_LIGATURES)
    if small.isascii():
        return small
    return "".join(letter for letter in unicodedata.normalize("NFKD", small).casefold() if letter.isalnum())


@lru_cache(maxsize=65536)
def terms_of(word: str) -> tuple[str, ...]:
    """What one word is found by: one term, two when its accents change the stem, none when it says nothing."""
    folded = fold(word)
    if folded in EMPTY or len(folded) > LONGEST:
        return ()
    return tuple(dict.fromkeys([asked_term(word), fold(_stemmer.stemWord(word.casefold()))]))


@lru_cache(maxsize=4096)
def asked_term(word: str) -> str:
    """The one term by which a word of a question looks: always one of `terms_of` the same word."""
    return fold(_stemmer.stemWord(fold(word)))


def words(text: str) -> Iterator[re.Match[str]]:
    """Each word of a text with its place; an elided article is no word (« l’ » of « l’école »)."""
    elided = {match.start() for match in _ELISION.finditer(text)}
    return (match for match in WORD.finditer(text) if match.start() not in elided)


def asked_words(text: str) -> list[str]:
    """The words of a question that say something, as they were typed, at least one if there is any word at all."""
    full = [match[0] for match in words(text) if fold(match[0]) not in EMPTY and len(fold(match[0])) <= LONGEST]
    return [word for word in full if fold(word) not in ASKING] or full


def plain(text: str) -> str:
    """Its words folded, one space apart: to compare an exact phrase whatever the accents and punctuation."""
    return " ".join(fold(match[0]) for match in words(text))
