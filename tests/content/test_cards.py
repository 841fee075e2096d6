"""The image of a page that is shared: readable, in the town's inks, whatever the title."""

from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from content import cards
from content.cards import Card

CARD = Card(
    title="La halle rouvre,|le marché retrouve|son toit",
    day="samedi\n5 décembre",
    signatory="Mairie",
    coloured=False,
    level=0,
    town="Valombreuse-sur-Lise",
    host="valombreuse-sur-lise.example",
    colours=("#0e4a3a", "#f3a49b"),
)


def drawn(card: Card) -> Image.Image:
    return Image.open(BytesIO(cards.png(card))).convert("RGB")


def test_a_card_has_the_size_that_messengers_ask_and_stays_light() -> None:
    assert drawn(CARD).size == (1200, 630)
    assert len(cards.png(CARD)) < 60_000


@pytest.mark.parametrize(
    ("card", "ground"),
    [
        (CARD, (255, 255, 255)),
        (replace(CARD, coloured=True), (255, 226, 222)),
        (replace(CARD, level=2), (255, 177, 74)),
        (replace(CARD, level=3, coloured=True), (168, 15, 28)),
    ],
)
def test_the_paper_says_where_it_comes_from(card: Card, ground: tuple[int, int, int]) -> None:
    picture = drawn(card)
    assert picture.getpixel((320, 300)) == ground
    assert picture.getpixel((600, 620)) == (14, 74, 58)


def test_editors_break_the_lines_where_the_sense_is() -> None:
    size, lines = cards.composed(CARD.title)
    assert lines == ["La halle rouvre,", "le marché retrouve", "son toit"] and 120 <= size <= 140


def test_a_colon_ends_a_line_when_that_costs_nothing() -> None:
    assert cards.composed("Crue de la Lise\u00a0: vigilance orange")[1][0] == "Crue de la Lise\u00a0:"


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=300))
def test_any_title_stays_inside(text: str) -> None:
    size, lines = cards.composed(text)
    assert len(lines) * size * cards.LEADING <= cards.ROOM
    assert all(cards.face(cards.POSTER, size).getlength(line) <= cards.TITLE_WIDTH for line in lines)


def test_what_is_shared_is_also_said_in_words() -> None:
    assert CARD.alternative == "La halle rouvre, le marché retrouve son toit. Samedi 5 décembre, Mairie."
    assert replace(CARD, day="", signatory="").alternative == "La halle rouvre, le marché retrouve son toit."


def test_the_address_changes_with_what_is_seen() -> None:
    seen = {
        replace(CARD, **change).fingerprint
        for change in ({}, {"title": "x"}, {"level": 1}, {"colours": ("#000000", "#ffffff")})
    }
    assert len(seen) == 4 and CARD.fingerprint == replace(CARD).fingerprint
