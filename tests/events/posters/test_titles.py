"""A title set from margin to margin."""

import pytest

from events.posters.faces import ink
from events.posters.titles import set_title

WIDTH, HEIGHT = 186.0, 104.0


def cut(title: str) -> list[str]:
    return [line.text for line in set_title(title, WIDTH, HEIGHT).lines]


def test_a_short_title_makes_two_lines_each_as_wide_as_the_sheet() -> None:
    found = set_title("La foire aux arbres", WIDTH, HEIGHT)
    assert [line.text for line in found.lines] == ["La foire", "aux arbres"]
    for line in found.lines:
        assert ink(line.text).width * line.size == pytest.approx(WIDTH, abs=0.2)
    assert found.height <= HEIGHT


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("Réunion publique : le plan de circulation", ["Réunion publique :", "le plan de circulation"]),
        ("Foire aux arbres de la Sainte-Catherine", ["Foire aux arbres", "de la Sainte-Catherine"]),
        ("Vide-grenier|de printemps", ["Vide-grenier", "de printemps"]),
    ],
)
def test_a_line_ends_where_one_would_breathe(title: str, lines: list[str]) -> None:
    assert cut(title.replace(" :", "\xa0:")) == [line.replace(" :", "\xa0:") for line in lines]


@pytest.mark.parametrize("title", ["", " ", "|", "Loto", "W" * 200, "a " * 120, "🥁", "Été | ", "Bal " * 13])
def test_whatever_is_typed_holds_on_the_sheet(title: str) -> None:
    found = set_title(title, WIDTH, HEIGHT)
    assert found.height <= HEIGHT + 0.1
    assert all(ink(line.text).width * line.size <= WIDTH + 0.2 for line in found.lines)


def test_lines_never_touch() -> None:
    first, second = set_title("La foire aux arbres", WIDTH, HEIGHT).lines
    foot_of_first = ink(first.text).high * first.size - ink(first.text).low * first.size
    head_of_second = first.above + first.size + second.above + 0.83 * second.size - ink(second.text).high * second.size
    assert head_of_second - foot_of_first > 4
