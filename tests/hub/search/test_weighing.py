"""How much a text is about a word."""

from hub.search.weighing import weights


def weight(term: str, title: str = "", lead: str = "", keywords: str = "", body: str = "") -> float:
    return weights(title, lead, keywords, body)[term][1]


def test_a_title_says_more_than_a_standfirst_and_a_standfirst_more_than_a_mention() -> None:
    text = " ".join(["autre"] * 200)
    title = weight("loto", title="Le loto des pompiers de la Lise")
    lead = weight("loto", lead="Venez au loto")
    assert title > lead > weight("loto", body=f"{text} loto {text}")


def test_a_title_of_one_word_says_more_than_a_long_one() -> None:
    assert weight("loto", title="Loto") > weight("loto", title="Loto, crêpes et danse au foyer")


def test_the_thirtieth_mention_adds_hardly_anything() -> None:
    once, five, thirty = (weight("loto", body="loto " * times) for times in (1, 5, 30))
    assert once < five < thirty < five * 1.4


def test_a_word_is_kept_as_it_is_written_with_its_accents() -> None:
    found = weights("Ecole", "L’école des Tilleuls", "", "")
    assert {word for word, _weight in found.values()} >= {"école", "tilleuls"}
