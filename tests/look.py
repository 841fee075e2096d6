"""script/look: pictures of a running site, for people to look at."""

import argparse
import re
import time
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.journeys.conftest import FLAGS, find_chromium

WIDTHS = (390, 1280)
HEIGHT = 900


def name_of(path: str) -> str:
    """« /agenda/2026/12/?theme=culture » becomes « agenda-2026-12-theme-culture »; the front page « accueil »."""
    return re.sub(r"[^\w]+", "-", path).strip("-") or "accueil"


def take(page: Page, path: str, widths: list[int], into: Path, on_paper: bool, hour: str = "") -> Iterator[Path]:
    """One picture per width, whole, and the printed sheets as a PDF."""
    for width in widths:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        page.goto(path, wait_until="networkidle")
        page.evaluate("document.querySelectorAll('img').forEach(image => image.loading = 'eager')")
        page.evaluate("Promise.all([...document.images].map(image => image.decode().catch(() => 0)))")
        target = into / f"{name_of(path)}-{width}{hour}.png"
        page.screenshot(path=target, full_page=True)
        yield target
    if on_paper:
        target = into / f"{name_of(path)}.pdf"
        page.pdf(path=target, prefer_css_page_size=True, print_background=True)
        yield target


def main() -> None:
    parser = argparse.ArgumentParser(prog="script/look", description="Photographie des pages d’un site qui tourne ici.")
    parser.add_argument("paths", nargs="*", default=["/"], metavar="adresse", help="/agenda/, /actualites/…")
    parser.add_argument("--site", default="http://127.0.0.1:8000")
    parser.add_argument("--into", type=Path, default=Path("var/look"), metavar="DOSSIER")
    parser.add_argument("--widths", type=int, nargs="+", default=WIDTHS, metavar="PIXELS")
    parser.add_argument("--print", action="store_true", dest="on_paper", help="et en PDF, comme à l’imprimante")
    parser.add_argument("--dark", action="store_true", help="comme sur un écran sombre (courriels)")
    options = parser.parse_args()
    options.into.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        context = browser.new_context(
            base_url=options.site,
            locale="fr-FR",
            timezone_id="Europe/Paris",
            color_scheme="dark" if options.dark else "light",
        )
        page = context.new_page()
        for path in options.paths:
            for taken in take(
                page, path, options.widths, options.into, options.on_paper, "-sombre" if options.dark else ""
            ):
                print(taken)
        browser.close()
    print(f"{time.monotonic() - began:.1f} s")


if __name__ == "__main__":
    main()
