"""The five rules that make mjml-python enough: what it lets through in silence, and what it refuses in a whole mail."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.template.loader import get_template

from newsletter.renderers import alert, digest, email
from tests.newsletter import editions, extremes, letters

SOURCES = sorted(Path(get_template("newsletter/email/bulletin.mjml").origin.name).parent.rglob("*.*"))
MAILS: list[Callable[[], str]] = [
    lambda: email.render(editions.december()),
    lambda: email.render(extremes.quiet()),
    lambda: email.render(extremes.hostile()),
    lambda: digest.html(letters.week()),
    lambda: digest.html(letters.only(letters.CHOIR)),
    lambda: alert.html(letters.flood()),
]
mails = pytest.mark.parametrize("mail", MAILS, ids=["december", "quiet", "hostile", "week", "one", "flood"])


def test_words_that_look_like_markup_are_escaped_before_mjml_reads_them() -> None:
    """A raw « < » is an error for the whole mail, and an unknown element passes in silence."""
    page = BeautifulSoup(email.render(extremes.hostile()), "html.parser")
    assert '<script>alert("x")</script>' in page.get_text()
    assert page.find_all("script") == []
    with pytest.raises(email.EmailError, match="n’a pas pu être composé"):
        email.to_html(
            "<mjml><mj-body><mj-section><mj-column><mj-text>2 < 3</mj-text></mj-column></mj-section></mj-body></mjml>"
        )


@mails
def test_no_image_is_needed_to_understand_a_mail(mail: Callable[[], str]) -> None:
    """MJML adds no alternative: there is no image at all, neither as an element nor as a ground."""
    page = BeautifulSoup(mail(), "html.parser")
    assert page.find_all(["img", "picture", "svg", "video"]) == []
    assert page.find_all(background=True) == []
    assert "url(" not in str(page)


@mails
def test_nothing_of_mjml_is_left_in_what_is_sent(mail: Callable[[], str]) -> None:
    assert re.findall(r"</?mj[\w-]*", mail()) == []


def test_no_source_asks_what_mjml_python_does_not_do() -> None:
    """mj-html-attributes is refused, inline styles are not inlined, a default inside a class is refused."""
    assert len(SOURCES) > 15
    for source in SOURCES:
        words = source.read_text()
        assert "mj-html-attributes" not in words, source
        assert not re.search(r"<mj-style[^>]*\binline\b", words), source
        assert not re.search(r"<mj-(class|font|image|social|carousel|hero|include)\b", words), source


@mails
def test_letters_are_those_of_the_reader_s_own_machine(mail: Callable[[], str]) -> None:
    """Without a family of ours, MJML asks Google for one."""
    html = mail()
    assert "fonts.googleapis" not in html and "@import" not in html
    families = set(re.findall(r"font-family:\s*([^;\"]+)", html))
    assert families <= {
        "Verdana, Arial, sans-serif",
        "Arial Narrow,Helvetica Neue Condensed,Arial,sans-serif",
    }


@mails
def test_a_voice_knows_the_language_and_the_direction_even_in_a_webmail(mail: Callable[[], str]) -> None:
    page = BeautifulSoup(mail(), "html.parser")
    assert page.html is not None
    assert (page.html["lang"], page.html["dir"]) == ("fr", "ltr")
    inner = page.select_one("body [role=article]")
    assert inner is not None and (inner["lang"], inner["dir"]) == ("fr", "ltr")
    assert len(page.select("h1")) == 1 and page.select("h2")


@mails
def test_a_button_is_a_link(mail: Callable[[], str]) -> None:
    page = BeautifulSoup(mail(), "html.parser")
    assert page.find_all(["button", "input", "form"]) == []
    buttons = page.select(".button a")
    assert all(button["href"].startswith("https://") for button in buttons)
