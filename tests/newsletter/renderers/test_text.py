"""The issue as plain text, written from its values."""

import pytest

from newsletter.bulletin.edition import CHOICES, LEAVE, Edition
from newsletter.renderers import text
from tests.newsletter import editions, extremes
from tests.newsletter.editions import december
from tests.newsletter.extremes import hostile, quiet


@pytest.fixture(scope="module")
def words() -> str:
    return text.render(december())


def test_no_line_is_longer_than_a_terminal_save_addresses(words: str) -> None:
    assert [line for line in words.splitlines() if len(line) > text.WIDTH and "https://" not in line] == []


def test_sections_follow_the_order_of_the_issue(words: str) -> None:
    places = [words.index(f"\n{section.plain_title}\n=") for section in december().sections]
    assert places == sorted(places)


def test_votes_are_said_in_words(words: str) -> None:
    assert "École\u00a0: 62\u00a0€ de fournitures par élève\nUnanimité\n" in words
    assert "11 pour, 4 contre" in words


def test_an_event_says_its_hour_its_place_and_who_organises_it(words: str) -> None:
    assert "vendredi 4\n  20\u00a0h\u00a030 Ciné-club, le Préau, 5\u00a0€ (Les Toiles du Vendredi)" in words


def test_links_are_written_in_full_under_their_paragraph(words: str) -> None:
    assert f"le voici.\n{editions.page('actualites/reglement/')}" in words


def test_it_ends_with_the_two_personal_links(words: str) -> None:
    assert words.endswith(f"Changer mes choix :\n{CHOICES}\nNe plus rien recevoir :\n{LEAVE}\n")


def test_a_group_that_sent_nothing_is_not_silenced() -> None:
    assert "Une autre voix, Opposition, quatre élus\n\nTexte non reçu à la date limite." in text.render(quiet())


def test_an_empty_month_says_so() -> None:
    assert "Rien n’est annoncé ce mois-ci." in text.render(quiet())


def test_it_is_text_whatever_an_editor_typed() -> None:
    assert '<script>alert("x")</script>' in text.render(hostile())


@pytest.mark.parametrize("edition", [extremes.tiny(), extremes.crowded(), quiet(), hostile()])
def test_no_issue_leaves_three_blank_lines_in_a_row(edition: Edition) -> None:
    assert "\n\n\n\n" not in text.render(edition)
