"""Words compared as residents write them: with or without accents, singular or plural, elided or not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.words import asked_term, asked_words, fold, plain, terms_of


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("ecole", "École"),
        ("écoles", "école"),
        ("noel", "Noël"),
        ("choeur", "chœur"),
        ("dechets", "déchet"),
        ("decheterie", "déchèteries"),
        ("élections", "election"),
        ("éclairage", "ECLAIRAGE"),
        ("marchés", "marché"),
        ("16", "16"),
    ],
)
def test_a_question_without_accents_meets_the_word_as_it_is_written(asked: str, written: str) -> None:
    assert asked_term(asked) in terms_of(written)


@given(st.text(alphabet="aàâbcçdeéèêëghiîïlmnoôœprstuùûvxyz", min_size=2, max_size=15))
def test_any_word_is_found_by_itself_and_by_itself_without_accents(word: str) -> None:
    terms = terms_of(word)
    if terms:
        assert asked_term(word) in terms
        assert asked_term(fold(word)) in terms


@given(st.text(max_size=60))
def test_nothing_typed_breaks_the_reading(text: str) -> None:
    assert all(asked_term(word) for word in asked_words(text))
    assert plain(plain(text)) == plain(text)


def test_empty_words_say_nothing() -> None:
    assert terms_of("les") == terms_of("Dans") == ()
    assert asked_words("l'école de la Halle") == ["école", "Halle"]
    assert asked_words("comment faire un passeport") == ["passeport"]


def test_a_question_made_of_asking_words_still_asks_something() -> None:
    assert asked_words("que faire") == ["faire"]
    assert asked_words("le la les ?!") == []


def test_a_phrase_is_compared_whatever_its_accents_and_punctuation() -> None:
    assert plain("Le Pont-Vieux, ausculté") == "le pont vieux ausculte"
    assert plain("l’Église") == plain("eglise")
