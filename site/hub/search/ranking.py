"""Which results answer, and in what order: a pure calculation, the same whatever the database.

Rare words count more than common ones, an answer to the whole question more than an answer to half of it, and what is
over comes after what is to come.
"""

import datetime as dt
import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from hub.search.kinds import Kind
from hub.search.question import Idea, Question
from hub.search.weighing import BARE, TITLE

OVER = 0.2
AGES_IN = dt.timedelta(days=365)
AGEING = {Kind.NEWS, Kind.BULLETIN, Kind.ALERT}
ENOUGH, ENOUGH_FOR_A_TITLE = 0.6, 0.3
"""How much of the best answer's share of the question another must answer too; less when its title says a word of it."""
PREFERENCE = {Kind.PROCEDURE: 1.15, Kind.DOCUMENT: 0.7, Kind.BULLETIN: 0.6}


@dataclass(frozen=True)
class Candidate:
    """An entry that holds at least one term, with the weight of each it holds."""

    key: int
    page: int
    document: int | None
    kind: Kind
    published_at: dt.datetime | None
    weights: Mapping[str, float]


@dataclass(frozen=True)
class Ranked:
    """A result: `score` only compares within one question."""

    candidate: Candidate
    score: float


def rank(
    question: Question, candidates: Collection[Candidate], entries: int, over: Collection[int], now: dt.datetime
) -> list[Ranked]:
    """The answers, best first. ENTRIES: how many the town has in all; OVER: the pages whose event or alert is past."""
    rarity = {idea: rareness(idea, candidates, entries) for idea in question.ideas}
    whole = sum(rarity.values()) or 1.0
    answers: list[tuple[float, Ranked]] = []
    for candidate in candidates:
        worth = {idea: value for idea in question.ideas if (value := worth_of(idea, candidate.weights))}
        share = sum(rarity[idea] for idea in worth) / whole
        score = share**2 * sum(rarity[idea] * value for idea, value in worth.items())
        answers.append((share, Ranked(candidate, score * preference(candidate, over, now))))
    best = max((share for share, _answer in answers), default=0.0)
    kept = (answer for share, answer in answers if share > 0 and share >= needed(answer.candidate, question) * best)
    return once_each(sorted(kept, key=lambda answer: (-answer.score, answer.candidate.key)))


def needed(candidate: Candidate, question: Question) -> float:
    entitled = any(worth_of(idea, candidate.weights) >= TITLE * BARE for idea in question.ideas)
    return ENOUGH_FOR_A_TITLE if entitled else ENOUGH


def worth_of(idea: Idea, weights: Mapping[str, float]) -> float:
    """The best of its ways that is there whole; nothing when none is."""
    whole = (
        min(weights[term] for term in way) * worth for way, worth in idea.ways if all(term in weights for term in way)
    )
    return max(whole, default=0.0)


def rareness(idea: Idea, candidates: Collection[Candidate], entries: int) -> float:
    """Zero when nobody speaks of it: a word unknown to the town does not lower what the others find."""
    holders = sum(bool(worth_of(idea, candidate.weights)) for candidate in candidates)
    return math.log(1 + max(entries, holders) / holders) if holders else 0.0


def preference(candidate: Candidate, over: Collection[int], now: dt.datetime) -> float:
    value = PREFERENCE.get(candidate.kind, 1.0)
    if candidate.document is None and candidate.page in over:
        value *= OVER
    if candidate.kind in AGEING and candidate.published_at:
        value /= 1 + max(0.0, (now - candidate.published_at) / AGES_IN)
    return value


def once_each(answers: Iterable[Ranked]) -> list[Ranked]:
    """A document offered by several pages is one result."""
    seen = set()
    kept = []
    for answer in answers:
        document = answer.candidate.document
        if document is None or document not in seen:
            kept.append(answer)
        seen.add(document)
    return kept
