"""Odile moves a section: the plan tells her, in words, what that does to the pages."""

from dataclasses import replace

from newsletter.bulletin.edition import AnySection, Edition, Feature
from newsletter.press.flatplan import plan
from newsletter.proofing.places import Places, consequences, filling, said
from tests.newsletter.editions import december


def places(edition: Edition) -> Places:
    """Each block known by the anchor of its section."""
    return Places.of(edition, plan(edition), {section.anchor: section.anchor for section in edition.sections})


def moved(anchor: str, to: int) -> Edition:
    edition = december()
    sections: list[AnySection] = [section for section in edition.sections if section.anchor != anchor]
    sections.insert(to, next(section for section in edition.sections if section.anchor == anchor))
    return replace(edition, sections=tuple(sections))


def test_a_section_says_the_pages_it_leaves_and_those_it_takes() -> None:
    told = consequences("dossier", places(december()), places(moved("dossier", 5)))
    assert told[0] == "Dossier : pages 6 et 7, au lieu des pages 4 et 5."


def test_a_long_piece_that_opened_on_two_pages_still_does() -> None:
    told = consequences("dossier", places(december()), places(moved("dossier", 5)))
    assert "Dossier : s’ouvre toujours sur une double page." in told


def test_a_long_piece_pushed_to_the_right_says_that_it_is_cut() -> None:
    told = consequences("images", places(december()), places(moved("images", 4)))
    assert "Dossier : ne s’ouvre plus sur une double page, car la page 3 est à droite." in told
    back = consequences("images", places(moved("images", 4)), places(december()))
    assert "Dossier : s’ouvre maintenant sur une double page." in back


def test_pages_that_come_or_go_are_counted() -> None:
    shorter = replace(december(), sections=tuple(one for one in december().sections if not isinstance(one, Feature)))
    told = consequences("agenda", places(december()), places(replace(shorter, sections=shorter.sections[:2])))
    assert "Le numéro passe de 12 à 4 pages." in told


def test_a_block_that_prints_nothing_moves_without_a_page() -> None:
    assert consequences("rien", places(december()), places(december())) == [
        "Cette rubrique change de place. Elle n’a encore rien à imprimer."
    ]


def test_full_sheets_are_said_full() -> None:
    assert filling(places(december())) == "Trois feuilles à plier, sans page de complément."


def test_pages_added_to_fold_are_named_and_missing_ones_counted() -> None:
    edition = december()
    shorter = replace(edition, sections=tuple(one for one in edition.sections if not isinstance(one, Feature)))
    assert filling(places(shorter)) == (
        "Trois feuilles à plier. Pour remplir la dernière, le bulletin ajoute : "
        "le mois à garder page 10, gravure à épingler page 11."
    )
    missing = Places.of(shorter, plan(shorter, complete=False), {})
    assert filling(missing) == "Il manque deux pages pour plier des feuilles entières."


def test_pages_are_said_as_one_says_them() -> None:
    assert [said(numbers) for numbers in ((), (4,), (4, 5), (4, 5, 6))] == [
        "sans page",
        "page 4",
        "pages 4 et 5",
        "pages 4 à 6",
    ]
