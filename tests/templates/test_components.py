"""The parts of the pages: each has its template, its styles and a sample; each gives sound HTML that anybody can use."""

import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template

from tests.templates.samples import components

TEMPLATES = settings.SITE_ROOT / "templates" / "components"
STYLES = settings.SITE_ROOT / "static" / "css" / "components"
# Forms, running text and blocks of editors: styles for elements that several templates write.
STYLES_ALONE = {
    "contact_box",
    "data_table",
    "front_columns",
    "gallery",
    "key_figures",
    "practical",
    "prose",
    "quotation",
    "site_map",
    "step",
    "video",
}
# Templates made of another component’s elements.
TEMPLATES_ALONE = {"people_only", "proposal_sender", "button", "lettering"}
VOID = {"br", "img", "input", "source", "wbr", "hr", "link", "meta", "path", "circle"}
SAMPLES = components()


def names(folder: Path, suffix: str) -> set[str]:
    return {path.stem for path in folder.glob(f"*{suffix}")}


@cache
def rendered(name: str) -> str:
    return str(get_template(f"components/{name}.html").render(SAMPLES[name]))


class Outline(HTMLParser):
    """Reads a fragment as a browser without pity would: every element closed, in its order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if len(dict(attrs)) != len(attrs):
            self.faults.append(f"an attribute twice on {tag}")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes something else")


@cache
def outline(name: str) -> Outline:
    found = Outline()
    found.feed(rendered(name))
    found.close()
    return found


def test_a_component_is_a_template_and_a_stylesheet_of_the_same_name() -> None:
    assert names(TEMPLATES, ".html") - names(STYLES, ".css") == TEMPLATES_ALONE
    assert names(STYLES, ".css") - names(TEMPLATES, ".html") == STYLES_ALONE


def test_every_component_can_be_looked_at_from_its_sample() -> None:
    assert set(SAMPLES) == names(TEMPLATES, ".html")


def test_every_component_is_documented() -> None:
    written = (settings.ROOT / "docs" / "components.md").read_text()
    assert [name for name in names(TEMPLATES, ".html") if f"`{name}.html`" not in written] == []


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_a_component_closes_what_it_opens(name: str) -> None:
    found = outline(name)
    assert found.faults == []
    assert found.open == []


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_a_component_carries_no_style_no_script_and_no_empty_promise(name: str) -> None:
    for tag, attributes in outline(name).seen:
        assert tag not in {"style", "script", "iframe"}
        assert not any(key == "style" or key.startswith("on") for key in attributes)
        assert attributes.get("href") not in {"", "#", "None"}
        assert "None" not in (attributes.get("class") or "")


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_a_picture_always_says_its_size_and_what_it_shows(name: str) -> None:
    for tag, attributes in outline(name).seen:
        if tag == "img":
            assert {"alt", "width", "height"} <= attributes.keys()
        if tag == "svg":
            assert {"width", "height"} <= attributes.keys()
            said = attributes.get("role") == "img" and attributes.get("aria-label")
            assert said or attributes.get("aria-hidden") == "true"


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_a_table_has_its_caption_and_its_headers(name: str) -> None:
    found = outline(name).seen
    tags = [tag for tag, _ in found]
    assert tags.count("caption") == tags.count("table")
    assert all("scope" in attributes for tag, attributes in found if tag == "th")


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_every_field_has_its_label(name: str) -> None:
    found = outline(name).seen
    labelled = {attributes.get("for") for tag, attributes in found if tag == "label"}
    fields = [a for tag, a in found if tag in {"input", "select", "textarea"} and a.get("type") != "hidden"]
    wrapped = "choice-table" in rendered(name)
    assert [field for field in fields if not wrapped and field.get("id") not in labelled] == []


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_no_identifier_is_used_twice(name: str) -> None:
    found = [attributes["id"] for _, attributes in outline(name).seen if "id" in attributes]
    assert len(found) == len(set(found))


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_a_time_can_be_read_by_machines(name: str) -> None:
    for tag, attributes in outline(name).seen:
        if tag == "time":
            assert re.fullmatch(r"\d{4}-\d\d-\d\d(T\d\d:\d\d[+-]\d\d:\d\d)?", attributes.get("datetime") or "")


def test_what_is_cancelled_says_so_in_words_before_the_title() -> None:
    for name in ("agenda_entry", "month_entry", "event_header"):
        page = rendered(name)
        assert page.index("Annulé") < page.index(SAMPLES[name].get("title") or SAMPLES[name]["entry"]["title"])


def test_an_error_is_tied_to_its_field_and_said_as_an_error() -> None:
    page = rendered("field")
    assert 'aria-invalid="true"' in page
    described = re.search(r'aria-describedby="([^"]+)"', page)
    assert described
    assert all(f'id="{identifier}"' in page for identifier in described[1].split())
    assert "Erreur" in page
    assert 'href="#id_email"' in rendered("error_summary")


def test_coloured_paper_also_says_association() -> None:
    assert "Association" in rendered("news_entry")


def test_the_choice_of_a_rhythm_is_a_whole_sentence_for_who_listens() -> None:
    heard = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", rendered("choice_table")))
    assert "Alertes, aussitôt" in heard
