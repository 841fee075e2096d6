"""The groups' space: asked for by the law from a number of inhabitants, offered below."""

from dataclasses import replace
from datetime import date

import pytest

from newsletter.approval.gauges import Gauge, Level, groups
from newsletter.approval.gauges.values import GroupsRule, GroupState
from newsletter.bulletin.prose import paragraphs
from newsletter.press.flatplan import plan
from tests.newsletter import editions
from tests.newsletter.editions import with_sections

MAJORITY = GroupState("Ensemble", majority=True, received=True)
OTHERS = GroupState("Une autre voix", majority=False, received=True)
WITHOUT = with_sections(editions.editorial())
WITH = with_sections(editions.groups())


def rule(population: int | None, *states: GroupState) -> GroupsRule:
    return GroupsRule(population, 1000, date(2026, 11, 20), states or (MAJORITY, OTHERS))


def told(edition: editions.Edition, known: GroupsRule) -> list[Gauge]:
    return list(groups.rule(edition, known))


@pytest.mark.parametrize(("population", "levels"), [(999, []), (1000, [Level.BLOCKING]), (None, [Level.WARNING])])
def test_a_number_without_the_space_is_in_red_from_a_thousand_inhabitants(
    population: int | None, levels: list[Level]
) -> None:
    assert [gauge.level for gauge in told(WITHOUT, rule(population))] == levels


def test_a_council_of_one_list_owes_no_space() -> None:
    assert told(WITHOUT, rule(5000, MAJORITY)) == []


@pytest.mark.parametrize(("population", "level"), [(5000, Level.BLOCKING), (300, Level.WARNING)])
def test_a_group_from_whom_nothing_is_recorded_keeps_the_number(population: int, level: Level) -> None:
    (gauge,) = told(WITH, rule(population, MAJORITY, replace(OTHERS, received=False)))
    assert (gauge.value, gauge.level, gauge.desk) == ("en attente : Une autre voix", level, "groups")
    assert "La date limite est le 20\u00a0novembre." in gauge.advice


def test_a_recorded_silence_lets_the_number_go() -> None:
    (gauge,) = told(WITH, rule(5000, MAJORITY, replace(OTHERS, received=False, by_deadline=True)))
    assert (gauge.value, gauge.level) == ("rien reçu à la date limite : Une autre voix", Level.GOOD)


def test_a_group_left_out_of_the_section_is_in_red() -> None:
    (gauge,) = told(WITH, rule(5000, MAJORITY, replace(OTHERS, listed=False)))
    assert (gauge.value, gauge.level) == ("groupes oubliés : Une autre voix", Level.BLOCKING)


def test_words_altered_by_a_hand_in_the_database_are_in_red() -> None:
    (gauge,) = told(WITH, rule(300, MAJORITY, replace(OTHERS, intact=False)))
    assert (gauge.value, gauge.level) == ("empreinte différente : Une autre voix", Level.BLOCKING)


def test_room_is_measured_in_signs_and_in_printed_lines() -> None:
    edition = with_sections(editions.editorial(), editions.groups(), editions.back())
    (gauge,) = groups.equal_room(edition, plan(edition))
    assert " signes (" in gauge.value
    assert " lignes)" in gauge.value


def test_a_text_far_longer_than_the_others_is_noticed_even_beside_a_silence() -> None:
    said = editions.groups()
    voices = (
        replace(said.voices[0], body=paragraphs("Trois mots seulement.")),
        said.voices[1],
        replace(said.voices[1], name="Le tiers", body=(), received=False),
    )
    edition = with_sections(replace(said, voices=voices))
    (gauge,) = groups.equal_room(edition, plan(edition))
    assert gauge.advice.startswith("Les textes n’ont pas la même longueur")
