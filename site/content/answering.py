"""Direct answers: what a resident may read before any list of results. Any app registers its own:

    @answer
    def tonight(asked: Asked) -> Answer | None:
        ...

imported by its AppConfig.ready. The first that answers is shown; a page that names the thing comes last.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from content.models import Commune
from content.words import asked_term, asked_words


@dataclass(frozen=True)
class Asked:
    """A question: the town, its words as terms (`content.words`), and now, on the town's clock."""

    commune: Commune
    terms: frozenset[str]
    at: dt.datetime

    def names(self, words: str) -> bool:
        """Whether the question holds one of those words, in any of their forms."""
        return bool(self.terms & known(words))

    def only(self, words: str) -> bool:
        """Whether it holds nothing but those words."""
        return self.terms <= known(words)


@dataclass(frozen=True)
class Answer:
    """Plain text, French already; `number` is a telephone to call, `url` where to read more."""

    title: str
    text: str
    number: str = ""
    url: str = ""
    link: str = ""


AnswerFunction = Callable[[Asked], Answer | None]
_answers: dict[str, AnswerFunction] = {}


def answer(function: AnswerFunction) -> AnswerFunction:
    """Have the function asked each question of more than noise. It must cost no more than one query."""
    _answers[f"{function.__module__}.{function.__qualname__}"] = function
    return function


def direct_answer(asked: Asked) -> Answer | None:
    """What the first function that knows says."""
    return next((found for function in _answers.values() if (found := function(asked))), None)


def known(words: str) -> frozenset[str]:
    return frozenset(asked_term(word) for word in asked_words(words))
