"""An issue is a value: equal contents, equal fingerprint; one comma changed, another fingerprint."""

from dataclasses import FrozenInstanceError, replace

import pytest

from newsletter.bulletin.edition import PLACEHOLDERS, Votes, pictures_in
from newsletter.bulletin.wording import counted, shortened_address, vote_words, written_address
from tests.newsletter.editions import december


def test_the_same_issue_has_the_same_fingerprint_and_a_comma_changes_it() -> None:
    assert december().fingerprint() == december().fingerprint()
    assert replace(december(), detail="Soupe à 11 h 31, inauguration à midi").fingerprint() != december().fingerprint()


def test_nobody_changes_an_issue_once_composed() -> None:
    with pytest.raises(FrozenInstanceError):
        december().number = 48  # type: ignore[misc]


def test_it_is_called_the_same_in_running_heads_subjects_and_feeds() -> None:
    assert december().reference == "Avis à la population n°\u00a047, décembre 2026"


def test_every_picture_is_found_wherever_it_stands() -> None:
    names = [picture.asset or picture.engraving for picture in pictures_in(december())]
    assert names[0] == "halle"
    assert {"photos/repas.jpg", "photos/rue.jpg", "choir", "night"} <= set(names)


def test_the_personal_links_are_two_and_look_like_nothing_an_editor_would_type() -> None:
    assert PLACEHOLDERS == ("{{lien-arret}}", "{{lien-choix}}")


@pytest.mark.parametrize(
    ("votes", "words"),
    [
        (Votes(15, seats=19), "Unanimité"),
        (Votes(13, 0, 2, 19), "13 pour, 2 abstentions"),
        (Votes(11, 4, 0, 19), "11 pour, 4 contre"),
        (Votes(14, 0, 1, 19), "14 pour, 1 abstention"),
        (Votes(0), ""),
    ],
)
def test_a_vote_is_said_in_words(votes: Votes, words: str) -> None:
    assert vote_words(votes) == words


def test_who_is_neither_for_nor_against_nor_abstaining_was_absent() -> None:
    assert Votes(11, 4, 0, 19).absent == 4
    assert Votes(25, 0, 0, 19).absent == 0


def test_an_address_is_printed_as_one_reads_it_aloud() -> None:
    assert written_address("https://valombreuse-sur-lise.example/agenda/") == "valombreuse-sur-lise.example/agenda"
    assert (
        shortened_address("https://valombreuse-sur-lise.example/agenda/", "valombreuse-sur-lise.example") == "…/agenda"
    )
    assert shortened_address("https://ailleurs.example/a", "valombreuse-sur-lise.example") == "ailleurs.example/a"


def test_small_numbers_are_written_in_letters() -> None:
    assert [counted(1), counted(1, feminine=True), counted(19), counted(40)] == ["un", "une", "dix-neuf", "40"]
