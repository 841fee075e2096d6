"""Colours as numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.colour import BLACK, WHITE, contrast, darken, from_oklch, hue_distance, lighten, parse, to_oklch

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("typed", "read"), [("#0e4a3a", "#0e4a3a"), (" 0E4A3A ", "#0e4a3a"), ("#fc0", "#ffcc00"), ("FC0", "#ffcc00")]
)
def test_a_colour_may_be_typed_in_any_usual_way(typed: str, read: str) -> None:
    assert parse(typed) == read


@pytest.mark.parametrize("typed", ["", "vert", "#12345", "#1234567", "rgb(1,2,3)", "#12 456", "#0e4a3g", "##123456"])
def test_what_is_not_a_colour_is_refused_in_french(typed: str) -> None:
    with pytest.raises(ValueError, match="n’est pas une couleur"):
        parse(typed)


def test_contrast_is_the_one_wcag_measures() -> None:
    assert contrast(WHITE, BLACK) == pytest.approx(21)
    assert contrast("#777777", WHITE) == pytest.approx(4.478, abs=0.001)  # the well-known grey that just fails


@given(colours, colours)
def test_contrast_does_not_depend_on_which_colour_is_the_text(one: str, other: str) -> None:
    assert contrast(one, other) == contrast(other, one) >= 1


@given(colours)
def test_a_colour_survives_the_journey_through_oklch(colour: str) -> None:
    channels = zip(*(bytes.fromhex(value[1:]) for value in (colour, from_oklch(*to_oklch(colour)))), strict=True)
    assert all(abs(one - other) <= 1 for one, other in channels)


@given(colours, st.floats(1, 4.5))
def test_pushing_a_colour_always_reaches_the_contrast_asked_for(colour: str, floor: float) -> None:
    assert contrast(darken(colour, against=WHITE, until=floor), WHITE) >= floor
    assert contrast(lighten(colour, against=BLACK, until=floor), BLACK) >= floor


@given(colours)
def test_a_colour_that_already_reads_well_is_left_alone(colour: str) -> None:
    assert darken(colour, against=WHITE, until=contrast(colour, WHITE)) == colour


def test_hues_are_compared_the_short_way_round() -> None:
    assert hue_distance(350, 10) == hue_distance(10, 350) == 20
    assert hue_distance(0, 180) == 180
