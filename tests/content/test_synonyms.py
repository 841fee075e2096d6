"""Words residents use for one another, as an editor writes them."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Site

from content.models import SearchSettings
from content.synonyms import DEFAULTS, equivalents, parse, terms


def test_each_line_is_a_group_whatever_the_accents_and_plurals() -> None:
    groups = parse("poubelle, ordures, Déchets\n\nchœur,chorale")
    assert equivalents(terms("dechet"), groups) == [terms("poubelle"), terms("ordure")]
    assert equivalents(terms("chorales"), groups) == [terms("choeur")]


def test_several_words_are_one_idea() -> None:
    groups = parse("état civil, naissance")
    assert equivalents(terms("naissance"), groups) == [terms("état civil")]
    assert equivalents(terms("civil"), groups) == []


def test_a_word_of_two_groups_has_the_synonyms_of_both() -> None:
    assert equivalents(terms("b"), parse("b, fromage\nb, pain")) == [terms("fromage"), terms("pain")]


def test_every_line_a_town_starts_with_says_something() -> None:
    assert len(parse(DEFAULTS)) == len(DEFAULTS.splitlines())


def test_odile_is_told_which_line_has_a_single_word() -> None:
    with pytest.raises(ValidationError, match="« déchets » : écrivez au moins deux mots"):
        SearchSettings(synonyms="bac, poubelle\ndéchets\n").clean()
    SearchSettings(synonyms="").clean()


def test_odile_is_told_when_there_are_too_many_lines() -> None:
    with pytest.raises(ValidationError, match="300 lignes au plus"):
        SearchSettings(synonyms="a1, b1\n" * 301).clean()


def test_a_new_town_has_the_usual_synonyms(site: Site) -> None:
    assert "poubelle, ordures" in SearchSettings.for_site(site).synonyms
