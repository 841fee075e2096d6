"""The links in mails: whose they are, what they allow, and what nobody can do with them."""

import datetime as dt
import secrets
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from content import seals
from newsletter.subscribers import tokens
from newsletter.subscribers.tokens import Purpose

KARIM = UUID("11111111-2222-4333-8444-555555555555")
AT = dt.datetime(2026, 11, 20, 10, 30, tzinfo=dt.UTC)


@pytest.mark.parametrize("purpose", [Purpose.CHOICES, Purpose.LEAVE])
def test_a_lasting_link_names_its_person(purpose: Purpose) -> None:
    assert tokens.read_lasting(purpose, tokens.lasting(purpose, KARIM)) == KARIM


def test_a_link_made_to_choose_cannot_make_somebody_leave() -> None:
    assert tokens.read_lasting(Purpose.LEAVE, tokens.lasting(Purpose.CHOICES, KARIM)) is None


def test_a_lasting_link_lives_through_a_new_secret_key_and_dies_with_tambour_key(settings: Settings) -> None:
    token = tokens.lasting(Purpose.CHOICES, KARIM)
    settings.SECRET_KEY = "a new secret key, all different from the one before"
    assert tokens.read_lasting(Purpose.CHOICES, token) == KARIM
    settings.TAMBOUR_KEY = "another town's key, all different from the one before"
    assert tokens.read_lasting(Purpose.CHOICES, token) is None


@given(st.text(max_size=80))
def test_no_invented_link_belongs_to_anybody(text: str) -> None:
    assert tokens.read_lasting(Purpose.CHOICES, text) is None


def test_changing_one_character_of_a_link_makes_it_nobodys() -> None:
    token = tokens.lasting(Purpose.LEAVE, KARIM)
    for position, character in enumerate(token):
        other = "A" if character != "A" else "B"
        assert tokens.read_lasting(Purpose.LEAVE, token[:position] + other + token[position + 1 :]) is None


def test_ten_thousand_guesses_find_no_person() -> None:
    assert not any(
        tokens.read_lasting(Purpose.CHOICES, seals.to_text(uuid4().bytes + secrets.token_bytes(16)))
        for _ in range(10_000)
    )


def test_a_confirmation_is_long_random_and_known_to_the_database_by_its_hash_only() -> None:
    (first, digest), (second, _digest) = tokens.fresh(Purpose.CONFIRM), tokens.fresh(Purpose.CONFIRM)
    assert first != second
    assert len(seals.from_text(first)) * 8 >= 128
    assert digest == tokens.digest(Purpose.CONFIRM, first)
    assert first not in digest


def test_a_keyed_hash_needs_the_key_and_keeps_uses_apart(settings: Settings) -> None:
    known = seals.keyed_hash("consent/address", "karim@boite.example")
    assert known == seals.keyed_hash("consent/address", "karim@boite.example")
    assert known != seals.keyed_hash("limit/address", "karim@boite.example")
    settings.TAMBOUR_KEY = "another town's key, all different from the one before"
    assert known != seals.keyed_hash("consent/address", "karim@boite.example")


def test_the_moment_a_form_was_shown_comes_back_signed() -> None:
    assert seals.stamped_at(seals.stamp(AT)) == AT


@pytest.mark.parametrize("forged", ["", ".", "1763634600", "1763634600.", "²763634600.abc", "9" * 40 + ".x", "é.é"])
def test_a_moment_we_did_not_sign_is_no_moment(forged: str) -> None:
    assert seals.stamped_at(forged) is None


def test_nobody_can_move_the_moment_of_a_form() -> None:
    moment, _dot, mac = seals.stamp(AT).partition(".")
    assert seals.stamped_at(f"{int(moment) - 60}.{mac}") is None
