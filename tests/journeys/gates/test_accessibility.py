"""axe finds nothing on a telephone nor on a screen, and nothing scrolls sideways: on every kind of page, in every state."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.gates import states
from tests.journeys.gates.crawl import Answer, Crawl
from tests.journeys.gates.decree import breakdown, second_town
from tests.journeys.gates.inspecting import look, look_at
from tests.journeys.running_town import RunningTown
from tests.journeys.watching import Watch
from tests.smtp_server import SmtpServer

pytestmark = [pytest.mark.journey, pytest.mark.slow]

NEW_TOWN = (
    "/",
    "/actualites/",
    "/agenda/",
    "/alertes/",
    "/bulletin/",
    "/plan-du-site/",
    "/mentions-legales/",
    "/recevoir/courriel/",
    "/agenda/proposer/",
    "/agenda/proposer/calendrier/",
)


def test_pages_of_every_kind(visitor: Page, chosen: list[Answer]) -> None:
    assert [finding for answer in chosen for finding in look_at(visitor, answer.path)] == []


def test_mails_as_a_browser_shows_them(visitor: Page, crawl: Crawl) -> None:
    mails = [path for path in crawl.answers if path.endswith("courriel.html")]
    assert mails
    assert [finding for path in mails[:2] for finding in look_at(visitor, path)] == []


@pytest.mark.parametrize("path", states.ADDRESSES)
def test_what_no_link_leads_to(visitor: Page, path: str) -> None:
    assert look_at(visitor, path) == []


def test_the_page_of_a_breakdown(visitor: Page, town: RunningTown) -> None:
    html = breakdown(town)
    visitor.route("**/panne/", lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))
    assert look_at(visitor, "/panne/") == []


def test_a_town_where_nothing_was_written_yet(browser: Browser, town: RunningTown) -> None:
    """Empty lists, no alert, no coat of arms; and nothing of its neighbour's."""
    page = browser.new_context().new_page()
    with second_town(town) as address:
        findings = [finding for path in NEW_TOWN for finding in look_at(page, address + path)]
        expect(page.get_by_role("banner")).not_to_contain_text("Valombreuse")
        expect(page.locator(".alert-band")).to_have_count(0)
    page.context.close()
    assert findings == []


def test_a_form_filled_in_wrong_says_so_to_everybody(visitor: Page) -> None:
    """RGAA 11.10, 11.11: the summary first, each error a link to its field, the field tied to its sentence."""
    states.refused(visitor)
    assert visitor.title().startswith("Erreur :")
    assert look(visitor, "the form sent empty") == []
    summary = visitor.get_by_role("alert")
    expect(summary).to_be_visible()
    summary.get_by_role("link").last.click()
    field = visitor.get_by_label("Adresse électronique")
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-invalid", "true")
    described = (field.get_attribute("aria-describedby") or "").split()
    assert any("écrivez votre adresse" in visitor.locator(f"[id='{name}']").inner_text() for name in described)


def test_each_step_of_a_subscription(visitor: Page, mail: SmtpServer) -> None:
    findings = [finding for step in states.subscription(visitor, mail) for finding in look(visitor, step)]
    assert findings == []


def test_each_step_of_a_proposal(visitor: Page, mail: SmtpServer) -> None:
    findings = [finding for step in states.proposal(visitor, mail) for finding in look(visitor, step)]
    assert findings == []


def test_the_agenda_on_the_telephones_people_really_have(visitor: Page, crawl: Crawl) -> None:
    """The month's table, the list and an event, between the smallest telephone and a screen."""
    month = next(path for path in crawl.answers if re.fullmatch(r"/agenda/\d{4}/\d{2}/", path))
    event = next(path for path in crawl.answers if re.fullmatch(r"/agenda/[a-z-]+/", path) and path not in NEW_TOWN)
    findings = []
    for path in ("/agenda/", month, event):
        visitor.goto(path)
        findings += look(visitor, path, widths=(390,))
    assert findings == []


def test_nobody_else_was_asked_for_anything(visitor: Page, gate_watch: Watch, chosen: list[Answer]) -> None:
    for answer in chosen[:5]:
        visitor.goto(answer.path)
    assert not gate_watch.strangers
    assert not gate_watch.cookies
    assert not visitor.context.cookies()


def test_axe_sees_what_it_looks_for(visitor: Page) -> None:
    visitor.set_content(
        "<html><body><img src='/x.png'><p>Un <a href='/'></a></p><div style='width:2000px'>.</div></body></html>"
    )
    findings = "\n".join(look(visitor, "a careless page"))
    for rule in ("image-alt", "link-name", "html-has-lang", "scrolls sideways"):
        assert rule in findings
