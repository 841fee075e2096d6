"""Residents fetch one stylesheet, whatever the number of files it is written in."""

import re
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders

from content.stylesheet import FIRST, LAST, NAME, assembled

FOLDER = settings.SITE_ROOT / "static" / "css"


def test_every_file_is_in_it_once_and_the_layers_are_ordered_first() -> None:
    text = assembled(FOLDER)
    assert text.index("@layer tokens, base, components;") < text.index("@font-face") < text.index(".alert-band {")
    for path in FOLDER.rglob("*.css"):
        assert text.count(path.read_text()) == 1, path


def test_no_stylesheet_is_forgotten_at_the_top() -> None:
    assert {path.stem for path in FOLDER.glob("*.css")} == {*FIRST, *LAST}


def test_the_finder_gives_what_is_written_now() -> None:
    found = finders.find(NAME)
    assert isinstance(found, str)
    assert Path(found).read_text(encoding="utf-8") == assembled(FOLDER)
    assert NAME in [path for finder in finders.get_finders() for path, _storage in finder.list([])]


def test_it_asks_nothing_of_another_address() -> None:
    assert set(re.findall(r"url\(([^)]+)\)", assembled(FOLDER))) == {
        f'"../fonts/{name}.woff2"' for name in ("affiche", "affiche-ext", "texte", "texte-ext", "texte-italique")
    }
    assert "@import" not in assembled(FOLDER)


def test_components_name_no_colour_of_their_own() -> None:
    """Colours come from the town’s tokens; black on a vigilance and on paper is no town’s choice."""
    for path in (FOLDER / "components").glob("*.css"):
        assert set(re.findall(r"#[0-9a-f]{3,6}\b", path.read_text())) <= {"#000"}, path
