"""The secretary types as she can; residents read French typography."""

import re
import time
from html.parser import HTMLParser

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from content.typography import fr, fr_html


def visible(text: str) -> str:
    """No-break spaces made visible: ~ for the ordinary one, ‿ for the narrow one."""
    return text.replace("\u00a0", "~").replace("\u202f", "‿")


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        # punctuation
        ("Attention ! Ouvert ; venez ?", "Attention‿! Ouvert‿; venez‿?"),
        ("Attention! Ouvert; venez?", "Attention‿! Ouvert‿; venez‿?"),
        ("Vraiment ?!", "Vraiment‿?!"),
        ("(vraiment ?)", "(vraiment‿?)"),
        ("Horaires : le matin", "Horaires~: le matin"),
        ("Horaires: le matin", "Horaires~: le matin"),
        ("Horaires :", "Horaires~:"),
        ("un; deux\ntrois !", "un‿; deux\ntrois‿!"),
        ("a;b, c!=d, e?f", "a;b, c!=d, e?f"),
        ("! début", "! début"),
        ("et puis...", "et puis…"),
        ("des points ....", "des points ...."),
        # quotation marks and apostrophes
        ("la « Dictée » et «Le Bal»", "la «~Dictée~» et «~Le Bal~»"),
        ('le film "La Halle" ce soir', "le film «~La Halle~» ce soir"),
        ("l'école, aujourd'hui, qu'«ici»", "l’école, aujourd’hui, qu’«~ici~»"),
        ("45°12'30\"", "45°12'30\""),
        # hours
        ("à 18h30", "à 18~h~30"),
        ("à 18 H 30.", "à 18~h~30."),
        ("à 20h, 35h par semaine", "à 20~h, 35~h par semaine"),
        ("9h-12h30", "9~h~– 12~h~30"),
        ("9 h - 12 h et 14 h – 17 h", "9~h~– 12~h et 14~h~– 17~h"),
        ("24h/24, 50 km/h", "24~h/24, 50~km/h"),
        # numbers
        ("612 000 € en 2026", "612‿000~€ en 2026"),
        ("12€, 50%, 3,5 km, 240 m²", "12~€, 50‿%, 3,5~km, 240~m²"),
        ("la crue de 1581 l'emporte", "la crue de 1581 l’emporte"),
        ("1 234 567 habitants", "1‿234‿567~habitants"),
        ("en 2026 350 communes", "en 2026 350 communes"),
        ("04 65 71 00 42", "04~65~71~00~42"),
        ("+33 4 65 71 00 42", "+33~4~65~71~00~42"),
        ("2026 1234567", "2026 1234567"),
        # what is counted or numbered
        ("n°47 et N° 3", "n°~47 et N°~3"),
        ("1ère, 1ères, 2ème, 3èmes, 4ieme", "1re, 1res, 2e, 3es, 4e"),
        ("le 1er janvier, le 26 novembre 2026", "le 1er~janvier, le 26~novembre 2026"),
        ("XIXème siècle, XXe siècle", "XIXe~siècle, XXe~siècle"),
        ("Mme Perrin, M. Dupont, p. 12", "Mme~Perrin, M.~Dupont, p.~12"),
        # dashes
        ("2024-2026, 6-10 ans, 10 - 12", "2024–2026, 6–10~ans, 10~– 12"),
        ("la rue - côté halle - est fermée", "la rue – côté halle – est fermée"),
        ("- un point de liste", "- un point de liste"),
        ("Valombreuse-sur-Lise, dossier 2024-0012", "Valombreuse-sur-Lise, dossier 2024-0012"),
    ],
)
def test_what_is_typed_by_hand_is_set_in_french(typed: str, read: str) -> None:
    assert visible(fr(typed)) == read


@pytest.mark.parametrize(
    "text",
    [
        "https://mairie.example/agenda/?q=a;b!c&d=18h30",
        "mailto:l'accueil@mairie.example",
        "mairie-de-valombreuse.example/plan?x=1;y",
        "/agenda/loto-du-tennis/2026-12-05-20h30/",
        "09:00",
        "2026-12-05T18:30:00",
        "affiche-12h.pdf",
        "&amp; &lt; &#x27; &nbsp;",
        "",
        "\ue000",
    ],
)
def test_what_machines_read_is_left_alone(text: str) -> None:
    assert fr(text) == text


def test_an_address_inside_a_sentence_keeps_its_own_characters() -> None:
    typed = "Voir https://mairie.example/?a=1;b ! Écrire à mairie@valombreuse.example; merci."
    assert visible(fr(typed)) == "Voir https://mairie.example/?a=1;b‿! Écrire à mairie@valombreuse.example‿; merci."


# fmt: off
bits = st.sampled_from([
    *" \t\n'\"«»…-–—;:!?.,()/&<>%€°\u00a0\u202f\ue000", "...", " - ", "h", "H", "0", "1", "12", "18h30", "9 h", "000",
    "1er", "2ème", "XIXe", "n°", "janvier", "ans", "km", "Mme", "p.", "mot", "l'eau", "2024-2026", "a@b.example",
    "https://x.example/?a", "x.example/é", "09:00", "2026-12-05", "&amp;", "0465", "65 71", "siècle", "É",
])
# fmt: on
prose = st.one_of(st.lists(bits, max_size=24).map("".join), st.text(max_size=60))


