"""The council is drawn seat by seat, and said in a sentence."""

import pytest

from home.seats import benches, hemicycle, sentence

COUNCIL = [("Valombreuse en commun", 13), ("Une autre rive", 4), ("Lise et hameaux", 2)]


def test_the_sentence_says_what_the_drawing_shows() -> None:
    said = sentence(benches(COUNCIL))
    assert said == "19 sièges : 13 pour Valombreuse en commun, 4 pour Une autre rive et 2 pour Lise et hameaux."
    assert sentence(benches([])) == ""
    assert sentence(benches([("Ensemble", 7)])) == "7 sièges : 7 pour Ensemble."


@pytest.mark.parametrize("total", [1, 2, 7, 11, 15, 19, 23, 27, 29, 33, 35, 39, 43, 45])
def test_every_council_that_the_law_knows_has_a_square_for_each_seat(total: int) -> None:
    seats = hemicycle(benches([("Une liste", total)]))
    assert len(seats) == total
    assert all(0 <= seat.x <= 228 and 0 <= seat.y <= 134 for seat in seats)
    gaps = [((a.x - b.x) ** 2 + (a.y - b.y) ** 2) ** 0.5 for n, a in enumerate(seats) for b in seats[:n]]
    assert all(gap > 16 for gap in gaps)


def test_each_group_has_its_pattern_and_keeps_together() -> None:
    marks = [seat.mark for seat in hemicycle(benches(COUNCIL))]
    assert marks == ["full"] * 13 + ["hollow"] * 4 + ["dotted"] * 2


def test_a_drawing_is_the_same_whatever_the_language_of_numbers() -> None:
    assert all("," not in seat.place + seat.turn for seat in hemicycle(benches(COUNCIL)))


def test_a_council_too_large_for_the_drawing_is_only_said() -> None:
    large = benches([("Une liste", 60), ("Une autre", 9)])
    assert hemicycle(large) == []
    assert sentence(large).startswith("69 sièges")
