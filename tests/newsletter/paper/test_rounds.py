"""The order of the walk: street by street, house by house."""

import pytest

from newsletter.paper.rounds import BY_POST, NO_ROUND, Stop, house, in_rounds, round_of_street


def stop(street: str, name: str = "Mme Vernhade", round: str = "Le Bourg", copies: int = 1) -> Stop:
    return Stop(name, "", street, "46999 Valombreuse-sur-Lise", copies, round)


@pytest.mark.parametrize(
    ("street", "key"),
    [
        ("12 bis, rue des Halles", ("rue des halles", 12, "bis")),
        ("12bis rue des Halles", ("rue des halles", 12, "bis")),
        ("3 place de la Halle", ("place de la halle", 3, "")),
        ("4 b rue du Gué", ("rue du gue", 4, "b")),
        ("Le Moulin haut", ("le moulin haut", 0, "")),
        ("14 avenue du 8 Mai 1945", ("avenue du 8 mai 1945", 14, "")),
        ("", ("", 0, "")),
        ("7", ("", 7, "")),
    ],
)
def test_a_house_is_found_by_its_street_then_its_number(street: str, key: tuple[str, int, str]) -> None:
    assert house(street) == key


def test_whoever_carries_them_never_walks_a_street_twice() -> None:
    walked = ["10 rue du Gué", "2, rue du Gué", "2 bis rue du Gué", "1 place de la Halle", "Chemin du Clos"]
    (only,) = in_rounds(stop(street) for street in walked)
    assert [each.street for each in only.stops] == [
        "Chemin du Clos",
        "1 place de la Halle",
        "2, rue du Gué",
        "2 bis rue du Gué",
        "10 rue du Gué",
    ]


def test_rounds_come_by_name_and_the_post_last() -> None:
    names = [BY_POST, "Écluse", NO_ROUND, "Le Bourg", "La Gare"]
    assert [each.name for each in in_rounds(stop("1 rue A", round=name) for name in names)] == [
        "Écluse",
        "La Gare",
        "Le Bourg",
        NO_ROUND,
        BY_POST,
    ]


def test_a_round_counts_its_copies() -> None:
    (only,) = in_rounds([stop("1 rue A", copies=3), stop("2 rue A")])
    assert only.copies == 4


@pytest.mark.parametrize(
    ("street", "slug"), [("12, RUE DES HALLES", "bourg"), ("rue de l’Eglise", "bourg"), ("3 rue du Gué", ""), ("9", "")]
)
def test_a_street_says_its_round(street: str, slug: str) -> None:
    assert round_of_street(street, [("vide", ""), ("bourg", "rue des Halles\nrue de l’Église")]) == slug
