"""What is drawn says the same as the words beside it."""

import xml.etree.ElementTree as ET

import pytest

from newsletter.bulletin.edition import Votes
from newsletter.press import ornaments

INK, LIGHT, GREY = "#0e4a3a", "#f3a49b", "#788781"


def test_a_vote_has_one_tooth_per_seat() -> None:
    drawn = ornaments.votes(Votes(11, 4, 2, 19), INK, LIGHT, GREY)
    assert drawn.count("<path") == 19
    assert drawn.count(f'<path fill="{INK}"') == 11
    assert drawn.count("stroke=") == 4
    assert drawn.count(f'<path fill="{LIGHT}"') == 2
    assert drawn.count(f'<path fill="{GREY}"') == 2


@pytest.mark.parametrize("done", range(6))
def test_progress_has_five_teeth_those_done_are_full(done: int) -> None:
    assert ornaments.steps(done, INK).count('<path d="') == 5
    assert ornaments.steps(done, INK).count("stroke=") == 5 - done


@pytest.mark.parametrize(
    "svg",
    [
        ornaments.teeth_up(INK),
        ornaments.teeth_down(INK, LIGHT),
        ornaments.double_rule(INK),
        ornaments.tiles(LIGHT),
        ornaments.marker(INK),
        ornaments.ruled_line(GREY),
        ornaments.word("pièce par pièce", "#ffffff"),
        ornaments.qr("https://valombreuse-sur-lise.example/agenda/", INK),
    ],
)
def test_every_drawing_is_a_sound_svg_document(svg: str) -> None:
    assert ET.fromstring(svg).tag == "{http://www.w3.org/2000/svg}svg"  # noqa: S314 - our own drawing


def test_the_same_drawing_is_made_every_time() -> None:
    assert ornaments.tiles(LIGHT) == ornaments.tiles(LIGHT)
