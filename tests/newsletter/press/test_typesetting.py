"""The line breaker: what it promises in Python is what the press draws."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsletter.bulletin.prose import Heading, Paragraph, Prose, Run, paragraphs, words
from newsletter.press.typesetting import (
    Face,
    Piece,
    Style,
    balance,
    count_lines,
    fill,
    fit,
    height,
    measure,
    pour,
    set_prose,
    signs,
)
from tests.newsletter.editions import editorial, feature

LONG = (
    "Pendant quatorze mois, le marché s’est tenu sur le Foirail, en plein vent. Pas un commerçant n’a renoncé. Pas un client non plus, "
    "ou presque. Merci à eux, avant tout discours."
)


def test_a_title_fitted_to_a_width_fills_it() -> None:
    assert measure("Décembre", fit("Décembre", 182), Face.POSTER) == pytest.approx(182)


def test_kerning_counts_in_the_poster_face() -> None:
    assert measure("Av", 100, Face.POSTER) < measure("A", 100, Face.POSTER) + measure("v", 100, Face.POSTER)


def test_a_narrower_column_never_takes_fewer_lines() -> None:
    counts = [count_lines(LONG, width, 11.2) for width in (140, 100, 70, 50, 30)]
    assert counts == sorted(counts)


def test_words_that_must_stay_together_are_never_parted() -> None:
    assert count_lines("le 5\u00a0décembre, 18\u00a0h\u00a030", 27, 11.2) == 2


def test_a_heading_is_never_left_alone_at_the_foot_of_a_column() -> None:
    prose: Prose = (*paragraphs(LONG), Heading("De plain-pied"), *paragraphs(LONG))
    pieces = set_prose(prose)
    for room in range(1, height(pieces)):
        taken, rest = fill(pieces, room)
        assert not rest or len(taken) == 1 or not isinstance(taken[-1].block, Heading)


def test_a_paragraph_is_cut_with_two_lines_on_both_sides_and_no_word_is_lost() -> None:
    pieces = set_prose(paragraphs(LONG))
    taken, rest = fill(pieces, pieces[0].lines - 1)
    assert taken[0].lines >= 2
    assert rest[0].lines >= 2
    assert f"{said(taken)} {said(rest)}" == LONG


@given(
    st.lists(st.text(alphabet="abé e’-.\u00a0", min_size=1, max_size=300).filter(str.strip), min_size=1, max_size=6),
    st.integers(1, 3),
)
def test_columns_keep_every_word_in_its_order(texts: list[str], count: int) -> None:
    prose = tuple(Paragraph((Run(" ".join(text.split()) or "a"),)) for text in texts)
    columns = balance(set_prose(prose), count)
    poured = [piece for column in columns for piece in column]
    assert re.sub(r"\s", "", said(poured)) == re.sub(r"\s", "", words(prose))


def test_columns_are_as_level_as_the_blocks_allow() -> None:
    columns = balance(set_prose(editorial().body))
    assert abs(height(columns[0]) - height(columns[1])) <= 2


def test_what_does_not_fit_is_left_for_the_next_page() -> None:
    pieces = set_prose(feature().body)
    columns, left = pour(pieces, [10, 10])
    assert all(height(column) <= 10 for column in columns)
    assert said([*columns[0], *columns[1], *left]).split() == words(feature().body).split()


def test_larger_type_takes_more_lines() -> None:
    body = editorial().body
    assert height(set_prose(body, Style(size=13.4))) > height(set_prose(body, Style(size=11.2)))


def test_signs_are_counted_spaces_included() -> None:
    assert signs(paragraphs("Un mot.\n\nDeux.")) == len("Un mot.Deux.")


def said(pieces: list[Piece]) -> str:
    return " ".join(words((piece.block,)) for piece in pieces)
