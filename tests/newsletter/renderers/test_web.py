"""The sections of the web page: the site's own policy allows them, every link leads to the page it speaks of."""

import itertools
import re

import pytest
from bs4 import BeautifulSoup

from newsletter.press.flatplan import plan
from newsletter.renderers import web
from tests.newsletter import editions
from tests.newsletter.editions import december, with_sections
from tests.newsletter.extremes import hostile


@pytest.fixture(scope="module")
def page() -> BeautifulSoup:
    return BeautifulSoup(web.render(with_sections(*december().sections, editions.news())), "html.parser")


def test_each_section_stands_under_its_anchor_and_is_named_by_its_title(page: BeautifulSoup) -> None:
    for section in december().sections:
        element = page.find(id=section.anchor)
        assert element is not None
        title = page.find(id=element["aria-labelledby"])
        assert title is not None
        assert re.sub(r"\s+", " ", title.get_text()).strip() == section.plain_title


def test_the_page_s_policy_lets_every_element_live(page: BeautifulSoup) -> None:
    assert page.find_all(style=True) == []
    assert page.find_all(["script", "style", "iframe", "link"]) == []


def test_every_news_leads_to_its_own_page_from_the_root_of_the_site(page: BeautifulSoup) -> None:
    links = {link["href"] for link in page.select(".bulletin-news h3 a")}
    assert links == {item.url.removeprefix(editions.SITE) for item in editions.news().items}


def test_every_image_has_an_alternative(page: BeautifulSoup) -> None:
    images = page.find_all("img")
    assert images
    assert all(image.get("alt") for image in images)


def test_titles_go_from_two_to_three_and_never_skip(page: BeautifulSoup) -> None:
    levels = [int(element.name[1]) for element in page.find_all(["h1", "h2", "h3", "h4", "h5"])]
    assert levels[0] == 2
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_votes_have_a_tooth_per_seat_beside_the_words(page: BeautifulSoup) -> None:
    drawings = page.select(".bulletin-decisions svg")
    assert [len(drawing.find_all("path")) for drawing in drawings] == [editions.SEATS] * 5
    assert "11 pour, 4 contre" in page.get_text()


def test_contents_know_the_pages_of_the_printed_issue() -> None:
    lines = web.contents(december(), plan(december()).numbers())
    assert {line["title"]: line["page"] for line in lines}["Décembre, jour par jour"] == 8
    assert all(str(line["url"]).startswith("#") for line in lines)


def test_what_an_editor_types_never_becomes_markup() -> None:
    page = BeautifulSoup(web.render(hostile()), "html.parser")
    assert page.find_all("script") == []
    assert not any("javascript" in link.get("href", "") for link in page.find_all("a"))
