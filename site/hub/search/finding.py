"""From a question to its results: a handful of queries, whatever the town holds."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models
from django.utils.functional import cached_property
from wagtail.models import Site

from alerts.models import AlertPage
from content.generation import per_generation
from content.models import SearchSettings
from content.synonyms import DEFAULTS, Alternative, parse
from content.words import asked_term, plain
from events.models import Occurrence
from hub.search.kinds import Kind
from hub.search.models import Posting, SearchEntry
from hub.search.question import Question, corrected, read
from hub.search.ranking import Candidate, Ranked, rank
from hub.search.spelling import nearest

MOST_PHRASED = 200
MOST_CORRECTED = 3


@dataclass(frozen=True)
class Findings:
    """What answers a question: `results` best first; `question` as it was understood.

    `suggestion` is the question with its slips put right, empty when it had none. `inexact` when a phrase between
    quotation marks stands nowhere, so that its words were looked for one by one.
    """

    question: Question
    results: list[Ranked]
    suggestion: str = ""
    inexact: bool = False

    @cached_property
    def counts(self) -> dict[Kind, int]:
        """How many of each kind, the kinds in their usual order; none left out but those without a result."""
        found = Counter(result.candidate.kind for result in self.results)
        return {kind: found[kind] for kind in Kind if found[kind]}

    def of_kind(self, kind: Kind | None) -> list[Ranked]:
        return [result for result in self.results if kind in {None, result.candidate.kind}]


@per_generation
def synonyms_of(site: Site) -> list[list[Alternative]]:
    """The town's own, else those that every town starts with."""
    kept = SearchSettings.objects.filter(site=site).values_list("synonyms", flat=True).first()
    return parse(DEFAULTS if kept is None else kept)


@per_generation
def entries_of(site: Site) -> int:
    """How many things can be found in that town, near enough to tell a rare word from a common one."""
    return SearchEntry.objects.filter(page__path__startswith=site.root_page.path).count()


def find(site: Site, text: str, at: dt.datetime) -> Findings:
    """What the town has that answers, for any resident. Nothing for a question that says nothing."""
    question = read(text, synonyms_of(site))
    if not question.ideas:
        return Findings(question, [])
    candidates = candidates_for(site, question, at)
    suggestion = suggested(site, question, candidates, at)
    if suggestion:
        question = read(suggestion, synonyms_of(site))
        candidates = candidates_for(site, question, at)
    results = rank(question, candidates, entries_of(site), over(candidates, at), at)
    exact = saying(question.phrases, results)
    if question.phrases and not exact:
        return Findings(question, results, suggestion, inexact=bool(results))
    return Findings(question, exact, suggestion)


def candidates_for(site: Site, question: Question, at: dt.datetime) -> list[Candidate]:
    """Everything readable that holds a term of it."""
    postings = Posting.objects.filter(term__in=question.terms, entry__in=SearchEntry.objects.readable(site, at))
    rows = postings.values_list(
        "entry_id", "entry__page_id", "entry__document_id", "entry__kind", "entry__page__first_published_at",
        "term", "weight",
    )  # fmt: skip
    found: dict[int, tuple[tuple[int, int | None, str, dt.datetime | None], dict[str, float]]] = {}
    for key, page, document, kind, published_at, term, weight in rows:
        found.setdefault(key, ((page, document, kind, published_at), {}))[1][term] = weight
    return [
        Candidate(key, page, document, Kind(kind), published_at, weights)
        for key, ((page, document, kind, published_at), weights) in found.items()
    ]


def over(candidates: Iterable[Candidate], at: dt.datetime) -> set[int]:
    """Of these, the events without a date to come and the alerts that have ended."""
    events = {each.page for each in candidates if each.kind == Kind.EVENT}
    alerts = {each.page for each in candidates if each.kind == Kind.ALERT}
    found: set[int] = set()
    if events:
        coming = Occurrence.objects.filter(event_id__in=events, over_at__gt=at).order_by().values_list("event_id")
        found = events - {key for (key,) in coming.distinct()}
    if alerts:
        found.update(AlertPage.objects.filter(pk__in=alerts).over(at).values_list("pk", flat=True))
    return found


def suggested(site: Site, question: Question, candidates: Iterable[Candidate], at: dt.datetime) -> str:
    """The question with each word that the town never writes replaced by the nearest that it does; empty when none is."""
    known = {term for candidate in candidates for term in candidate.weights}
    unknown = [word for idea in question.ideas if not idea.terms & known for word in idea.words]
    spellings = {word: near for word in unknown[:MOST_CORRECTED] if (near := nearest(word, vocabulary(site, word, at)))}
    return corrected(question.text, spellings) if spellings else ""


def vocabulary(site: Site, word: str, at: dt.datetime) -> list[tuple[str, int]]:
    """The town's own words that begin as that one does, and how many entries write them."""
    first = asked_term(word)[:1]
    readable = SearchEntry.objects.readable(site, at)
    begun = Posting.objects.filter(term__startswith=first, entry__in=readable)
    return list(begun.values_list("word").annotate(pages=models.Count("entry")).order_by())


def saying(phrases: Iterable[str], results: list[Ranked]) -> list[Ranked]:
    """Of the best results, those that say every phrase word for word; all of them when nothing was between quotation marks."""
    phrases = [f" {phrase} " for phrase in phrases]
    if not phrases:
        return results
    best = results[:MOST_PHRASED]
    texts = SearchEntry.objects.in_bulk([result.candidate.key for result in best])
    return [
        result
        for result in best
        if (entry := texts.get(result.candidate.key))
        and all(phrase in f" {plain(f'{entry.title} . {entry.lead} . {entry.body}')} " for phrase in phrases)
    ]
