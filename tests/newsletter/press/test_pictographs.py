"""What paper says of a sign our faces lack: a drawing with its name, else words. No other font is ever needed."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsletter.press.pictographs import Sign, known, printable, said, spelled, split, without
from newsletter.press.typesetting import can_print
from tests.newsletter import editions


@pytest.mark.parametrize(
    ("typed", "heard"),
    [
        ("Joyeux Noël 🎄", "Joyeux Noël [sapin de Noël]"),
        ("👨\u200d👩\u200d👧\u200d👦", "[famille : homme, femme, fille et garçon]"),
        ("👋🏽 salut", "[signe de la main] salut"),
        ("1️⃣ puis 🇫🇷", "[touches : 1] puis [drapeau : France]"),
        ("mairie → halle ✓", "mairie [flèche vers la droite] halle [coche]"),
    ],
)
def test_a_resident_who_listens_hears_the_name_of_each_sign(typed: str, heard: str) -> None:
    assert said(typed).replace("\u202f", " ").replace("\u00a0", " ") == heard


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Łódź, Škoda, Ștefan", "Łódź, Škoda, Ștefan"),
        ("Nguyễn", "Nguyen"),
        ("𝐆𝐫𝐚𝐬 de réseau social", "Gras de réseau social"),
        ("Привет", "[Privet]"),
        ("70 ‰", "70 [pour mille]"),
        ("sans\u200bcésure\u2060ici", "sanscésureici"),
        ("\ue000", ""),
        ("\u2e19", "[signe U+2E19]"),
    ],
)
def test_what_nobody_drew_is_still_said(typed: str, printed: str) -> None:
    assert said(typed) == printed


def test_nearly_every_sign_people_type_is_drawn() -> None:
    emoji = [sign for sign in known().values() if ord(sign.characters[0]) >= 0x1F000]
    assert len(emoji) > 1500
    assert len([sign for sign in emoji if not sign.outline]) < 10


@given(st.text(max_size=40))
def test_whatever_is_typed_only_our_own_characters_reach_the_paper(typed: str) -> None:
    assert printable(said(typed))
    for part in split(spelled(typed)):
        assert isinstance(part, Sign) or printable(part)


@given(st.text(alphabet=st.characters(max_codepoint=0x17F).filter(can_print), max_size=40))
def test_words_our_faces_have_are_untouched(typed: str) -> None:
    assert without(typed) == spelled(typed) == said(typed) == typed


def test_lines_are_measured_on_the_words_that_will_stand_there() -> None:
    edition = editions.december()
    assert spelled(edition) is edition
    abroad = replace(edition, headline="Мир 🎄")
    assert spelled(abroad).headline == "[Mir] 🎄"
    assert spelled(abroad).addresses is edition.addresses
