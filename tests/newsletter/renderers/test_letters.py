"""Digests and alerts by e-mail: light, closed to third parties, readable aloud, the same in text."""

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.theme import tokens
from newsletter.bulletin.edition import PLACEHOLDERS
from newsletter.digests.values import AlertLetter, Card, Digest, Section
from newsletter.renderers import alert, digest, email
from tests.newsletter.digests.town import plain
from tests.newsletter.letters import CONCERT, HALL, SITE, flood, only, report, week
from tests.newsletter.renderers.test_email import Elements


def html_of(letter: Digest | AlertLetter) -> str:
    return digest.html(letter) if isinstance(letter, Digest) else alert.html(letter)


def text_of(letter: Digest | AlertLetter) -> str:
    return digest.text(letter) if isinstance(letter, Digest) else alert.text(letter)


LETTERS = [
    week(),
    only(HALL),
    only(CONCERT),
    flood(),
    replace(flood(), level=3),
    report(),
    replace(report(), over=True),
]
letters = pytest.mark.parametrize(
    "letter", LETTERS, ids=["week", "one", "cancelled", "orange", "red", "report", "over"]
)


@letters
def test_no_third_party_no_image_nothing_of_mjml(letter: Digest | AlertLetter) -> None:
    html = html_of(letter)
    addresses = re.findall(r"""(?:href|src|url)\s*[=(]\s*["']?(https?://[^"') ]+)""", html)
    assert all(address.startswith(SITE) for address in addresses)
    assert not Elements(html).all("img") and not Elements(html).all("script") and not Elements(html).all("link")
    assert "<mj" not in html


@letters
def test_it_can_be_read_aloud(letter: Digest | AlertLetter) -> None:
    elements = Elements(html_of(letter))
    assert elements.all("html")[0]["lang"] == "fr"
    assert len(elements.all("h1")) == 1
    levels = [int(tag[1]) for tag, _attributes in elements.found if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert all(table.get("role") == "presentation" for table in elements.all("table"))


@letters
def test_both_parts_have_both_personal_links(letter: Digest | AlertLetter) -> None:
    for words in (html_of(letter), text_of(letter)):
        assert all(words.count(mark) == 1 for mark in PLACEHOLDERS)


@letters
def test_text_lines_hold_in_seventy_two_characters(letter: Digest | AlertLetter) -> None:
    assert all(len(line) <= 72 or line.startswith("http") for line in text_of(letter).splitlines())


def test_twenty_cards_and_three_alerts_arrive_whole() -> None:
    card = replace(HALL, summary="Une phrase de plus pour la halle. " * 9)
    long = replace(week(), sections=(Section("Les nouvelles", (card,) * 20),), bands=week().bands * 3)
    assert email.weight(digest.html(long)) < email.WARN


def test_too_heavy_a_mail_is_refused_rather_than_cut() -> None:
    long = replace(week(), sections=(Section("Les nouvelles", (HALL,) * 200),))
    with pytest.raises(email.EmailError, match="il arriverait coupé"):
        digest.html(long)


def test_what_does_not_fit_is_left_to_the_site_and_said() -> None:
    long = replace(week(), more=7)
    assert "Et 7 autres nouvelles" in plain(digest.html(long))
    assert "Et 7 autres nouvelles" in plain(digest.text(long))
    assert "Et une autre nouvelle" in digest.text(replace(week(), more=1))


def test_a_cancelled_event_says_so_before_its_title_and_not_only_by_a_line_through_it() -> None:
    assert "Annulé&nbsp;: <s>Concert" in digest.html(week()).replace("\u00a0", "&nbsp;")
    assert "Annulé : Concert" in plain(digest.text(week()))


def test_an_association_is_named_as_one_and_keeps_its_paper() -> None:
    assert "Association, Les Voix du Lavoir" in digest.html(week())
    assert digest.html(week()).count(f"background:{week().theme.paper}") == 2


def test_an_alert_that_is_over_gives_no_more_orders() -> None:
    over = replace(flood(), over=True, instructions=())
    for words in (alert.html(over), alert.text(over)):
        assert "Fin de l’alerte" in words
        assert "112" not in words
        assert "Ce qu’il faut faire" not in words


@given(
    st.text(max_size=60),
    st.text(max_size=60),
    st.sampled_from([("#000000", "#ffff00"), ("#0f4c3a", "#f2a097"), ("#5b2a86", "#ffd400")]),
)
@settings(max_examples=40, deadline=None)
def test_whatever_an_editor_types_the_mail_can_be_made(title: str, summary: str, colours: tuple[str, str]) -> None:
    card = Card(title=title or "x", url=f"{SITE}/a/", when="hier", summary=summary, signatory=title)
    made = replace(only(card), theme=tokens(*colours))
    digest.html(made)
    digest.text(made)
    alert.html(replace(flood(), title=title, lead=summary))
