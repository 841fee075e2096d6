"""« Vouliez-vous dire … ? » only ever proposes a word of the town."""

import pytest

from hub.search.spelling import distance, nearest

TOWN = [("recensement", 4), ("passeport", 9), ("halle", 40), ("salle", 12), ("bibliothèque", 6), ("2026", 30)]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("recensemnt", "recensement"),
        ("passport", "passeport"),
        ("biblioteque", "bibliothèque"),
        ("hallle", "halle"),
        ("halel", "halle"),
    ],
)
def test_a_slip_finds_the_word_that_was_meant(typed: str, meant: str) -> None:
    assert nearest(typed, TOWN) == meant


@pytest.mark.parametrize("typed", ["zzzz", "2025", "hal", "xylophone", ""])
def test_nothing_is_proposed_for_what_is_no_slip(typed: str) -> None:
    assert nearest(typed, TOWN) is None


def test_of_two_equals_the_commoner_word_is_proposed() -> None:
    assert nearest("calle", TOWN) == "halle"


def test_two_letters_exchanged_are_one_slip() -> None:
    assert distance("marhce", "marche", 2) == 1
    assert distance("abcdef", "uvwxyz", 2) == 3
    assert distance("", "ab", 2) == 2
