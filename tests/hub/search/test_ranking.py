"""Which results come first."""

import datetime as dt

from hub.search.kinds import Kind
from hub.search.question import read
from hub.search.ranking import Candidate, rank
from hub.search.weighing import weights

NOW = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)


def candidate(
    key: int, title: str, body: str = "", kind: Kind = Kind.PAGE, days: int = 0, document: int | None = None
) -> Candidate:
    found = {term: weight for term, (_word, weight) in weights(title, "", "", body).items()}
    return Candidate(key, key, document, kind, NOW - dt.timedelta(days=days), found)


def order(question: str, *candidates: Candidate, over: tuple[int, ...] = ()) -> list[int]:
    return [answer.candidate.key for answer in rank(read(question, []), candidates, 100, over, NOW)]


def test_a_title_comes_before_a_mention() -> None:
    assert order("loto", candidate(1, "Un dimanche", "loto"), candidate(2, "Loto des pompiers")) == [2, 1]


def test_what_is_over_comes_last() -> None:
    past, coming = candidate(1, "Loto", kind=Kind.EVENT), candidate(2, "Loto de l’école", kind=Kind.EVENT)
    assert order("loto", past, coming) == [1, 2]
    assert order("loto", past, coming, over=(1,)) == [2, 1]


def test_old_news_comes_after_recent_news() -> None:
    old, recent = candidate(1, "Loto", kind=Kind.NEWS, days=700), candidate(2, "Loto", kind=Kind.NEWS, days=3)
    assert order("loto", old, recent) == [2, 1]


def test_a_page_that_stays_does_not_age() -> None:
    old, recent = candidate(1, "Loto", days=2000), candidate(2, "Loto", days=3)
    assert order("loto", old, recent) == [1, 2]


def test_the_whole_question_counts_more_than_half_of_it() -> None:
    half, whole = candidate(1, "Cantine"), candidate(2, "École", "tarif de la cantine")
    assert order("tarif cantine", half, whole)[0] == 2


def test_a_word_nobody_writes_does_not_hide_the_others() -> None:
    assert order("cantine xylophone", candidate(1, "Cantine")) == [1]
    assert order("xylophone", candidate(1, "Cantine")) == []


def test_a_document_offered_by_two_pages_is_one_result() -> None:
    guide = [candidate(number, "Guide du tri", kind=Kind.DOCUMENT, document=7) for number in (1, 2)]
    assert order("tri", *guide) == [1]
