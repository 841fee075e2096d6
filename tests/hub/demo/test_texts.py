"""The demonstration's texts hold together: no dead link, no mark unread, no group better served than another."""

import datetime as dt
import json
import re
from collections.abc import Iterator
from itertools import chain
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from content.engravings import NAMES
from hub.demo import media, texts
from hub.demo.marks import Calendar, reference_friday

FILES = sorted(path.stem for path in texts.TOWN.glob("*.yaml"))
PARIS = ZoneInfo("Europe/Paris")
CALENDAR = Calendar(dt.date(2026, 11, 20), PARIS)


def walk(value: Any) -> Iterator[dict[str, Any]]:
    """Every mapping of a text, at any depth."""
    if isinstance(value, dict):
        yield value
        yield from chain.from_iterable(map(walk, value.values()))
    elif isinstance(value, list):
        yield from chain.from_iterable(map(walk, value))


def everything() -> dict[str, Any]:
    return {name: texts.read(name, CALENDAR) for name in FILES}


@settings(max_examples=40)
@given(st.dates(dt.date(2024, 1, 1), dt.date(2044, 12, 31)))
def test_every_text_reads_on_any_day(day: dt.date) -> None:
    calendar = Calendar(reference_friday(day), PARIS)
    for name in FILES:
        words = json.dumps(texts.read(name, calendar), ensure_ascii=False)
        assert not re.search(r"\{[a-zA-Z_]+:", words), name
        assert not re.search(r" d[eu] (avril|août|octobre)\b", words), name


def test_every_link_leads_to_a_text() -> None:
    raw = "".join(path.read_text() for path in texts.TOWN.glob("*.yaml"))
    named = {text["slug"] for text in walk(everything()) if "slug" in text}
    assert set(re.findall(r"\(slug:([^)]+)\)", raw)) <= named


def test_a_slug_names_one_thing() -> None:
    pages = ("pages", "actualites", "evenements", "bulletins", "alertes", "actes", "associations", "lieux")
    slugs = [text["slug"] for name in pages for text in texts.read(name, CALENDAR)]
    assert len(slugs) == len(set(slugs))


def test_engravings_pictures_and_documents_exist() -> None:
    pictures = {text["slug"] for text in texts.read("images", CALENDAR)}
    documents = {text["slug"] for text in texts.read("documents", CALENDAR)}
    for text in walk(everything()):
        assert text.get("gravure", "bourg") in NAMES
        assert text.get("image", "bourg") in pictures
        assert text.get("document", "budget") in documents
    assert {path.stem for path in (media.HERE / "images").iterdir()} == pictures
    assert {path.stem for path in (media.HERE / "documents").glob("*.pdf")} == documents


def test_pictures_are_light_enough_for_an_old_phone_and_described() -> None:
    for text in texts.read("images", CALENDAR):
        (path,) = (media.HERE / "images").glob(f"{text['slug']}.*")
        assert path.stat().st_size <= 300_000
        with Image.open(path) as picture:
            assert picture.width <= 1600
        assert 20 < len(text["alternative"]) <= 250


def test_the_groups_of_the_council_have_the_same_room() -> None:
    for bulletin in texts.read("bulletins", CALENDAR):
        lengths = [len(words) for words in bulletin["tribunes"].values()]
        assert max(lengths) / min(lengths) <= 1.03, bulletin["slug"]


def test_apostrophes_are_typographic_everywhere_but_in_what_residents_type() -> None:
    for name in set(FILES) - {"questions"}:
        assert "'" not in json.dumps(texts.read(name, CALENDAR), ensure_ascii=False), name


@pytest.mark.parametrize("name", FILES)
def test_every_address_is_an_invented_one(name: str) -> None:
    words = json.dumps(texts.read(name, CALENDAR), ensure_ascii=False)
    assert all(domain.endswith(".example") for domain in re.findall(r"@([\w-]+(?:\.[\w-]+)+)", words))
    assert all(number.startswith("04 65 71 ") for number in re.findall(r"\b0\d(?: \d\d){4}\b", words))
