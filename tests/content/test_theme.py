"""A town picks two colours, and every page stays readable."""

import random
from collections.abc import Iterator
from dataclasses import asdict, fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.colour import contrast, to_oklch
from content.theme import Tokens, fingerprint, stylesheet, tokens, warnings

WHITE = "#ffffff"
FLOORS = {  # text or shape, ground, contrast at least
    ("ink", "white"): 12,
    ("ink", "paper"): 11,
    ("ink", "veil"): 12,
    ("link", "white"): 7,
    ("link", "paper"): 5.5,
    ("link", "veil"): 5.5,
    ("accent", "white"): 4.5,
    ("accent", "paper"): 4.5,
    ("accent", "veil"): 4.5,
    ("muted", "white"): 4.5,
    ("muted", "paper"): 4.5,
    ("muted", "veil"): 4.5,
    ("outline", "white"): 3,
    ("outline", "paper"): 3,
    ("outline", "veil"): 3,
    ("white", "ground"): 7.5,
    ("ground_accent", "ground"): 6,
    ("flat", "ground"): 3,
    ("on_flat", "flat"): 4.5,
    ("tooth_dark", "tooth_light"): 3,
    ("on_alert_1", "alert_1"): 7,
    ("on_alert_2", "alert_2"): 7,
    ("on_alert_3", "alert_3"): 7,
}
VALOMBREUSE = ("#0e4a3a", "#f3a49b")
colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def failures(town: Tokens) -> Iterator[str]:
    palette = asdict(town) | {"white": WHITE}
    for (shape, ground), floor in FLOORS.items():
        measured = contrast(palette[shape], palette[ground])
        if measured < floor:
            yield f"{shape} on {ground}: {measured:.2f} < {floor}"


@given(colours, colours)
def test_nobody_can_pick_a_pair_that_cannot_be_read(colour_1: str, colour_2: str) -> None:
    assert not list(failures(tokens(colour_1, colour_2)))


@pytest.mark.slow
def test_two_thousand_towns_can_be_read() -> None:
    dice = random.Random(2026)
    pairs = [tuple(f"#{dice.randrange(1 << 24):06x}" for _ in range(2)) for _ in range(2000)]
    wrong = {pair: found for pair in pairs if (found := list(failures(tokens(*pair))))}
    assert not wrong


@pytest.mark.parametrize("pair", [("#ffffff", "#ffffff"), ("#000000", "#000000"), ("#ffe600", "#ffd6e0")])
def test_the_worst_choices_still_give_a_readable_town(pair: tuple[str, str]) -> None:
    assert not list(failures(tokens(*pair)))


def test_valombreuse_has_the_colours_of_its_drawings() -> None:
    town = tokens(*VALOMBREUSE)
    assert (town.ground, town.flat) == VALOMBREUSE
    assert (town.ink, town.paper, town.veil, town.accent) == ("#071712", "#ffe2de", "#f1f6f4", "#9b544d")


def test_the_darker_colour_carries_the_ink_whatever_the_order() -> None:
    purple, yellow = "#4b2a7b", "#ffe600"
    assert tokens(yellow, purple) == tokens(purple, yellow)
    assert tokens(yellow, purple).ground == purple


def test_a_yellow_paper_stays_yellow_instead_of_turning_beige() -> None:
    yellow, pink = to_oklch(tokens("#4b2a7b", "#ffe600").paper), to_oklch(tokens(*VALOMBREUSE).paper)
    assert yellow.lightness > pink.lightness + 0.02
    assert yellow.chroma > pink.chroma + 0.02


def test_two_colours_alike_are_told_apart_on_the_page() -> None:
    town = tokens("#204030", "#214131")
    assert town.flat != "#214131"
    assert contrast(town.flat, town.ground) >= 3


def test_the_stylesheet_names_every_token_once_in_its_layer() -> None:
    css = stylesheet(tokens(*VALOMBREUSE))
    assert css.startswith("@layer tokens {")
    assert css.count("{") == css.count("}") == 2
    for field in fields(Tokens):
        assert css.count(f"    --{field.name.replace('_', '-')}: #") == 1


def test_the_address_of_the_stylesheet_changes_with_the_colours_only() -> None:
    assert fingerprint(tokens(*VALOMBREUSE)) == fingerprint(tokens(*reversed(VALOMBREUSE)))
    assert fingerprint(tokens(*VALOMBREUSE)) != fingerprint(tokens("#0e4a3a", "#f3a49a"))


@pytest.mark.parametrize("typed", ["", "rouge", "#12", "#0e4a3a;}"])
def test_a_colour_that_is_none_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="n’est pas une couleur"):
        tokens(typed, "#f3a49b")
    with pytest.raises(ValueError, match="n’est pas une couleur"):
        warnings("#f3a49b", typed)


@pytest.mark.parametrize("pair", [("#000091", "#e1000f"), ("#e1000f", "#000091"), ("#2040c0", "#d02020")])
def test_a_town_dressed_like_the_state_is_warned(pair: tuple[str, str]) -> None:
    assert any("marque de l’État" in sentence for sentence in warnings(*pair))


@pytest.mark.parametrize(
    ("pair", "words"),
    [
        (("#1c2b5a", "#f0a030"), "proche de l’orange"),
        (("#7a1f3d", "#8fb8c9"), "proche du rouge"),
        (("#e2571e", "#222222"), "proche de l’orange et du rouge"),
    ],
)
def test_a_town_dressed_like_an_alert_is_warned(pair: tuple[str, str], words: str) -> None:
    assert any(words in sentence for sentence in warnings(*pair))


def test_a_town_whose_colours_are_alike_is_told_that_one_will_be_lightened() -> None:
    assert any("sera éclaircie" in sentence for sentence in warnings("#204030", "#304030"))


@pytest.mark.parametrize("pair", [VALOMBREUSE, ("#1c2b5a", "#b8cf8f"), ("#4b2a7b", "#8fb8c9")])
def test_a_town_with_a_good_pair_hears_nothing(pair: tuple[str, str]) -> None:
    assert warnings(*pair) == []
