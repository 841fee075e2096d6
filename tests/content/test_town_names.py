"""« Commune d’Aubrelle », « mairie du Mesnil »: French chooses the article, not the editor."""

import pytest

from content.town_names import forms


@pytest.mark.parametrize(
    ("name", "of", "at"),
    [
        ("Valombreuse-sur-Lise", "de Valombreuse-sur-Lise", "à Valombreuse-sur-Lise"),
        ("Aubrelle", "d’Aubrelle", "à Aubrelle"),
        ("Évian", "d’Évian", "à Évian"),
        ("Œuilly", "d’Œuilly", "à Œuilly"),
        ("Yvetot", "d’Yvetot", "à Yvetot"),
        ("Yerville", "de Yerville", "à Yerville"),
        ("Le Mesnil", "du Mesnil", "au Mesnil"),
        ("Les Andelys", "des Andelys", "aux Andelys"),
        ("La Grange-Haute", "de La Grange-Haute", "à La Grange-Haute"),
        ("L’Isle-sur-Lise", "de L’Isle-sur-Lise", "à L’Isle-sur-Lise"),
        ("L'Haÿ-les-Roses", "de L'Haÿ-les-Roses", "à L'Haÿ-les-Roses"),
        ("Lens", "de Lens", "à Lens"),
        ("Lesneven", "de Lesneven", "à Lesneven"),
        ("Hyères", "d’Hyères", "à Hyères"),
        ("", "de ", "à "),
    ],
)
def test_the_article_follows_the_name(name: str, of: str, at: str) -> None:
    assert (forms(name).of, forms(name).at) == (of, at)


def test_only_the_town_knows_its_aspirated_h() -> None:
    assert forms("Hautot", aspirated_h=True).of == "de Hautot"
    assert forms("Aubrelle", aspirated_h=True).of == "d’Aubrelle"
