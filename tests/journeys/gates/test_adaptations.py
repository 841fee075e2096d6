"""What people change for themselves: size and spacing of the text, colours, keyboard, paper, no script."""

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.gates.choosing import of_every_kind
from tests.journeys.gates.crawl import Crawl
from tests.journeys.gates.inspecting import overflow
from tests.journeys.running_town import RunningTown

pytestmark = [pytest.mark.journey, pytest.mark.slow]

# WCAG 1.4.12, word for word.
SPACING = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }"
TWICE = "html { font-size: 200% !important }"
CUT = """() => [...document.querySelectorAll('main *, header *, footer *')].filter(each => {
    const style = getComputedStyle(each), hides = ['hidden', 'clip'].includes(style.overflowX);
    return hides && each.clientWidth > 1 && each.innerText && each.scrollWidth > each.clientWidth + 1 && !each.closest('[aria-hidden=true]');
}).map(each => `cut: ${each.tagName.toLowerCase()}.${each.className}`)"""
FOCUSED = """() => {
    const each = document.activeElement, style = getComputedStyle(each), box = each.getBoundingClientRect();
    if (each === document.body) return null;
    const around = parseFloat(style.outlineWidth) >= 2 && style.outlineStyle !== 'none';
    const inside = box.bottom > 0 && box.top < innerHeight && box.width > 0 && box.height > 0;
    const over = document.elementFromPoint(Math.max(box.left + 1, 1), Math.min(Math.max(box.top + 1, 1), innerHeight - 1));
    return {what: each.outerHTML.slice(0, 120), href: each.getAttribute('href'), seen: around && inside,
        covered: !!over && !each.contains(over) && !over.contains(each) && getComputedStyle(over).position === 'fixed'};
}"""
STICKY = """() => [...document.querySelectorAll('body *')].filter(each => ['fixed', 'sticky'].includes(getComputedStyle(each).position))
    .filter(each => each.getBoundingClientRect().height > innerHeight * 0.15).map(each => each.className)"""
FORCED = """() => [...document.querySelectorAll('.button, input:not([type=hidden]), select, textarea')].filter(each => {
    const style = getComputedStyle(each);
    return each.offsetParent && style.borderTopStyle === 'none' && style.appearance === 'none';
}).map(each => each.outerHTML.slice(0, 120))"""
ON_PAPER = """() => ({
    controls: [...document.querySelectorAll('nav, header form, button, .skip, footer')].filter(each => each.getClientRects().length)
        .map(each => each.outerHTML.slice(0, 100)),
    ground: getComputedStyle(document.body).backgroundColor, ink: getComputedStyle(document.querySelector('main')).color,
})"""
LONGEST_WALK = 400  # presses of Tab


@pytest.fixture(scope="session")
def kinds(crawl: Crawl) -> list[str]:
    return of_every_kind(crawl.pages)


@pytest.fixture
def tinkerer(browser: Browser, town: RunningTown) -> Page:
    """The browser of somebody with a style sheet of their own, which the policy of a site does not concern."""
    context = browser.new_context(base_url=town.url, bypass_csp=True)
    return context.new_page()


@pytest.mark.parametrize(("style", "width"), [(SPACING, 320), (SPACING, 1280), (TWICE, 1280), (TWICE, 640)])
def test_text_twice_as_large_or_wide_apart_is_neither_cut_nor_scrolled_sideways(
    tinkerer: Page, kinds: list[str], style: str, width: int
) -> None:
    """WCAG 1.4.4, 1.4.12; RGAA 10.4, 10.12."""
    tinkerer.set_viewport_size({"width": width, "height": 800})
    found = {}
    for path in kinds:
        tinkerer.goto(path)
        tinkerer.add_style_tag(content=style)
        if problems := [*overflow(tinkerer), *tinkerer.evaluate(CUT)]:
            found[path] = problems
    tinkerer.context.close()
    assert found == {}


def test_a_page_read_at_four_hundred_per_cent_keeps_room_for_its_text(visitor: Page, kinds: list[str]) -> None:
    """WCAG 1.4.10, 2.4.11: 320 by 256 pixels, nothing fixed over the text."""
    visitor.set_viewport_size({"width": 320, "height": 256})
    found = {}
    for path in kinds:
        visitor.goto(path)
        if problems := [*overflow(visitor), *visitor.evaluate(STICKY)]:
            found[path] = problems
    assert found == {}


def test_the_keyboard_reaches_everything_is_seen_and_never_trapped(visitor: Page, kinds: list[str]) -> None:
    """RGAA 10.7, 12.7, 12.8, 12.9."""
    visitor.set_viewport_size({"width": 1280, "height": 800})
    found: dict[str, list[str]] = {}
    for path in kinds:
        visitor.goto(path)
        stops = walk(visitor)
        found[path] = [stop["what"] for stop in stops if not stop["seen"] or stop["covered"]]
        assert [stop["href"] for stop in stops[:3]] == ["#contenu", "#rubriques", "#recherche"], path
        assert len(stops) < LONGEST_WALK, path
    assert {path: unseen for path, unseen in found.items() if unseen} == {}


def walk(page: Page) -> list[dict[str, str]]:
    """What holds the focus after each press of Tab, until it leaves the page."""
    stops: list[dict[str, str]] = []
    while len(stops) < LONGEST_WALK:
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop is None or (stops and stop["what"] == stops[0]["what"] and len(stops) > 3):
            break
        stops.append(stop)
    return stops


def test_a_skip_link_takes_the_reader_to_the_text(visitor: Page) -> None:
    visitor.goto("/actualites/")
    visitor.keyboard.press("Tab")
    visitor.keyboard.press("Enter")
    assert visitor.evaluate("document.activeElement.id") == "contenu"


def test_fields_and_buttons_keep_an_outline_in_the_colours_of_the_system(visitor: Page, kinds: list[str]) -> None:
    visitor.emulate_media(forced_colors="active")
    found = {}
    for path in kinds:
        visitor.goto(path)
        if problems := visitor.evaluate(FORCED):
            found[path] = problems
    assert found == {}


def test_paper_has_the_text_and_neither_menu_nor_form(visitor: Page, kinds: list[str]) -> None:
    visitor.emulate_media(media="print")
    found = {}
    for path in kinds:
        visitor.goto(path)
        shown = visitor.evaluate(ON_PAPER)
        if shown["controls"] or shown["ground"] not in {"rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"}:
            found[path] = shown
        assert visitor.get_by_role("heading", level=1).is_visible(), path
    assert found == {}


def test_nothing_moves(visitor: Page, kinds: list[str]) -> None:
    """RGAA 13.7, 13.8."""
    for path in kinds:
        visitor.goto(path)
        assert visitor.evaluate("document.getAnimations().length") == 0, path


def test_a_browser_without_scripts_shows_the_same_text(
    browser: Browser, town: RunningTown, visitor: Page, kinds: list[str]
) -> None:
    """RGAA 7.2."""
    context = browser.new_context(base_url=town.url, java_script_enabled=False)
    silent = context.new_page()
    for path in kinds:
        texts = []
        for page in (visitor, silent):
            page.goto(path)
            texts.append(page.locator("body").inner_text())
        assert texts[0] == texts[1], path
    context.close()
