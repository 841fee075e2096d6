"""Mails in a browser: axe finds nothing, by day and by night, on a telephone and on a screen; nothing is fetched."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from newsletter.renderers import alert, digest, email
from tests.journeys.conftest import FLAGS, find_chromium
from tests.journeys.gates.inspecting import MAIL_RULES, look, overflow
from tests.newsletter import editions, extremes, letters

pytestmark = [pytest.mark.slow, pytest.mark.skipif(find_chromium() is None, reason="aucun Chromium sur cette machine")]

MAILS: dict[str, Callable[[], str]] = {
    "december": lambda: email.render(editions.december()),
    "hostile": lambda: email.render(extremes.hostile()),
    "week": lambda: digest.html(letters.week()),
    "flood": lambda: alert.html(letters.flood()),
}


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        yield browser
        browser.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", MAILS)
def test_a_mail_is_read_by_everybody_at_any_hour(chromium: Browser, name: str, scheme: str) -> None:
    context = chromium.new_context(color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.set_content(MAILS[name]())
    assert look(page, name, MAIL_RULES, widths=(600,)) == []
    for width in (320, 375):
        page.set_viewport_size({"width": width, "height": 800})
        assert overflow(page) == []
    context.close()
    assert asked == []