@settings(max_examples=600)
@given(prose)
@example("a - - b")
@example("«  »")
@example("1 000 000 000 h - 12 h ;!? :")
def test_setting_twice_changes_nothing_more(text: str) -> None:
    assert fr(fr(text)) == fr(text)


@given(prose)
def test_words_are_never_lost(text: str) -> None:
    def letters(value: str) -> str:  # but for those an ordinal may lose, as « 2ème » becomes « 2e »
        return re.sub(r"[\W_eèmirsEÈMIRS]", "", value).lower()

    assert letters(fr(text)) == letters(text)


class Structure(HTMLParser):
    """What a browser sees of a fragment apart from its prose."""

    def __init__(self, fragment: str) -> None:
        super().__init__(convert_charrefs=True)
        self.seen: list[object] = []
        self.text = ""
        self.feed(fragment)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, attrs))

    def handle_endtag(self, tag: str) -> None:
        self.seen.append(tag)

    def handle_comment(self, data: str) -> None:
        self.seen.append(("comment", data))

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("<p>Quoi ?</p>", "<p>Quoi‿?</p>"),
        ("<p>L&#x27;eau &amp; l&#39;air !</p>", "<p>L’eau &amp; l’air‿!</p>"),
        ("<p>10&nbsp;€&nbsp;!</p>", "<p>10~€‿!</p>"),
        ("<b>Attention</b> !", "<b>Attention</b>‿!"),
        ("« <i>Dictée</i> »", "«~<i>Dictée</i>~»"),
        ("&quot;La Halle&quot;", "«~La Halle~»"),
        ('<a title="a ! b" href="/x?a;b !">Ici !</a>', '<a title="a ! b" href="/x?a;b !">Ici‿!</a>'),
        ("<a title='> a !'>Ici !</a>", "<a title='> a !'>Ici‿!</a>"),
        ("<code>a ! b</code> a !", "<code>a ! b</code> a‿!"),
        ("<pre><b>a !</b></pre><p>a !</p>", "<pre><b>a !</b></pre><p>a‿!</p>"),
        ("<code><code>a !</code> a !</code> a !", "<code><code>a !</code> a !</code> a‿!"),
        ("<script>if (a<b) x ? y : z ;</script> a !", "<script>if (a<b) x ? y : z ;</script> a‿!"),
        ("<style>a { b : c ; }</style>", "<style>a { b : c ; }</style>"),
        ('<em lang="en">Who cares ?</em> Nous !', '<em lang="en">Who cares ?</em> Nous‿!'),
        ('<p lang="fr">Nous !</p>', '<p lang="fr">Nous‿!</p>'),
        ('<br lang="en"> Nous !', '<br lang="en"> Nous‿!'),
        ("<svg/> a !", "<svg/> a‿!"),
        ("<!-- a ! --> a !", "<!-- a ! --> a‿!"),
        ("3 < 4 !", "3 < 4 !"),
        ("a &lt; b !", "a &lt; b‿!"),
        ("&lt;script&gt; l'eau", "&lt;script&gt; l’eau"),
    ],
)
def test_only_the_prose_of_a_page_is_set(typed: str, read: str) -> None:
    assert visible(fr_html(typed)) == read


# fmt: off
markup = st.sampled_from([
    "<p>", "</p>", "<b>", "</b>", '<a href="/x?a ! b" title="l\'eau !">', "</a>", "<br>", "<!-- a ! -->", "<code>",
    "</code>", "<script>", "</script>", '<i lang="en">', "</i>", "&amp;", "&lt;", "&nbsp;", "&#39;", "<", ">", "&",
])
# fmt: on


@settings(max_examples=400)
@given(st.lists(st.one_of(markup, bits), max_size=24).map("".join))
def test_the_structure_of_a_page_never_moves(fragment: str) -> None:
    before, after = Structure(fragment), Structure(fr_html(fragment))
    assert after.seen == before.seen


@given(st.lists(st.one_of(markup, bits), max_size=24).map("".join))
def test_a_page_set_twice_is_set_once(fragment: str) -> None:
    assert fr_html(fr_html(fragment)) == fr_html(fragment)


def test_a_long_article_is_set() -> None:
    article = "<p>Le 1er janvier à 18h30 : l'eau (12 350 m³) est coupée ! Voir https://x.example/a?b.</p>" * 2000
    assert fr_html(article).count("18\u00a0h\u00a030") == 2000


@pytest.mark.parametrize(
    "motif",
    [
        "a",
        " ",
        "1",
        "1 ",
        "-",
        " -",
        ".",
        "a.",
        "a@",
        "«",
        '"',
        '"a',
        "\u00a0",
        "é ",
        "&a",
        "http:",
        "<",
        '<a "',
        "<!--",
    ],
)
def test_nobody_can_keep_the_machine_busy_with_a_hostile_text(motif: str) -> None:
    started = time.process_time()
    fr_html(motif * 20_000)
    assert time.process_time() - started < 2
