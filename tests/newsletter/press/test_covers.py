"""Covers of towns whose bulletin is called otherwise: every word is on the sheet, none overflows it."""

from dataclasses import replace

import pytest

from newsletter.bulletin.edition import Cover, Ground
from newsletter.press.covers import LEFT, WIDTH, CoverLayout, lay_out
from newsletter.press.typesetting import POINT, Face, measure
from tests.newsletter.editions import engraving

HALL = Cover(Ground.COLOURED, engraving("halle", "la halle"))
FLOOD = Cover(Ground.WHITE, engraving("crue", "la crue"))

NAMES = [
    "Avis à la population",
    "Le Fil",
    "L’Écho du canton",
    "Saint-Aubin infos",
    "Bulletin municipal de Chantemerle-les-Fontaines",
    "Vivre",
]


@pytest.mark.parametrize("cover", [HALL, FLOOD])
@pytest.mark.parametrize("name", NAMES)
def test_every_word_of_the_masthead_holds_on_the_sheet(name: str, cover: Cover) -> None:
    layout = lay_out(name, cover)
    assert " ".join(word.text for word in layout.words).split() == name.split()
    for word in layout.words:
        assert measure(word.text, word.size / POINT, Face.POSTER) <= WIDTH + 2
        assert word.baseline < 246


def test_the_last_word_is_painted_on_the_roof_of_the_hall() -> None:
    layout = lay_out("Avis à la population", HALL)
    assert layout.whole_sheet
    assert [(word.text, word.reversed_out) for word in layout.words][-1] == ("population", True)
    assert len(layout.rules) == 2


def test_a_masthead_without_little_words_takes_the_ordinary_cover() -> None:
    assert not lay_out("Vivre", HALL).whole_sheet


def test_the_picture_begins_under_the_words() -> None:
    layout: CoverLayout = lay_out("Avis à la population", FLOOD)
    assert layout.picture_top >= layout.words[-1].baseline
    assert layout.picture_height > 60


def test_a_dark_cover_leaves_its_words_off_the_picture() -> None:
    light, dark = (
        lay_out("Avis à la population", FLOOD),
        lay_out("Avis à la population", replace(FLOOD, ground=Ground.DARK)),
    )
    assert dark.picture_top > light.picture_top
    assert min(word.x for word in dark.words) < LEFT
