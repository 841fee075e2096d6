"""Engravings drawn faster are the same engravings, to the byte."""

import re
from collections import deque
from types import SimpleNamespace
from typing import Any

import pydyf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from content import pdf
from content.engravings import ENGRAVINGS, svg
from content.theme import tokens

if not pdf.available():
    pytest.skip(pdf.obstacle(), allow_module_level=True)

from PIL import ImageFile
from weasyprint.svg.path import path as ordinary
from weasyprint.svg.utils import size

from content.pdf import outlines

ImageFile.LOAD_TRUNCATED_IMAGES = False  # which the engine turns on for its whole process, here that of the other tests

EM = 16.0
THEME = tokens("#0e4a3a", "#f3a49b")


class Node(dict[str, str]):
    """What the engine knows of a path."""

    def __init__(self, d: str) -> None:
        super().__init__(d=d)
        self.vertices: deque[Any] = deque()


def drawn_by_the_engine(d: str) -> tuple[bytes, ...]:
    canvas = SimpleNamespace(stream=pydyf.Stream(), point=lambda x, y, em: (size(x, em, 1), size(y, em, 1)))
    ordinary(canvas, Node(d), EM)
    return tuple(canvas.stream.stream)


def paths() -> list[str]:
    return [d for engraving in ENGRAVINGS[:8] for d in re.findall(r' d="([^"]*)"', svg(engraving.name, THEME))[:60]]


def test_the_town_s_engravings_are_drawn_the_same() -> None:
    read = [(d, operators) for d in paths() if (operators := outlines.outline(d)) is not None]
    assert len(read) > 100
    assert [d for d, operators in read if operators != drawn_by_the_engine(d)] == []


NUMBER = st.integers(-400, 400).map(lambda tenths: f"{tenths / 10:g}")


def commands() -> st.SearchStrategy[str]:
    def command(letter: str, count: int) -> st.SearchStrategy[str]:
        return st.lists(NUMBER, min_size=count, max_size=count).map(lambda found: letter + " ".join(found))

    takes = {"M": 2, "m": 2, "L": 4, "l": 2, "h": 1, "V": 1, "c": 6, "C": 6, "q": 4, "Q": 8, "Z": 0, "z": 0}
    return st.one_of(*(command(letter, count) for letter, count in takes.items()))


@given(st.lists(commands(), max_size=12), NUMBER, NUMBER)
def test_any_outline_is_drawn_the_same(rest: list[str], x: str, y: str) -> None:
    d = f"M{x} {y}" + "".join(rest)
    assert outlines.outline(d) == drawn_by_the_engine(d)


@pytest.mark.parametrize("d", ["", "M1", "M1 2L3", "M1 2a3 3 0 0 1 4 4", "M1em 2", "L1 2", "M1 2e3", "M 5% 2"])
def test_what_it_does_not_know_is_left_to_the_engine(d: str) -> None:
    assert outlines.outline(d) is None
