"""The addresses mail comes back to: short, kept by every mail server, and made by nobody else."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from content.addresses import parse
from newsletter.bounces.return_path import (
    configured,
    key,
    parse_setting,
    people_in_subject,
    read_by_us,
    read_key,
    sender_for,
)
from tests.newsletter.bounces.samples import KARIM_UID, Sent, path


@given(st.integers(0, 2**40 - 1))
def test_each_delivery_has_an_address_of_its_own_that_only_the_town_can_read(delivery: int) -> None:
    address = path().sender_for(delivery)
    assert parse(address).text == address
    assert len(address.partition("@")[0]) <= 64
    assert list(path().numbers_in(f"Karim <{address}>, other@boite.example")) == [delivery]
    assert list(path().numbers_in(address.upper())) == [delivery]


@given(st.text("abcdefghijklmnopqrstuvwxyz234567", min_size=24, max_size=24))
def test_nobody_can_invent_one(invented: str) -> None:
    assert read_key(invented) is None
    assert path().is_named_in(f"rebonds+{invented}@valombreuse.example")
    assert list(path().numbers_in(f"rebonds+{invented}@valombreuse.example")) == []


def test_an_altered_address_names_no_delivery() -> None:
    good = key(42)
    for at in range(len(good)):
        other = "b" if good[at] != "b" else "c"
        assert read_key(good[:at] + other + good[at + 1 :]) is None
    assert read_key(good[:-1]) is None
    assert read_key("é" * 24) is None


@pytest.mark.parametrize("text", ["xrebonds+{}@valombreuse.example", "rebonds+{}@valombreuse.example.evil.example"])
def test_an_address_of_somebody_else_is_not_ours(text: str) -> None:
    assert not path().is_named_in(text.format(key(1)))


def test_a_domain_of_its_own_or_no_star_will_do_as_well() -> None:
    catch_all, one_for_all = path("*@rebonds.valombreuse.example"), path("rebonds@valombreuse.example")
    assert catch_all.sender_for(7) == f"{key(7)}@rebonds.valombreuse.example"
    assert catch_all.stop_address == "arreter@rebonds.valombreuse.example"
    assert list(catch_all.numbers_in(catch_all.sender_for(7))) == [7]
    assert one_for_all.sender_for(7) == one_for_all.stop_address == "rebonds@valombreuse.example"
    assert one_for_all.is_named_in("<rebonds@valombreuse.example>")
    assert list(one_for_all.numbers_in("rebonds@valombreuse.example")) == []


@pytest.mark.parametrize(
    "setting",
    ["rebonds", "rebonds+*", "re bonds@x.example", "rebonds@*.example", "**@x.example", "a" * 41 + "*@x.example"],
)
def test_nonsense_is_refused_with_the_variables_name(setting: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="TAMBOUR_BOUNCE_ADDRESS"):
        parse_setting(setting)


def test_without_the_setting_mail_comes_back_to_its_sender(settings: Settings) -> None:
    settings.TAMBOUR_BOUNCE_ADDRESS = ""
    assert configured() is None
    assert sender_for(3, "avis@valombreuse.example") == "avis@valombreuse.example"
    settings.TAMBOUR_BOUNCE_ADDRESS = "rebonds+*@valombreuse.example"
    assert sender_for(3, "avis@valombreuse.example") == f"rebonds+{key(3)}@valombreuse.example"


def test_nobody_is_invited_to_write_where_nobody_reads(settings: Settings) -> None:
    settings.TAMBOUR_BOUNCE_ADDRESS = "rebonds+*@valombreuse.example"
    settings.TAMBOUR_BOUNCE_IMAP = ""
    assert read_by_us() is None
    settings.TAMBOUR_BOUNCE_IMAP = "imaps://rebonds:secret@imap.example/INBOX"
    assert read_by_us() == path()


def test_a_subject_that_asks_to_stop_names_one_person_by_their_own_key() -> None:
    subject = next(
        line.removeprefix(b"Subject: ").decode()
        for line in Sent().back("stop").split(b"\r\n")
        if line.startswith(b"Subject: ")
    )
    assert list(people_in_subject(subject)) == [KARIM_UID]
    assert list(people_in_subject(f"Re: {subject}")) == [KARIM_UID]
    assert list(people_in_subject(subject + "x")) == []
    assert list(people_in_subject(subject[:-1] + ("A" if subject[-1] != "A" else "B"))) == []
    assert list(people_in_subject("arreter")) == []
