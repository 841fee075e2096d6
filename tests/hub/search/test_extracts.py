"""The passage that answers, its words underlined."""

from hypothesis import given
from hypothesis import strategies as st

from hub.search.extracts import LENGTH, marked, passage

BAC = {"bac", "jaun"}


def test_the_words_asked_are_underlined_as_they_are_written() -> None:
    assert marked("Les écoles et l’Ecole", {"ecol"}) == "Les <mark>écoles</mark> et l’<mark>Ecole</mark>"


def test_neighbours_share_one_line() -> None:
    assert marked("le bac jaune, le bac", BAC) == "le <mark>bac jaune</mark>, le <mark>bac</mark>"


def test_what_an_editor_wrote_is_never_markup() -> None:
    assert marked("<b>bac</b> & co", BAC) == "&lt;b&gt;<mark>bac</mark>&lt;/b&gt; &amp; co"


def test_typography_is_the_site_s_own() -> None:
    assert "19\u00a0h" in marked("Sortez le bac à 19h", BAC)


def test_the_passage_is_where_the_body_says_it_from_the_beginning_of_its_sentence() -> None:
    body = (
        "Le verre va à la colonne. " * 20 + "Le bac jaune est collecté un samedi sur deux. " + "Le reste attend. " * 20
    )
    found = passage("Tout sur le tri.", body, BAC).html
    assert found.startswith("Le <mark>bac jaune</mark> est collecté")
    assert len(found) < LENGTH + 60


def test_the_standfirst_is_kept_when_it_answers() -> None:
    assert passage("Le bac jaune change de jour.", "Plus loin, le bac.", BAC).html.endswith("change de jour.")


def test_without_the_word_the_beginning_is_shown() -> None:
    assert passage("Tout sur le tri.", "Un texte.", BAC).html == "Tout sur le tri."
    assert passage("", "", BAC).html == ""


def test_headings_are_kept_apart_from_the_text() -> None:
    assert passage("", "Le bac\nTous les samedis", BAC).html == "Le <mark>bac</mark> · Tous les samedis"


def test_the_page_of_a_document_is_told() -> None:
    found = passage("", "Sommaire.\fLe verre.\fLe bac jaune.", BAC)
    assert (found.page, found.html) == (3, "Le <mark>bac jaune</mark>.")


@given(st.text(max_size=900), st.text(max_size=3000), st.sets(st.text(min_size=1, max_size=5), max_size=4))
def test_any_text_gives_a_short_passage(lead: str, body: str, terms: set[str]) -> None:
    plain = passage(lead, body, terms).html.replace("<mark>", "").replace("</mark>", "")
    assert "<" not in plain
