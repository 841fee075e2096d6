"""The editors' guide keeps its word: its pictures exist and are taken by the journey, its buttons are those of the screens."""

import gettext
import re
from functools import cache
from html import unescape
from pathlib import Path

import pytest
import wagtail
from PIL import Image

from tests.journeys.guide import FOLDER, pictures_named

ROOT = Path(__file__).resolve().parents[2]
GUIDE = sorted((ROOT / "docs" / "guide").glob("*.md"))
APPS = ("alerts", "events", "home", "news", "newsletter", "site")
LIGHT = 80_000
WORDS = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
CLAIM = re.compile(r"conform|certifi|PDF/UA|PDF/A", re.IGNORECASE)


@cache
def screens() -> str:
    """Everything the desk may write: our templates and modules without their tags, and Wagtail's own French."""
    sources = [path for app in APPS for kind in ("*.html", "*.py") for path in (ROOT / app).rglob(kind)]
    ours = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    catalogues = []
    for path in Path(wagtail.__file__).parent.rglob("locale/fr/LC_MESSAGES/django.mo"):
        with path.open("rb") as file:
            catalogues.append(gettext.GNUTranslations(file)._catalog)  # type: ignore[attr-defined]
    words = "\n".join(str(text) for catalogue in catalogues for text in catalogue.values())
    return level(unescape(re.sub(r"{%.*?%}", "", ours)) + words)


def level(text: str) -> str:
    """One kind of space, one kind of apostrophe."""
    return re.sub(r"\s+", " ", text).replace("'", "’")


def buttons() -> list[tuple[str, str]]:
    return [(page.name, level(words)) for page in GUIDE for words in WORDS.findall(page.read_text(encoding="utf-8"))]


@pytest.mark.parametrize(("page", "words"), buttons(), ids=lambda value: value)
def test_what_the_guide_says_to_press_is_on_a_screen(page: str, words: str) -> None:
    assert words in screens(), f"{page} : « {words} » n’est écrit sur aucun écran"


def test_every_picture_of_the_guide_is_there_and_every_picture_is_shown() -> None:
    assert {path.stem for path in FOLDER.glob("*")} == pictures_named()


def test_every_picture_of_the_guide_is_taken_by_the_journey_and_the_reverse() -> None:
    steps = "".join(
        (FOLDER.parents[2] / "tests" / "journeys" / name).read_text() for name in ("test_composing.py", "composing.py")
    )
    taken = set(re.findall(r"album\.take\(\s*\w+,\s*\"([\w-]+)\"", steps))
    assert taken == pictures_named()


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.webp")), ids=lambda path: path.stem)
def test_a_picture_is_light_and_wide_enough_to_be_read(path: Path) -> None:
    assert path.stat().st_size <= LIGHT
    with Image.open(path) as picture:
        assert picture.width >= 1000


@pytest.mark.parametrize("path", GUIDE, ids=lambda path: path.name)
def test_a_picture_says_in_words_what_it_shows(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert all(len(alternative) > 15 for alternative in re.findall(r"!\[(.*?)\]\(", text))
    assert text.count("![") == len(re.findall(r"!\[[^\]]+\]\(images/[\w-]+\.webp\)", text))


def test_links_between_pages_lead_somewhere() -> None:
    named = {page.name for page in GUIDE}
    for page in GUIDE:
        assert set(re.findall(r"\]\(([\w-]+\.md)\)", page.read_text(encoding="utf-8"))) <= named


def test_residents_are_never_promised_a_conformity_that_no_audit_made() -> None:
    text = "".join(page.read_text(encoding="utf-8") for page in GUIDE)
    assert "PDF balisé, lisible par un lecteur d’écran" in text
    assert not CLAIM.search(text)
