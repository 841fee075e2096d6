"""Subjects say the fact, in the words of a town hall."""

from dataclasses import replace

import pytest

from newsletter.digests import words
from newsletter.subscribers.choices import Choice, Rhythm, Stream
from tests.newsletter.digests.town import plain
from tests.newsletter.letters import CHOIR, CONCERT, HALL, MEETING


@pytest.mark.parametrize(
    ("cards", "number", "rhythm", "subject"),
    [
        ([HALL], 1, Rhythm.WEEKLY, "La halle rouvre samedi 5 décembre"),
        ([MEETING], 1, Rhythm.IMMEDIATE, "Réunion publique : plan de circulation, jeudi 26 novembre"),
        ([CONCERT], 1, Rhythm.DAILY, "Annulé : Concert de Sainte-Cécile, dimanche 22 novembre"),
        (
            [CONCERT, HALL],
            2,
            Rhythm.DAILY,
            "Annulé : Concert de Sainte-Cécile, dimanche 22 novembre, et une autre nouvelle",
        ),
        ([HALL, CHOIR], 2, Rhythm.IMMEDIATE, "Mont-Bois : 2 nouvelles"),
        ([HALL, CHOIR], 2, Rhythm.DAILY, "Mont-Bois : 2 nouvelles aujourd’hui"),
        ([CONCERT, CONCERT, HALL], 3, Rhythm.WEEKLY, "Mont-Bois : 3 nouvelles cette semaine"),
    ],
)
def test_the_subject_of_a_digest(cards: list, number: int, rhythm: Rhythm, subject: str) -> None:  # type: ignore[type-arg]
    assert plain(words.subject("Mont-Bois", cards, number, rhythm)) == subject


@pytest.mark.parametrize(
    ("title", "level", "subject"),
    [
        ("Rupture d’une conduite de gaz", 3, "Alerte rouge : Rupture d’une conduite de gaz"),
        ("Vent fort", 2, "Alerte orange : Vent fort"),
        ("Crue : vigilance orange", 2, "Alerte : Crue : vigilance orange"),
        ("Eau coupée mardi", 1, "Avis : Eau coupée mardi"),
    ],
)
def test_the_subject_of_an_alert_says_its_colour_once(title: str, level: int, subject: str) -> None:
    assert plain(words.alert(title, level)) == subject


def test_a_report_goes_on_after_its_colon_without_a_capital_but_spares_acronyms() -> None:
    assert plain(words.report("Crue", "18 h", "Le quai rouvre")) == "Crue, point de 18 h : le quai rouvre"
    assert plain(words.report("Grève", "18 h", "SNCF : trois trains")).endswith("SNCF : trois trains")


def test_the_first_sentence_counts_in_letters() -> None:
    moved = replace(MEETING, word="Déplacé", changed=True)
    assert words.lead([HALL]) == "Une actualité."
    assert words.lead([HALL, CHOIR, MEETING, CONCERT]) == "Deux actualités, un rendez-vous, une annulation."
    assert words.lead([MEETING] * 21 + [CONCERT] * 2 + [moved]) == "21 rendez-vous, deux annulations, un changement."


def test_a_subject_is_never_endless() -> None:
    long = replace(HALL, title="La halle " * 60)
    assert len(words.subject("Mont-Bois", [long], 1, Rhythm.DAILY)) <= words.SUBJECT


def test_choices_read_as_on_the_form() -> None:
    chosen = [Choice(Stream.AGENDA, Rhythm.WEEKLY), Choice(Stream.TOPIC, Rhythm.IMMEDIATE, "eau")]
    assert words.choices(chosen, {"eau": "Eau et déchets"}) == ("Agenda, le vendredi", "Eau et déchets, aussitôt")
