"""Two titles that say the same are probably one event; two that merely look alike are not."""

import pytest

from events.proposals.clashes import alike


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Concert de Sainte-Cécile", "Concert de la Sainte Cécile"),
        ("Loto de l’école", "Grand loto de l’école des Tilleuls"),
        ("Vide-grenier", "Vide grenier"),
        ("Marche gourmande", "La marche gourmande"),
        ("Fête de la musique", "Musique : la fête"),
    ],
)
def test_titles_that_say_the_same(one: str, other: str) -> None:
    assert alike(one, other)
    assert alike(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Concert de Sainte-Cécile", "Concert de l’Avent"),
        ("Loto", "Belote"),
        ("Loto de l’école", "Loto des pompiers"),
        ("Conseil municipal", "Conseil d’école"),
        ("Les", "La"),
    ],
)
def test_titles_that_do_not(one: str, other: str) -> None:
    assert not alike(one, other)
