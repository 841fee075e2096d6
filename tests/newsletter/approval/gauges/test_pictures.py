"""Pictures: described, readable under words, and how many show the mayor."""

from dataclasses import replace

import pytest

from content.theme import tokens
from newsletter.approval.gauges import Facts, Level, pictures
from newsletter.bulletin.identity import Cover, Ground, Picture
from newsletter.press.covers import CoverLayout, PlacedWords, lay_out
from tests.newsletter import editions

PHOTO = Picture("https://x.example/p.jpg", "La halle.", 1200, 900, asset="images/p.jpg")


def test_a_photo_nobody_described_is_in_red_and_its_section_is_named() -> None:
    edition = editions.december()
    bare = replace(edition, cover=replace(edition.cover, picture=replace(PHOTO, alternative="")))
    gauge = pictures.alternatives(bare)
    assert gauge.level is Level.BLOCKING
    assert gauge.advice.startswith("couverture : qui ne voit pas l’image")


@pytest.mark.parametrize("ground", list(Ground))
def test_the_title_never_stands_on_the_photo_of_a_cover(ground: Ground) -> None:
    layout = lay_out("Avis à la population", Cover(ground, PHOTO))
    assert not pictures.words_on_photo(layout, PHOTO)


def test_a_cover_that_put_its_title_on_a_photo_would_be_in_red() -> None:
    layout = CoverLayout((PlacedWords("Avis", 14, 120, 60),), (), 80, False, Ground.COLOURED)
    assert pictures.words_on_photo(layout, PHOTO)
    assert not pictures.words_on_photo(layout, replace(PHOTO, asset="", engraving="halle"))


@pytest.mark.parametrize("pair", [("#0e4a3a", "#f3a49b"), ("#ffff00", "#fffffe"), ("#777777", "#787878")])
def test_whatever_the_two_colours_every_pair_of_inks_is_readable(pair: tuple[str, str]) -> None:
    gauge = pictures.contrast(replace(editions.december(), theme=tokens(*pair)))
    assert gauge.level is Level.GOOD
    assert gauge.value.endswith(" au moins")


def test_colours_changed_by_another_hand_are_in_red() -> None:
    edition = editions.december()
    gauge = pictures.contrast(replace(edition, theme=replace(edition.theme, link="#ffd0d0")))
    assert gauge.level is Level.BLOCKING
    assert "Liens" in gauge.advice
    assert "il faut 4,5." in gauge.advice


def test_without_a_mayor_in_the_council_s_table_nobody_is_counted() -> None:
    assert list(pictures.mayor(Facts(mayor_photos=3))) == []


def test_the_mayor_s_photos_are_counted_and_warn_beyond_the_usual() -> None:
    (usual,) = pictures.mayor(Facts(mayors=("Hélène Courtade",), mayor_photos=1, usual_mayor_photos=1.5))
    assert (usual.label, usual.value, usual.level) == ("Photos où l’on voit Hélène Courtade", "1 photo", Level.GOOD)
    (many,) = pictures.mayor(Facts(mayors=("Hélène Courtade",), mayor_photos=5, usual_mayor_photos=1.5))
    assert (many.value, many.level) == ("5 photos", Level.WARNING)
    assert "1,5 en moyenne" in many.advice
