"""Whatever form of an issue a resident receives, they read the same sentences in the same order."""

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup

from newsletter.renderers import email, text
from tests.newsletter import editions, extremes
from tests.newsletter.forms import assert_same_words, letters, of_email, of_text, of_web
from tests.newsletter.reading import pages_of

pytestmark = pytest.mark.slow

Printed = Callable[[str], bytes]
GONE = {"hostile": ["Une photo partie."]}


@pytest.mark.parametrize("name", ["december", "tiny", "quiet", "hostile"])
def test_a_resident_reads_the_same_sentences_on_screen_by_mail_and_on_paper(printed: Printed, name: str) -> None:
    assert_same_words(extremes.NAMED[name](), printed(name), missing=GONE.get(name, ()))


def test_a_busy_month_says_the_same_on_screen_by_mail_and_in_text() -> None:
    edition = extremes.crowded()
    assert of_web(edition) == of_email(edition) == of_text(edition)


def test_every_form_opens_with_the_headline(printed: Printed) -> None:
    edition = editions.december()
    said = letters(f"{edition.headline} {edition.detail}")
    assert said in letters(pages_of(printed("december"))[0].text)
    assert said in letters(BeautifulSoup(email.render(edition), "html.parser").get_text())
    assert said in letters(text.render(edition))
