"""Titles are set like a poster, and cut where the sense allows."""

from newsletter.press.titles import cut_evenly, set_title, spread_title


def test_a_short_title_stands_on_one_line_at_the_largest_size() -> None:
    title = set_title("En bref", largest=66)
    assert (title.lines, title.size) == (("En bref",), 66)


def test_the_editor_s_bar_decides_where_a_title_is_cut() -> None:
    assert set_title("Quatorze mois,|et un toit").lines == ("Quatorze mois,", "et un toit")


def test_a_long_title_takes_more_lines_rather_than_becoming_small() -> None:
    title = set_title("Trois scénarios pour circuler au bourg, rien n’est encore décidé", largest=63)
    assert len(title.lines) > 1
    assert title.size >= 46


def test_a_line_never_ends_with_a_little_word() -> None:
    assert cut_evenly("La halle de la place rouvre", 2) == ("La halle", "de la place rouvre")


def test_the_height_of_a_title_falls_on_the_line_of_the_text() -> None:
    assert set_title("Décembre, jour par jour").height % 5.5 == 0


def test_a_title_crosses_the_fold_where_both_halves_are_largest() -> None:
    spread = spread_title("La halle, pièce par pièce")
    assert (spread.left, spread.right) == (("La halle,",), ("pièce par pièce",))


def test_a_title_of_one_word_stays_on_the_left_page() -> None:
    assert spread_title("Rouverte").right == ()
