"""What a browser and axe say of a page at one width."""

from functools import cache
from importlib.resources import files

from playwright.sync_api import Page

WIDTHS = (320, 1280)
HEIGHT = 800
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "RGAAv4")
MAIL_RULES = tuple(
    tag for tag in RULES if tag.startswith("wcag")
)  # a mail has the landmarks of the program that shows it
RUN_AXE = """async tags => (await axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']}))
    .violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.target} ${node.failureSummary}`))"""
OVERFLOWING = """() => document.documentElement.scrollWidth <= document.documentElement.clientWidth ? [] :
    ['scrolls sideways', ...[...document.querySelectorAll('body *')]
        .filter(each => each.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
        .slice(0, 4).map(each => `too wide: ${each.tagName.toLowerCase()}.${each.className}`)]"""


@cache
def axe() -> str:
    """The whole of axe-core, which travels inside a package of the tests: nothing is downloaded."""
    return (files("axe_playwright_python") / "axe.min.js").read_text()


def violations(page: Page, rules: tuple[str, ...]) -> list[str]:
    """axe's findings. It runs as the browser's own tool: the policy of the page stays in force."""
    page.evaluate(axe())
    found: list[str] = page.evaluate(RUN_AXE, list(rules))
    return found


def overflow(page: Page) -> list[str]:
    """What scrolls in two directions (WCAG 1.4.10)."""
    found: list[str] = page.evaluate(OVERFLOWING)
    return found


def look(page: Page, name: str, rules: tuple[str, ...] = RULES, *, widths: tuple[int, ...] = WIDTHS) -> list[str]:
    """What axe and the width say of the page as it stands, on a telephone and on a screen; `name` begins each finding."""
    found = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        found += [f"{name} ({width} px): {each}" for each in (*violations(page, rules), *overflow(page))]
    return found


def look_at(page: Page, path: str) -> list[str]:
    """The same, of what an address shows to whoever types it."""
    page.goto(path)
    return look(page, path, MAIL_RULES if path.endswith("courriel.html") else RULES)
