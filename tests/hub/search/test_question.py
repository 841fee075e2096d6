"""What a resident asked, as the search understands it."""

from content.synonyms import parse, terms
from hub.search.question import NEAR, corrected, read

GROUPS = parse("état civil, naissance\nbac, poubelle")


def words(text: str) -> list[tuple[str, ...]]:
    return [idea.words for idea in read(text, GROUPS).ideas]


def test_words_are_read_without_what_says_nothing() -> None:
    assert words("où mettre le bac jaune ?") == [("mettre",), ("bac",), ("jaune",)]
    assert words("  ?! ") == []


def test_a_word_said_twice_is_one_idea() -> None:
    assert words("bac bacs BAC") == [("bac",)]


def test_two_words_with_a_synonym_are_one_idea() -> None:
    question = read("acte d'état civil", GROUPS)
    assert [idea.words for idea in question.ideas] == [("acte",), ("état", "civil")]
    assert question.ideas[1].ways == ((terms("état civil"), 1.0), (terms("naissance"), NEAR))


def test_what_is_between_quotation_marks_is_an_exact_phrase() -> None:
    assert read("« la halle »", []).phrases == ("la halle",)
    assert read('"pont Vieux" ausculté', []).phrases == ("pont vieux",)
    assert read('"', []).phrases == read('""', []).phrases == read("« halle »", []).phrases == ()


def test_only_the_first_words_of_a_novel_are_looked_for() -> None:
    assert len(read(" ".join(f"mot{number}" for number in range(100)), []).ideas) == 12


def test_what_is_underlined_is_the_word_itself_before_its_synonyms() -> None:
    question = read("poubelle", GROUPS)
    assert question.terms_in({"poubel", *terms("bac"), *terms("poubelle")}) == set(terms("poubelle"))
    assert question.terms_in(set(terms("bac"))) == set(terms("bac"))


def test_a_correction_changes_only_the_word_that_slipped() -> None:
    assert corrected("refaire mon passport !", {"passport": "passeport"}) == "refaire mon passeport !"
