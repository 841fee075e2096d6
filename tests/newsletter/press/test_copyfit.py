"""« Remplir deux pages »: the press finds the size that does it, never one too small to read, and counts the lines otherwise."""

from dataclasses import replace
from typing import Any

import pytest

from newsletter.bulletin.edition import AnySection, Feature
from newsletter.bulletin.prose import Paragraph, Prose, Run
from newsletter.press.copyfit import LARGEST, SMALLEST, Scale
from newsletter.press.fitting import Fit, fits
from newsletter.press.flatplan import FlatPlan, plan
from newsletter.press.leaves import EditorialLeaf, GroupsLeaf
from newsletter.press.typesetting import POINT, Style
from tests.newsletter import editions
from tests.newsletter.editions import with_sections


def lines(count: int) -> Prose:
    """That many paragraphs of one line each, whatever the size."""
    return tuple(Paragraph((Run(f"Ligne {number}."),)) for number in range(count))


def free_page(count: int, pages: int) -> Feature:
    return replace(
        editions.feature(),
        poster=False,
        picture=None,
        figures=(),
        milestones=(),
        interview=None,
        body=lines(count),
        pages=pages,
    )


def flat(section: AnySection) -> FlatPlan:
    return plan(replace(with_sections(section), colophon=()), complete=False)


def fit_of(section: AnySection) -> Fit:
    return fits(flat(section))[0]


def sizes(section: AnySection) -> list[float]:
    leaves: list[Any] = list(flat(section).leaves[1:])
    return [leaf.style.size for leaf in leaves]


SECTIONS: list[tuple[str, AnySection, int]] = [
    ("an editorial", replace(editions.editorial(), body=editions.editorial().body * 5), 2),
    ("a long piece", replace(editions.feature(), body=editions.feature().body * 2), 3),
    ("a free page", free_page(150, 0), 2),
    ("a portrait", replace(editions.portrait(), body=editions.portrait().body * 4), 2),
    ("the council", replace(editions.council(), decisions=editions.council().decisions[:4] * 3), 2),
    ("the news", editions.news(), 1),
    ("the groups", editions.groups(), 1),
]


@pytest.mark.parametrize(("name", "section", "pages"), SECTIONS, ids=[name for name, _section, _pages in SECTIONS])
def test_a_section_fills_the_pages_it_was_asked_to(name: str, section: AnySection, pages: int) -> None:
    asked = replace(section, pages=pages)
    fit = fit_of(asked)
    assert (fit.pages, fit.over, fit.under, fit.is_right) == (pages, 0, 0, True), name
    assert all(SMALLEST <= size <= LARGEST for size in sizes(asked))


def test_a_size_that_already_fills_its_pages_is_not_touched() -> None:
    portrait = editions.portrait()
    assert sizes(replace(portrait, body=portrait.body + lines(4), pages=1)) == [10.8]


def test_a_text_a_little_too_long_is_set_smaller_and_one_too_short_larger() -> None:
    room = 40 + fit_of(free_page(40, 0)).under
    longer, usual, shorter = (sizes(free_page(count, 1))[0] for count in (room + 3, room, room - 12))
    assert longer < usual == 11.2 < shorter


def test_when_no_legible_size_holds_the_lines_over_are_counted_exactly() -> None:
    fit = fit_of(free_page(120, 1))
    assert fit.over
    assert fit.words == f"deux pages au lieu d’une, {fit.over} lignes de trop"
    assert fit_of(free_page(120 - fit.over, 1)).is_right
    assert fit_of(free_page(121 - fit.over, 1)).over == 1


def test_when_no_size_is_large_enough_the_lines_missing_are_counted_exactly() -> None:
    fit = fit_of(free_page(40, 1))
    assert fit.words == f"une page, il manque {fit.under} lignes"
    assert fit_of(free_page(40 + fit.under, 1)).is_right
    crowded = fit_of(free_page(40 + fit.under, 0))
    assert crowded.pages == 1


def test_a_section_nobody_asked_anything_of_says_what_room_is_left() -> None:
    fit = fit_of(free_page(40, 0))
    assert fit.wanted == 0
    assert fit.is_right
    assert fit.words == f"une page, {fit.under} lignes libres"
    assert fit_of(free_page(40 + fit.under, 0)).pages == 1
    assert fit_of(free_page(41 + fit.under, 0)).pages == 2


def test_what_can_never_hold_is_said_so() -> None:
    section = replace(editions.feature(), pages=1)
    assert fit_of(section).words.endswith("ne peut pas tenir")


def test_all_the_groups_are_set_in_one_type_whatever_is_asked() -> None:
    said = editions.groups()
    uneven = replace(said, voices=(replace(said.voices[0], body=said.voices[0].body * 2), *said.voices[1:]))
    for pages in (1, 2):
        leaves = [leaf for leaf in flat(replace(uneven, pages=pages)).leaves if isinstance(leaf, GroupsLeaf)]
        assert len({leaf.style for leaf in leaves}) == 1
        assert len({leaf.width for leaf in leaves}) == 1


def test_an_editorial_that_must_hold_on_its_page_keeps_the_briefs_under_it() -> None:
    longer = replace(editions.editorial(), body=editions.editorial().body + editions.editorial().body[:1], pages=1)
    leaf = plan(with_sections(longer, editions.briefs())).leaves[1]
    assert isinstance(leaf, EditorialLeaf)
    assert leaf.briefs is not None
    assert leaf.style.size >= SMALLEST


def test_leading_follows_size_so_that_lines_stay_level() -> None:
    styles = Scale(Style()).styles()
    assert [style.size for style in (styles[0], styles[-1])] == [SMALLEST, LARGEST]
    assert all(1.3 <= style.line / (style.size * POINT) <= 1.45 for style in styles)
    assert [style.line for style in styles] == sorted(style.line for style in styles)


def test_every_section_that_begins_a_page_has_its_fit_in_their_order() -> None:
    found = fits(plan(editions.december()))
    assert [fit.anchor for fit in found] == [
        "editorial", "images", "dossier", "conseil", "travaux", "agenda", "association", "pratique", "expression", "etre-prevenu",
    ]  # fmt: skip
    assert [fit.pages for fit in found] == [1, 1, 2, 1, 1, 1, 1, 1, 1, 1]
    assert not any(fit.over for fit in found)


def test_works_of_many_lines_go_on_to_the_next_page() -> None:
    many = replace(editions.works(), sites=editions.works().sites * 5)
    leaves: list[Any] = list(flat(many).leaves[1:])
    assert len(leaves) > 1
    assert sum(len(leaf.sites) for leaf in leaves) == len(many.sites)
    assert fit_of(many).over == 0
