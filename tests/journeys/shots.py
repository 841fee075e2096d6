"""Pictures of what people see, for people to look at: pages, mails and printed sheets. Kept when TAMBOUR_SHOTS names a folder."""

import os
import subprocess
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.journeys.watching import Watch

WIDTHS = {"telephone": 390, "screen": 1280}
MAIL_WIDTHS = (375, 600)
SHEET_DPI = 60


def folder(otherwise: Path) -> Path:
    path = Path(os.environ.get("TAMBOUR_SHOTS") or otherwise)
    path.mkdir(parents=True, exist_ok=True)
    return path


def of_page(page: Page, name: str, into: Path) -> None:
    """The page as it stands, whole, as a telephone and as a screen show it."""
    for width in WIDTHS.values():
        page.set_viewport_size({"width": width, "height": 900})
        page.screenshot(path=into / f"{name}-{width}.png", full_page=True)


def of_mail(browser: Browser, html: str, into: Path, watch: Watch) -> None:
    """The message as a mail program shows it: alone in its window, without scripts, its pictures from the site."""
    for width in MAIL_WIDTHS:
        context = browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=False)
        watch.follow(context)
        page = context.new_page()
        page.set_content(html, wait_until="networkidle")
        page.screenshot(path=into / f"mail-{width}.png", full_page=True)
        context.close()


def of_sheets(pdf: Path, into: Path) -> list[Path]:
    """Each page of a PDF, by poppler; nothing where poppler is not installed."""
    try:
        subprocess.run(["pdftoppm", "-r", str(SHEET_DPI), "-png", pdf, into / "sheet"], check=True)
    except FileNotFoundError:
        return []
    return sorted(into.glob("sheet-*.png"))
