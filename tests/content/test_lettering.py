"""A bulletin may have any title: it is set as wide as the cover, whatever its words."""

import pytest

from content.lettering import measures, poster, split


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("Avis à la population", ["Avis", "à la", "population"]),
        ("Le Petit Écho", ["Le Petit", "Écho"]),
        ("Le journal de Saint-Aubin", ["Le journal", "de", "Saint-Aubin"]),
        ("Infos", ["Infos"]),
        ("", []),
    ],
)
def test_small_words_stand_alone_between_two_others_and_an_article_stays_with_its_noun(
    title: str, lines: list[str]
) -> None:
    assert split(title) == lines


@pytest.mark.parametrize(
    "title", ["Avis à la population", "Le Petit Écho", "L’Écho des Lises et du Val", "Æ", "Ω Łódź"]
)
def test_no_letter_leaves_the_cover(title: str) -> None:
    for line in poster(title, left=10, top=30, width=190, height=180):
        assert line.x >= 10
        assert line.x + line.length <= 200.01
        assert 30 < line.y <= 30 + 180


def test_a_short_word_is_set_larger_than_a_long_one() -> None:
    first, _link, last = poster("Avis à la population")
    assert first.size > last.size
    assert first.length == pytest.approx(last.length, abs=0.1)


def test_the_rules_stop_before_the_small_words_they_frame() -> None:
    _first, link, _last = poster("Avis à la population")
    assert link.is_link
    assert link.rules(10.5, 199.5).startswith("M10.5 ")
    assert f"H{link.x - 7:.2f}" in link.rules(10.5, 199.5)


def test_the_measures_are_those_of_the_font() -> None:
    assert measures().width("WW") > measures().width("ii")
    assert 0.5 < measures().capital < 0.8
