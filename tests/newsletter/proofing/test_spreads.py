"""An editor reads the plan of a number: what each page carries, and what it faces."""

from dataclasses import replace

from newsletter.bulletin.edition import Feature
from newsletter.press.flatplan import plan
from newsletter.proofing.spreads import Folio, folios, folios_of_contents, pages_of, spreads
from tests.newsletter.editions import december


def plan_of_december() -> tuple[Folio, ...]:
    edition = december()
    return folios(edition, plan(edition))


def test_every_page_says_what_it_carries() -> None:
    pages = plan_of_december()
    assert [page.number for page in pages] == list(range(1, 13))
    assert pages[0].label == "Couverture"
    assert pages[1].label == "Éditorial, En bref"
    assert pages[-1].label == "Être prévenu"
    assert all(page.label for page in pages)


def test_a_section_of_two_pages_is_on_both() -> None:
    assert pages_of("dossier", plan_of_december()) == (4, 5)


def test_the_cover_stands_alone_and_the_back_too() -> None:
    turned = spreads(plan_of_december())
    assert [spread.name for spread in turned][:2] == ["Couverture", "Pages 2 et 3"]
    assert turned[0].left is None and turned[-1].right is None
    assert turned[-1].name == "Dos, page 12"
    assert all(spread.left.is_left and not spread.right.is_left for spread in turned if spread.left and spread.right)
    assert [folio.number for spread in turned for folio in spread.folios] == list(range(1, 13))


def test_a_poster_title_over_two_pages_is_said() -> None:
    assert [page.number for page in plan_of_december() if page.opens] == [4, 5]


def test_pages_that_only_fill_the_last_sheet_belong_to_no_section() -> None:
    edition = december()
    shorter = replace(edition, sections=tuple(part for part in edition.sections if not isinstance(part, Feature)))
    pages = folios(shorter, plan(shorter))
    added = [page for page in pages if page.added]
    assert len(added) == 2
    assert [page.label for page in added] == ["Le mois à garder", "Gravure à épingler"]
    assert not any(page.parts for page in added)
    assert not pages[-1].added and pages[-1].label == "Être prévenu"


def test_a_number_without_a_section_still_has_its_cover() -> None:
    edition = replace(december(), sections=(), colophon=())
    pages = folios(edition, plan(edition, complete=False))
    assert [page.label for page in pages] == ["Couverture"]
    assert [spread.name for spread in spreads(pages)] == ["Couverture"]
    assert spreads(()) == ()


def test_a_frozen_number_names_its_pages_after_its_contents_list() -> None:
    contents = [{"title": "Éditorial", "page": 2}, {"title": "En bref", "page": 2}, {"title": "Dos", "page": 4}]
    pages = folios_of_contents(contents, 4)
    assert [page.label for page in pages] == ["Couverture", "Éditorial, En bref", "", "Dos"]
    assert folios_of_contents([{"title": "Sans papier", "page": 0}], 0) == ()
