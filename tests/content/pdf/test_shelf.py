"""What took time to draw is drawn once, and the disk does not fill."""

import os
from pathlib import Path

import pytest
from django.conf import LazySettings

from content.pdf.shelf import Shelf


@pytest.fixture
def shelf(settings: LazySettings, tmp_path: Path) -> Shelf:
    settings.DATA = tmp_path
    return Shelf("dessins", ".jpg", most=3)


def test_the_same_content_is_drawn_once(shelf: Shelf) -> None:
    pages = iter([b"une page"])
    for _asked in range(2):
        assert shelf.kept("a", lambda: next(pages)) == b"une page"
    assert shelf.find("a") == b"une page" and shelf.find("b") is None


def test_only_the_latest_are_kept(shelf: Shelf, tmp_path: Path) -> None:
    for day, key in enumerate("abcd"):
        shelf.kept(key, key.encode)
        os.utime(tmp_path / "dessins" / f"{key}.jpg", (day, day))
    shelf.kept("e", lambda: b"e")
    assert sorted(file.stem for file in (tmp_path / "dessins").iterdir()) == ["c", "d", "e"]


def test_a_drawing_that_fails_leaves_nothing_behind(shelf: Shelf, tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        shelf.kept("a", lambda: bytes(1 // 0))
    assert shelf.find("a") is None
    assert not (tmp_path / "dessins").exists()
