"""Names are found at the letter where people look for them."""

import pytest

from home.directory import Entry, alphabet, sort_key


@pytest.mark.parametrize(
    ("name", "letter", "filed"),
    [
        ("Les Voix du Lavoir", "V", "Voix du Lavoir, Les"),
        ("Le lavoir", "L", "Lavoir, Le"),
        ("L’Épi", "E", "Épi, L’"),
        ("Harmonie de la Lise", "H", "Harmonie de la Lise"),
        ("Œuvre des jardins", "O", "Œuvre des jardins"),
        ("1, 2, 3 soleil", "0-9", "1, 2, 3 soleil"),
        ("Lesage", "L", "Lesage"),
    ],
)
def test_a_name_is_filed_without_its_article_nor_its_accents(name: str, letter: str, filed: str) -> None:
    (found,) = [each for each in alphabet([Entry(name)]) if each.entries]
    assert found.name == letter
    assert found.entries[0].filed_as == filed


def test_the_twenty_six_letters_are_there_and_those_with_nothing_are_empty() -> None:
    letters = alphabet([Entry("Union sportive"), Entry("Les Beaux Jours")])
    assert "".join(letter.name for letter in letters) == "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    assert [letter.name for letter in letters if letter.entries] == ["B", "U"]


def test_a_letter_is_in_order() -> None:
    names = ["Étoile", "Écho", "Les Élans"]
    (found,) = [each for each in alphabet(map(Entry, names)) if each.entries]
    assert [entry.name for entry in found.entries] == sorted(names, key=sort_key) == ["Écho", "Les Élans", "Étoile"]
