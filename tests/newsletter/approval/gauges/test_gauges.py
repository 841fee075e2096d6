"""What an editor is told before a number leaves."""

from dataclasses import replace

from newsletter.approval.gauges import Gauge, Level, blocking, gauges
from newsletter.bulletin.prose import from_html, paragraphs
from newsletter.press.flatplan import plan
from tests.newsletter import editions
from tests.newsletter.editions import december, with_sections


def told(edition: editions.Edition, weight: int = 60_000, *, complete: bool = True) -> dict[str, Gauge]:
    return {gauge.label: gauge for gauge in gauges(edition, plan(edition, complete=complete), weight)}


def test_a_finished_number_has_nothing_to_mend() -> None:
    found = told(december())
    assert {gauge.level for gauge in found.values()} == {Level.GOOD}
    assert found["Bulletin imprimé"].value == "12 pages"


def test_pages_missing_to_fold_whole_sheets_are_counted() -> None:
    gauge = told(with_sections(editions.editorial(), editions.council(), editions.works()), complete=False)[
        "Bulletin imprimé"
    ]
    assert gauge.level is Level.GOOD
    short = told(with_sections(editions.editorial(), editions.council()), complete=False)["Bulletin imprimé"]
    assert (short.level, short.advice) == (
        Level.WARNING,
        "Il manque une page pour plier des feuilles entières. Allongez une rubrique, ou ajoutez-en une.",
    )


def test_pages_added_to_fold_are_said() -> None:
    assert (
        "page de complément" in told(with_sections(editions.editorial(), editions.agenda()))["Bulletin imprimé"].advice
    )


def test_a_mail_too_heavy_blocks_and_a_heavy_one_warns() -> None:
    assert told(december(), 120_000)["Courriel"].level is Level.BLOCKING
    assert told(december(), 90_000)["Courriel"].level is Level.WARNING
    assert blocking(list(told(december(), 120_000).values()))


def test_a_picture_nobody_described_is_noticed() -> None:
    bare = replace(
        editions.gallery().snapshots[0], picture=replace(editions.gallery().snapshots[0].picture, alternative="")
    )
    found = told(with_sections(replace(editions.gallery(), snapshots=(bare,))))
    assert found["Images sans description"].value == "1"


def test_groups_of_unequal_length_are_noticed_and_so_is_silence() -> None:
    said = editions.groups()
    short = replace(said.voices[0], body=paragraphs("Trois mots seulement."))
    assert (
        told(with_sections(replace(said, voices=(short, *said.voices[1:]))))["Expression des groupes"].level
        is Level.WARNING
    )
    silent = replace(said.voices[0], body=(), received=False)
    advice = told(with_sections(replace(said, voices=(silent, *said.voices[1:]))))["Expression des groupes"].advice
    assert "Valombreuse ensemble" in advice


def test_a_link_that_says_nothing_is_named() -> None:
    vague = replace(
        editions.editorial(), body=from_html('<p>Le règlement est <a href="/r/">ici</a>.</p>', editions.SITE)
    )
    assert told(with_sections(vague))["Liens vagues"].value == "« ici »"


def test_signs_that_will_be_drawn_are_shown_and_are_nothing_to_mend() -> None:
    festive = replace(editions.editorial(), standfirst="Joyeux Noël 🎄")
    gauge = told(with_sections(festive))["Signes dessinés"]
    assert (gauge.value, gauge.level) == ("🎄", Level.GOOD)


def test_letters_that_paper_writes_otherwise_are_named() -> None:
    abroad = replace(editions.editorial(), standfirst="Мир, et Łódź 🎄")
    gauge = told(with_sections(abroad))["Signes remplacés à l’impression"]
    assert (gauge.value, gauge.level) == ("М и р", Level.WARNING)
