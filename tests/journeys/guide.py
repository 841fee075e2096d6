"""The pictures of the editors' guide (docs/guide), taken by the journeys so that they stay true. `script/guide` rewrites them."""

import os
import re
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Locator, Page

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "guide" / "images"
WIDE, TALL = 1120, 760
LIGHT = 60_000
"""Octets of a picture, at most: the guide is read where the connection is slow."""
QUALITIES = (82, 70, 58, 46, 34)
TO_THE_TOP = "document.querySelectorAll('html, body, body *').forEach(element => element.scrollTo({top: 0, left: 0, behavior: 'instant'}))"
WITHOUT_CALENDARS = (
    "document.querySelectorAll('.xdsoft_datetimepicker').forEach(calendar => { calendar.style.display = 'none' })"
)
TO_THIS = """element => {
  element.style.scrollMarginTop = "80px";
  element.scrollIntoView({block: "start", inline: "nearest", behavior: "instant"});
}"""


def pictures_named() -> set[str]:
    """Those that the pages of the guide show."""
    pages = "".join(page.read_text(encoding="utf-8") for page in FOLDER.parent.glob("*.md"))
    return set(re.findall(r"\]\(images/([\w-]+)\.webp\)", pages))


class Album:
    """Takes pictures into the guide when TAMBOUR_GUIDE is set; otherwise into a folder of the test, where they are as many."""

    def __init__(self, otherwise: Path) -> None:
        self.folder = FOLDER if os.environ.get("TAMBOUR_GUIDE") else otherwise
        self.folder.mkdir(parents=True, exist_ok=True)
        self.taken: list[str] = []

    def take(self, page: Page, name: str, around: Locator | None = None) -> None:
        """What the screen shows, from its top or from that part on, as it is 1120 pixels wide."""
        before = page.viewport_size
        page.set_viewport_size({"width": WIDE, "height": TALL})
        page.evaluate("document.activeElement?.blur()")
        page.evaluate(WITHOUT_CALENDARS)
        page.evaluate(TO_THE_TOP)
        if around is not None:
            around.evaluate(TO_THIS)
        self.keep(page.screenshot(animations="disabled"), name)
        if before:
            page.set_viewport_size(before)

    def keep(self, png: bytes, name: str) -> None:
        """As a WebP light enough."""
        picture = Image.open(BytesIO(png)).convert("RGB")
        for quality in QUALITIES:
            out = BytesIO()
            picture.save(out, "WEBP", quality=quality, method=6)
            if out.tell() <= LIGHT:
                break
        (self.folder / f"{name}.webp").write_bytes(out.getvalue())
        self.taken.append(name)
