"""A film of the town can be followed without seeing or hearing it; another site's is only a link."""

from typing import Any

import pytest
from django.test import Client
from wagtail.blocks.struct_block import StructBlockValidationError

from content.blocks import VideoBlock
from home.founding import Sections
from news.models import NewsPage
from tests.conftest import publish
from tests.content.blocks.media import MP4, VTT, WEBM, document, poster

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shelf")]


def film(**changed: Any) -> dict[str, Any]:
    """A complete film, as the desk's form gives it."""
    block = {
        "title": "La halle en chantier",
        "film": document("halle.mp4", MP4).pk,
        "poster": poster().pk,
        "captions": document("halle.vtt", VTT).pk,
        "transcript": "<p>On entend les marteaux.</p>",
        "link": "",
    }
    return block | changed


def clean(value: dict[str, Any]) -> Any:
    block = VideoBlock()
    return block.clean(block.to_python(value))


def faults(value: dict[str, Any]) -> set[str]:
    with pytest.raises(StructBlockValidationError) as refused:
        clean(value)
    return set(refused.value.block_errors)


def test_a_complete_film_is_accepted_in_both_formats() -> None:
    clean(film())
    clean(film(film=document("halle.webm", WEBM).pk))


@pytest.mark.parametrize("missing", ["poster", "captions"])
def test_a_film_without_its_poster_or_captions_is_refused(missing: str) -> None:
    assert faults(film(**{missing: None})) == {missing}


def test_a_film_without_transcript_is_refused() -> None:
    assert faults(film(transcript="")) == {"transcript"}


def test_a_file_that_only_bears_the_name_is_refused() -> None:
    assert faults(film(film=document("halle.mp4", b"MZ" + b"0" * 50).pk)) == {"film"}
    assert faults(film(film=document("halle.pdf", MP4).pk)) == {"film"}
    assert faults(film(captions=document("halle.vtt", b"<script>").pk)) == {"captions"}


def test_a_film_or_a_link_but_not_both_nor_neither() -> None:
    assert faults(film(link="https://videos.example/halle")) == {"film"}
    assert faults(film(film=None)) == {"film"}
    clean({"title": "La halle", "link": "https://videos.example/halle"})


def test_a_resident_plays_the_film_only_by_asking_and_may_read_it_instead(client: Client, town: Sections) -> None:
    publish(town.news, NewsPage(title="Halle", slug="halle", body=[("video", VideoBlock().to_python(film()))]))
    page = client.get("/actualites/halle/")
    text = page.content.decode()
    assert 'preload="none"' in text
    assert "autoplay" not in text and "<iframe" not in text
    assert '<track kind="captions"' in text and 'srclang="fr"' in text
    assert "On entend les marteaux." in text
    assert "media-src 'self'" in page.headers["Content-Security-Policy"]


def test_another_sites_film_is_a_plain_link_that_says_so(client: Client, town: Sections) -> None:
    link = VideoBlock().to_python({"title": "La halle", "link": "https://videos.example/halle"})
    publish(town.news, NewsPage(title="Halle", slug="halle", body=[("video", link)]))
    text = client.get("/actualites/halle/").content.decode()
    assert 'href="https://videos.example/halle"' in text
    assert "sur un autre site" in text
    assert "<video" not in text and "<iframe" not in text
