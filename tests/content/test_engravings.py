"""The town's linocuts, printed in its two inks."""

import gzip
from xml.etree import ElementTree

import pytest

from content.colour import contrast
from content.engraver.__main__ import BLOCKS
from content.engraver.scenes import SCENES
from content.engravings import BY_NAME, ENGRAVINGS, NAMES, Engraving, choices, fingerprint, inked, svg
from content.theme import tokens

SVG = "{http://www.w3.org/2000/svg}"
VALOMBREUSE = tokens("#0e4a3a", "#f3a49b")
every_engraving = pytest.mark.parametrize("engraving", ENGRAVINGS, ids=lambda engraving: engraving.name)


def colours_of(document: str) -> set[str]:
    drawing = ElementTree.fromstring(document)  # noqa: S314 - our own drawings
    return {value for path in drawing.iter() for key in ("fill", "stroke") if (value := path.get(key))} - {"none"}


@every_engraving
def test_a_town_sees_only_its_own_inks(engraving: Engraving) -> None:
    assert colours_of(svg(engraving.name, VALOMBREUSE)) == {"#0e4a3a", "#f3a49b", "#ffffff"}


@every_engraving
def test_a_block_is_flat_and_carries_nothing_else(engraving: Engraving) -> None:
    drawing = ElementTree.fromstring(inked(engraving.name, dark="#000", light="#f00"))  # noqa: S314
    assert {path.tag for path in drawing} == {f"{SVG}path"}
    allowed = {"fill", "d", "stroke", "stroke-width", "stroke-linejoin", "stroke-linecap"}
    assert {key for path in drawing for key in path.attrib} <= allowed
    assert drawing.get("viewBox") == f"0 0 {engraving.width} {engraving.height}"


@every_engraving
def test_a_block_says_what_it_shows_and_stays_light(engraving: Engraving) -> None:
    assert 20 <= len(engraving.alternative) <= 120
    assert len(svg(engraving.name, VALOMBREUSE)) < 90_000


def test_editors_choose_a_block_by_name() -> None:
    offered = dict(choices())
    assert all(offered.values()) and len(set(offered.values())) == len(offered) >= 24
    assert set(NAMES) == set(BY_NAME) == {*offered, "couverture"}


@pytest.mark.parametrize("name", SCENES)
def test_the_engraver_finds_her_own_block_as_she_left_it(name: str) -> None:
    """A scene changed without `python -m content.engraver` would leave the library behind."""
    assert SCENES[name]().svg() == (BLOCKS / f"{name}.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", SCENES)
def test_a_telephone_downloads_a_scene_in_fifteen_kilobytes(name: str) -> None:
    assert len(gzip.compress(svg(name, VALOMBREUSE).encode())) < 15_000


def test_a_town_with_two_colours_alike_still_sees_a_drawing() -> None:
    drawing = svg("halle", tokens("#204030", "#214131"))
    dark, light = sorted(colours_of(drawing) - {"#ffffff"})
    assert contrast(dark, light) >= 3


def test_a_bulletin_that_spares_ink_prints_in_greys() -> None:
    assert colours_of(inked("crue", dark="#a3aeaa", light="#fefefe")) == {"#a3aeaa", "#fefefe", "#ffffff"}


@pytest.mark.parametrize("name", ["", "chateau", "../theme", "bourg.svg", "BOURG"])
def test_a_block_nobody_cut_cannot_be_printed(name: str) -> None:
    with pytest.raises(KeyError):
        svg(name, VALOMBREUSE)


def test_the_address_of_an_engraving_changes_with_the_colours_only() -> None:
    assert fingerprint(VALOMBREUSE) == fingerprint(tokens("#f3a49b", "#0e4a3a"))
    assert fingerprint(VALOMBREUSE) != fingerprint(tokens("#0e4a3a", "#f3a49a"))
    assert len(fingerprint(VALOMBREUSE)) == 12
