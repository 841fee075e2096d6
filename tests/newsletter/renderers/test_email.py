"""The e-mail of an issue: light, readable without an image, in light and in dark, closed to every third party."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from newsletter.bulletin.edition import PLACEHOLDERS
from newsletter.renderers import email
from tests.newsletter import editions, extremes
from tests.newsletter.editions import december, with_sections
from tests.newsletter.extremes import hostile


class Elements(HTMLParser):
    """Every start tag with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.found if name == tag]


@pytest.fixture(scope="module")
def html() -> str:
    return email.render(december())


def test_it_weighs_less_than_what_mail_services_cut(html: str) -> None:
    assert email.weight(html) < email.WARN


def test_twelve_news_still_fit_under_the_limit() -> None:
    many = replace(editions.news(), items=editions.news().items * 3)
    assert email.weight(email.render(with_sections(*december().sections, many))) < email.LIMIT


def test_an_issue_too_heavy_is_refused_in_words_an_editor_understands() -> None:
    too_many = replace(editions.news(), items=editions.news().items * 60)
    with pytest.raises(email.EmailError, match="Ko ; au-delà de 100 Ko, il arriverait coupé"):
        email.render(with_sections(too_many))


def test_no_address_of_a_third_party_and_no_image_is_in_it(html: str) -> None:
    addresses = re.findall(r"""(?:href|src|url)\s*[=(]\s*["']?(https?://[^"') ]+)""", html)
    assert {address for address in addresses if not address.startswith(editions.SITE)} == set()
    elements = Elements(html)
    assert elements.all("img") == []
    assert elements.all("link") == []
    assert elements.all("script") == []


def test_nothing_of_mjml_is_left(html: str) -> None:
    assert "<mj" not in html
    assert "</mj" not in html


def test_it_says_its_language_to_whoever_reads_it_aloud(html: str) -> None:
    elements = Elements(html)
    assert elements.all("html")[0]["lang"] == "fr"
    wrapper = next(attributes for _tag, attributes in elements.found if attributes.get("role") == "article")
    assert (wrapper["lang"], wrapper["dir"]) == ("fr", "ltr")


def test_tables_that_only_lay_out_are_hidden_from_screen_readers(html: str) -> None:
    for table in Elements(html).all("table"):
        assert table.get("role") == "presentation" or "margin:4px 0 16px" in (table.get("style") or "")


def test_tables_of_facts_have_headers(html: str) -> None:
    scopes = [attributes.get("scope") for attributes in Elements(html).all("th")]
    assert set(scopes) == {"col", "row"}


def test_it_has_one_title_then_a_title_per_section(html: str) -> None:
    elements = Elements(html)
    assert len(elements.all("h1")) == 1
    assert len(elements.all("h2")) == len(december().sections)


def test_the_personal_links_are_left_for_the_sending(html: str) -> None:
    addresses = [attributes.get("href") for attributes in Elements(html).all("a")]
    for placeholder in PLACEHOLDERS:
        assert addresses.count(placeholder) == 1


def test_dark_screens_have_their_colours(html: str) -> None:
    assert "prefers-color-scheme: dark" in html
    assert any(attributes.get("name") == "color-scheme" for attributes in Elements(html).all("meta"))


def test_it_promises_no_tracker_and_keeps_its_word(html: str) -> None:
    assert "ni image ni traceur" in html


def test_an_association_speaks_on_coloured_paper(html: str) -> None:
    assert f"background:{december().theme.paper}" in html
    assert "Page écrite par l’association" in html


def test_a_cancelled_event_is_said_cancelled_before_its_title() -> None:
    assert re.search(r"Annulé&nbsp;:</b>\s*<s>|Annulé\u00a0:</b>\s*<s>", email.render(hostile()))


def test_what_an_editor_types_never_becomes_markup() -> None:
    html = email.render(hostile())
    assert Elements(html).all("script") == []
    assert "&lt;script&gt;" in html
    assert "javascript:" not in html


def test_the_teeth_are_twenty_four_cells_in_the_town_s_two_colours(html: str) -> None:
    cells = [attributes for attributes in Elements(html).all("td") if attributes.get("height") == "8"]
    assert len(cells) == email.TEETH
    assert {cell["bgcolor"] for cell in cells} == {december().theme.tooth_dark, december().theme.tooth_light}


@pytest.mark.parametrize("edition", [extremes.tiny(), extremes.quiet(), extremes.crowded()])
def test_every_issue_can_be_written(edition: editions.Edition) -> None:
    assert edition.sections[0].plain_title in email.unchecked(edition)
