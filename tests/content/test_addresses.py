"""Addresses as residents type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content import addresses
from content.addresses import Address, AddressRefused


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("karim@boite.example", "karim@boite.example"),
        ("  Karim.Benali@Boite.Example ", "Karim.Benali@boite.example"),
        ("anne-marie.o'brien+mairie@lettres.example", "anne-marie.o'brien+mairie@lettres.example"),
        ("jean@mairie-hérault.fr", "jean@xn--mairie-hrault-ihb.fr"),
    ],
)
def test_an_ordinary_address_is_kept_as_its_owner_writes_it(typed: str, kept: str) -> None:
    assert addresses.parse(typed).text == kept


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "écrivez votre adresse"),
        ("lavandiere.fournisseur.example", "il manque un @. Vous avez écrit « lavandiere.fournisseur.example »"),
        ("karim benali@boite.example", "contient une espace"),
        ("karim@@boite.example", "plus d’un @"),
        ("@boite.example", "il manque votre nom"),
        ("karim@boite", "il manque la fin de l’adresse"),
        ("karim@orange,fr", "une virgule"),
        ("karim@orange.f", "la fin de l’adresse est incomplète"),
        ("céline@boite.example", "les accents"),
    ],
)
def test_a_slip_is_told_in_words_that_help(typed: str, said: str) -> None:
    with pytest.raises(AddressRefused, match=said):
        addresses.parse(typed)


@pytest.mark.parametrize(
    "hostile",
    [
        "a@localhost",
        "a@[127.0.0.1]",
        '"<script>"@d.example',
        "-oQ/tmp@d.example",
        "a`id`@d.example",
        "a|b@d.example",
        "a%b@d.example",
        "x" * 65 + "@d.example",
        "a@" + "d" * 250 + ".example",
        "a@x.example,b@y.example",
        "a@x.example\nBcc: b@y.example",
        "a@x.example\x00",
        "a\u2028@x.example",
        "Karim <a@x.example>",
        "mailto:a@x.example",
        "a@service.test",
        "a@machine.local",
    ],
)
def test_what_only_an_attacker_or_a_slip_would_write_is_refused(hostile: str) -> None:
    with pytest.raises(AddressRefused):
        addresses.parse(hostile)


@given(st.text(max_size=120))
def test_whatever_is_typed_is_an_address_of_one_plain_line_or_refused(typed: str) -> None:
    try:
        found = addresses.parse(typed).text
    except AddressRefused as refusal:
        assert "\n" not in str(refusal)
        return
    assert found.isascii()
    assert found.isprintable()
    assert found.count("@") == 1
    assert not set(found) & set(' ,;<>"\\()[]')


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("karim@gmial.com", "karim@gmail.com"),
        ("karim@orange.f", "karim@orange.fr"),
        ("karim@laposte.fr", "karim@laposte.net"),
        ("karim@hotmial.fr", "karim@hotmail.fr"),
        ("karim@wanado.fr", "karim@wanadoo.fr"),
        ("karim@gmailcom", "karim@gmail.com"),
        ("karim@GMAIL.CO", "karim@gmail.com"),
        ("karim@orange,fr", "karim@orange.fr"),
        ("karim@gmail", "karim@gmail.com"),
        ("karim@laposte", "karim@laposte.net"),
        ("karim@free.fr.", "karim@free.fr"),
    ],
)
def test_a_provider_misspelt_is_recognised(typed: str, meant: str) -> None:
    assert addresses.suggestion(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "karim@gmail.com",
        "karim@mail.com",
        "karim@gmx.net",
        "karim@mairie-valombreuse.fr",
        "karim@boite.example",
        "karim",
        "@orange.fr",
    ],
)
def test_nothing_is_suggested_where_nothing_is_doubtful(typed: str) -> None:
    assert addresses.suggestion(typed) == ""


def test_counting_sees_through_tags_capitals_and_gmail_dots() -> None:
    variants = ["Karim.Benali@gmail.com", "karimbenali+a@gmail.com", "k.a.r.i.m.benali+b@googlemail.com"]
    assert {Address(variant).canonical for variant in variants} == {"karimbenali@gmail.com"}
    assert Address("k.b@boite.example").canonical != Address("kb@boite.example").canonical


@pytest.mark.parametrize(
    ("address", "shown"),
    [("lavandiere@fournisseur.example", "l•••••••e@fournisseur.example"), ("ab@x.example", "a•••••••@x.example")],
)
def test_a_page_shows_an_address_to_its_owner_only(address: str, shown: str) -> None:
    assert addresses.mask(address) == shown
