from dataclasses import replace
from datetime import date

from content.turns import Turn, fresh, from_json, to_json

TODAY = date(2026, 11, 20)
EIGHTH = Turn("mardi 8 décembre, 20 h", "Annulé", "La salle est inondée.", off=True, last_day=date(2026, 12, 8))


def test_what_became_of_a_date_is_one_sentence() -> None:
    assert EIGHTH.sentence == "Mardi 8 décembre, 20 h : annulé. La salle est inondée."
    assert replace(EIGHTH, name="", more="").sentence == "Annulé."


def test_what_was_told_already_is_not_told_again() -> None:
    assert fresh({}, {"8": EIGHTH}, TODAY) == [EIGHTH]
    assert fresh({"8": EIGHTH}, {"8": EIGHTH}, TODAY) == []


def test_another_reason_is_news() -> None:
    again = replace(EIGHTH, more="La salle est prise.")
    assert fresh({"8": EIGHTH}, {"8": again}, TODAY) == [again]


def test_a_date_back_as_announced_is_news_for_who_read_otherwise() -> None:
    [back] = fresh({"8": EIGHTH}, {}, TODAY)
    assert (back.name, back.word, back.off) == (EIGHTH.name, "Maintenu", False)


def test_nobody_is_told_of_yesterday() -> None:
    assert fresh({}, {"8": EIGHTH}, date(2026, 12, 9)) == []


def test_the_journal_keeps_a_turn_as_it_was() -> None:
    assert from_json(to_json(EIGHTH)) == EIGHTH
    assert from_json(to_json(Turn("", "Complet"))) == Turn("", "Complet")
